"""A of the tables: python-calamine's `to_python()` over all sheets of the files given."""

import sys

import python_calamine


def main(paths: list[str]) -> None:
    for path in paths:
        book = python_calamine.CalamineWorkbook.from_path(path)
        for name in book.sheet_names:
            book.get_sheet_by_name(name).to_python()


main(sys.argv[1:])
