"""Places in words: tệp, trang tính, ô; runs of cells folded to ranges that still count right."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from lacduong_kpi.findings import Place, letters
from lacduong_kpi.lean import dataclass
from lacduong_kpi.text import show
from lacduong_kpi.wording import Language, say

LONGEST_NAME = 1000
"""A name identifies a file, a sheet or an organization, so it is not cut where others are."""

_ADDRESS = re.compile(r"([A-Z]{1,3})([0-9]{1,7})")


@dataclass(frozen=True, slots=True)
class Run:
    """Cells of one column that stand directly below one another, or an address as it is."""

    text: str
    count: int


def column_number(column: str) -> int:
    """The number of a column by its letters: A is 1, AA is 27."""
    number = 0
    for letter in column:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number


def split_address(address: str) -> tuple[str, int]:
    """The letters and the row of a cell; the whole text and 0 of what is no single cell."""
    match = _ADDRESS.fullmatch(address)
    return (match[1], int(match[2])) if match else (address, 0)


def fold(addresses: Iterable[str]) -> tuple[Run, ...]:
    """`F412:F418` for neighbours below one another, column by column from the top.

    An address that stands twice counts once. A range in one column is the cells it holds; a wider
    one stays as it is.
    """
    spans: dict[int, list[tuple[int, int]]] = {}
    other: dict[str, None] = {}
    for address in addresses:
        if span := _span(address):
            spans.setdefault(span[0], []).append(span[1:])
        else:
            other[address] = None
    runs = [run for column in sorted(spans) for run in _runs(column, sorted(spans[column]))]
    return (*runs, *(Run(text, 1) for text in other))


def _span(address: str) -> tuple[int, int, int] | None:
    """Column, first and last row; None for what is no cell and no range within a column."""
    begin, _, end = address.partition(":")
    first, last = _ADDRESS.fullmatch(begin), _ADDRESS.fullmatch(end or begin)
    if not first or not last or first[1] != last[1] or int(first[2]) > int(last[2]):
        return None
    return column_number(first[1]), int(first[2]), int(last[2])


def _runs(column: int, spans: list[tuple[int, int]]) -> Iterator[Run]:
    """`spans` sorted; those that touch or overlap are one run."""
    name = letters(column)
    begin, end = spans[0]
    for first, last in spans[1:]:
        if first > end + 1:
            yield _run(name, begin, end)
            begin, end = first, last
        end = max(end, last)
    yield _run(name, begin, end)


def _run(column: str, first: int, last: int) -> Run:
    text = f"{column}{first}" if first == last else f"{column}{first}:{column}{last}"
    return Run(text, last - first + 1)


def fold_rows(rows: Iterable[int]) -> tuple[Run, ...]:
    """`10 - 23` for row numbers that follow each other."""
    spans = sorted((row, row) for row in rows)
    if not spans:
        return ()
    return tuple(
        Run(run.text.replace("A", "").replace(":", " - "), run.count) for run in _runs(1, spans)
    )


def fold_shown(addresses: Iterable[str], limit: int | None) -> tuple[tuple[str, ...], int]:
    """The runs of `addresses` up to `limit`, safe to show, and how many cells the others hold."""
    runs = fold(addresses)
    shown = runs[:limit]
    hidden = sum(run.count for run in runs[len(shown) :])
    return tuple(name(run.text) for run in shown), hidden


def place_text(language: Language, place: Place, *, column: bool = True) -> str:
    """`xep-loai.xlsx, "Xếp loại 2024", F133 (cột "Mức xếp loại")`; as much of it as is known."""
    parts = [place.file]
    if place.sheet is not None:
        parts.append(f'"{place.sheet}"')
    if place.cell is not None:
        parts.append(place.cell)
    elif place.row is not None:
        parts.append(say(language, "screens.row", row=place.row))
    text = ", ".join(parts)
    if column and place.column:
        text += f" ({say(language, 'screens.column', header=place.column)})"
    return text


def name(text: str) -> str:
    """A name from outside, whole, as a terminal may have it."""
    return show(text, LONGEST_NAME)


def shown_place(language: Language, place: Place, *, column: bool = True) -> str:
    """The place in words, the names in it made safe for a terminal."""
    safe = Place(
        name(place.file),
        None if place.sheet is None else name(place.sheet),
        None if place.cell is None else name(place.cell),
        place.row,
        None if place.column is None else name(place.column),
    )
    return place_text(language, safe, column=column)
