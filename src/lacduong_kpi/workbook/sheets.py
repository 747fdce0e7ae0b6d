"""From the rectangle that a reader found to the sheet that goes on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from lacduong_kpi.column import Column
from lacduong_kpi.lean import dataclass
from lacduong_kpi.workbook.model import Area, Sheet, Visibility
from lacduong_kpi.workbook.rectangle import Rectangle
from lacduong_kpi.workbook.refusal import damaged


@dataclass(frozen=True, slots=True)
class ReadSheet:
    """A sheet and the cells far away from its table that were dropped, as (row, column)."""

    sheet: Sheet
    strays: tuple[tuple[int, int], ...] = ()
    is_cut: bool = False
    """the file breaks off before the sheet ends"""


class Fonts(Mapping[tuple[int, int], str]):
    """(row, column) -> font, kept as a code per cell and not as an object."""

    __slots__ = ("_columns", "_top")

    def __init__(self, top: int, columns: dict[int, Column[str | None]]) -> None:
        self._top = top
        self._columns = columns

    def __getitem__(self, address: tuple[int, int]) -> str:
        row, number = address
        fonts = self._columns[number]
        if not 0 <= row - self._top < len(fonts):
            raise KeyError(address)
        font = fonts[row - self._top]
        if font is None:
            raise KeyError(address)
        return font

    def __iter__(self) -> Iterator[tuple[int, int]]:
        for number, fonts in self._columns.items():
            for row, font in enumerate(fonts, self._top):
                if font is not None:
                    yield row, number

    def __len__(self) -> int:
        return sum(1 for _ in self)

    def __bool__(self) -> bool:
        return bool(self._columns)


def sheet_of(
    name: str,
    found: Rectangle,
    *,
    visibility: Visibility = Visibility.VISIBLE,
    merges: Iterable[Area] = (),
    hidden_rows: Iterable[int] = (),
    hidden_columns: Iterable[tuple[int, int]] = (),
    faults_hidden: bool = False,
) -> ReadSheet:
    """What stands around the cells is cut to their rectangle; `hidden_columns` are ranges."""
    bottom = found.top + (len(found.columns[0]) if found.columns else 0) - 1
    right = found.left + len(found.columns) - 1
    bounds = Area(found.top, found.left, bottom, right)
    sheet = Sheet(
        name=name,
        columns=tuple(found.columns),
        top=found.top,
        left=found.left,
        visibility=visibility,
        merges=_merges(merges, bounds),
        hidden_rows=frozenset(row for row in hidden_rows if bounds.top <= row <= bounds.bottom),
        hidden_columns=frozenset(
            column
            for first, last in hidden_columns
            for column in range(max(first, bounds.left), min(last, bounds.right) + 1)
        ),
        struck=frozenset(found.struck),
        fonts=Fonts(found.top, found.fonts) if found.fonts else {},
        faults_hidden=faults_hidden,
    )
    return ReadSheet(sheet, tuple(found.strays))


def _merges(merges: Iterable[Area], bounds: Area) -> tuple[Area, ...]:
    """Merged areas, each once. Raises RefusedError where they must lie over each other."""
    cut = (
        Area(
            max(area.top, bounds.top),
            max(area.left, bounds.left),
            min(area.bottom, bounds.bottom),
            min(area.right, bounds.right),
        )
        for area in merges
    )
    inside = (a for a in cut if a.top <= a.bottom and a.left <= a.right and not _single(a))
    found = tuple(dict.fromkeys(inside))
    _check_apart(found, bounds)
    return found


_FEW_MERGES = 10_000
"""Cells that merged areas may cover twice and more: some programs let them overlap."""


def _check_apart(areas: Sequence[Area], bounds: Area) -> None:
    """Merged areas lie side by side; what goes through them row by row relies on it."""
    covered = sum(map(_size, areas))
    if covered > _size(bounds) + _FEW_MERGES:
        raise damaged()


def _size(area: Area) -> int:
    return (area.bottom - area.top + 1) * (area.right - area.left + 1)


def _single(area: Area) -> bool:
    return area.top == area.bottom and area.left == area.right
