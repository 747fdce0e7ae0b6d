"""Tables in sheets: where they start and end, what each column tells, which rows are records.

`read_sheets(workbook, mapping)` is the whole of it: pure, no file is opened here.
"""
