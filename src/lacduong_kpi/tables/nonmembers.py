"""Lists of more than members, which mark who is one: `Đảng viên (x)`, `Đảng viên | Quần chúng`."""

from __future__ import annotations

from collections.abc import Sequence

from lacduong_kpi.tables.columns import Taken, Understood
from lacduong_kpi.tables.grid import Grid
from lacduong_kpi.terms import Kind
from lacduong_kpi.text import bare
from lacduong_kpi.vocabulary import Mark, mark
from lacduong_kpi.vocabulary.words import header_list, value_list
from lacduong_kpi.workbook.model import CellFault, Value

_ONLY_MEMBERS = frozenset({"admitted_on", "official_on", "card_number"})
"""what nobody has who is no member"""
_YES, _NO = frozenset({Mark.TICK, Mark.YES}), frozenset({Mark.NO, Mark.BLANK})


def marked_outsiders(grid: Grid, understood: Understood, rows: Sequence[int]) -> frozenset[int]:
    """The rows of people of whom the marks of a list say that they are no members."""
    if understood.kind is not Kind.MEMBER or understood.of("standing"):
        return frozenset()
    found: set[int] = set()
    for name, means_outsider in (("member_marks", _NO), ("outsider_marks", _YES)):
        for each in understood.taken:
            if _is_marked(each, name) and not _is_of_posts(each, understood.taken):
                said = _without_words(means_outsider, each)
                found.update(row for row in rows if _mark(grid, row, each) in said)
    shown = [each for each in understood.taken if _ONLY_MEMBERS.intersection(each.fields)]
    told = {row for row in found for each in shown if _mark(grid, row, each) is not Mark.BLANK}
    return frozenset(found - told)


def _is_marked(column: Taken, name: str) -> bool:
    """Whether a column tells nothing else, and marks people as what a list of words says."""
    path = column.header.path
    if column.fields or len(path) != 1 or bare(path[0]) not in header_list(name):
        return False
    marks = _marks(column)
    return bool(marks & _YES) and Mark.OTHER not in marks


def _is_of_posts(column: Taken, taken: Sequence[Taken]) -> bool:
    """Whether other columns mark posts: `Bí thư | Chi ủy viên | Đảng viên` are members all."""
    aside = {bare(each.header.path[-1]) for each in taken if each.header.path and not each.fields}
    posts = value_list("name_remarks") - header_list("member_marks")
    return bare(column.header.path[0]) in header_list("member_marks") and bool(aside & posts)


def _without_words(marks: frozenset[Mark], column: Taken) -> frozenset[Mark]:
    """Blanks say nothing in a column where somebody wrote a no."""
    return marks - {Mark.BLANK} if Mark.NO in _marks(column) else marks


def _marks(column: Taken) -> set[Mark]:
    return {_meant(value) for value in column.profile.values}


def _mark(grid: Grid, row: int, column: Taken) -> Mark:
    return _meant(grid.value(row, column.header.column))


def _meant(value: Value) -> Mark:
    return Mark.OTHER if isinstance(value, CellFault) else mark(value)
