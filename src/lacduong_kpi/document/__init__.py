"""YAML from outside: read with limits, every key and value with its line and column.

`loading` gives plain data with positions, `validation` checks it against a Pydantic model and
reports all faults at once. Knows no plan and no mapping.
"""

from lacduong_kpi.document.files import read_regular
from lacduong_kpi.document.loading import Data, Node, load_yaml, read_file

__all__ = ["Data", "Node", "load_yaml", "read_file", "read_regular"]
