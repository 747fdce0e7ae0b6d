"""Tables in sheets: where they start and end, what each column tells, which rows are records.

`read_sheets(workbook, mapping)` is the whole of it: pure, no file is opened here.
"""

from lacduong_kpi.tables.overrides import Mapping, ValueMapping
from lacduong_kpi.tables.reading import read_sheets

__all__ = ["Mapping", "ValueMapping", "read_sheets"]
