"""What is not known: how far the result can go either way, and the cells that would settle it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from lacduong_kpi.assess.model import Assessment, DecidingCell, TargetResult
from lacduong_kpi.column import Unknown
from lacduong_kpi.findings import Finding, Place
from lacduong_kpi.lean import dataclass
from lacduong_kpi.reports import numbers, words
from lacduong_kpi.reports.layout import Align, Cell, Field, Page, text_width, widest
from lacduong_kpi.reports.places import column_number, fold_shown, name, shown_place, split_address
from lacduong_kpi.reports.view import View
from lacduong_kpi.verdicts.model import Rate, Score, Verdict
from lacduong_kpi.wording import Language, say

NARROWEST_PLACES = 24
"""columns that addresses must have beside the other columns; else they stand below"""


def write_bounds(page: Page, language: Language, target: TargetResult, score: Score) -> None:
    """The block `VÌ SAO CHƯA XÁC ĐỊNH`, or the possible range where it changes nothing."""
    low, high = score.bounds.low, score.bounds.high
    if not score.unknown or low is None or high is None:
        return
    undetermined = score.verdict is Verdict.UNDETERMINED
    page.blank()
    page.heading(say(language, f"screens.bounds.{'why' if undetermined else 'range'}"))
    for end, rate in (("highest", high), ("lowest", low)):
        label = say(language, f"screens.bounds.{end}")
        text = f"{_figure(language, rate)}  {_case(language, target, score, end)}"
        page.labelled(label, text, indent=2)
    if target.deciding is not None and undetermined:
        _write_thresholds(page, language, target, score.unknown)


def _figure(language: Language, rate: Rate) -> str:
    ratio, percent = numbers.ratio(language, rate), numbers.percent(language, rate)
    return f"{ratio} = {percent}" if percent else ratio


def _case(language: Language, target: TargetResult, score: Score, end: str) -> str:
    """In words who must turn out how; in general terms where some would leave the denominator."""
    low, high, unknown = score.bounds.low, score.bounds.high, score.unknown or 0
    count = words.unit(language, target.unit, unknown)
    simple = low and high and low.denominator == high.denominator
    if not simple or not low or not high or high.numerator - low.numerator != unknown:
        return say(language, f"screens.bounds.{end}.general", count=count)
    return say(language, f"screens.bounds.{end}.simple", count=count)


def _write_thresholds(page: Page, language: Language, target: TargetResult, unknown: int) -> None:
    deciding = target.deciding
    if deciding is None:
        return
    sentences = []
    if deciding.met_if is not None:
        share = f"{numbers.integer(language, deciding.met_if)}/{words.unit(language, target.unit, unknown)}"
        sentences.append(say(language, "screens.met_if", count=share))
    if deciding.not_met_if is not None:
        count = words.unit(language, target.unit, deciding.not_met_if)
        sentences.append(say(language, "screens.not_met_if", count=count))
    if sentences:
        page.text("; ".join(sentences) + ".", indent=2, hang=2)


@dataclass(frozen=True, slots=True)
class Entry:
    """One value that is wanted: its cell, or the record's column that does not exist. `also` are
    further cells that contradict it."""

    cell: DecidingCell
    also: tuple[DecidingCell, ...] = ()

    @property
    def block(self) -> tuple[str, str | None, str, str]:
        """What stands together: file, sheet, column, field."""
        column = split_address(self.cell.cell)[0] if self.cell.cell else ""
        return self.cell.file, self.cell.sheet, column, self.cell.field


def entries(cells: Sequence[DecidingCell], findings: Iterable[Finding]) -> list[Entry]:
    """One entry a value: cells that contradict each other (as a finding tells) are one."""
    partner = _contradictions(cells, findings)
    made: list[Entry] = []
    used: set[int] = set()
    for number, cell in enumerate(cells):
        if number in used:
            continue
        others = [
            other for other in partner.get(number, ()) if other not in used and other != number
        ]
        used.update(others)
        made.append(Entry(cell, tuple(cells[other] for other in others)))
    return made


def _contradictions(
    cells: Sequence[DecidingCell], findings: Iterable[Finding]
) -> Mapping[int, list[int]]:
    """For each cell of a contradiction, by its number, the cells of the same contradiction."""
    numbers_of = {
        (cell.file, cell.sheet, cell.cell): number
        for number, cell in enumerate(cells)
        if cell.cause == Unknown.CONTRADICTION
    }
    together: dict[int, list[int]] = {}
    for finding in findings if numbers_of else ():
        places = (finding.place, *finding.others)
        group = [
            numbers_of[key]
            for place in places
            if (key := (place.file, place.sheet, place.cell)) in numbers_of
        ]
        for number in group:
            together.setdefault(number, []).extend(group)
    return together


def write_cells(page: Page, view: View, assessment: Assessment, target: TargetResult) -> None:
    """The block `CẦN BỔ SUNG`: the unknown cells by column, organization and cause."""
    if target.deciding is None or not target.deciding.cells:
        return
    language = view.language
    wanted = entries(target.deciding.cells, assessment.findings)
    blocks: dict[tuple[str, str | None, str, str], list[Entry]] = {}
    for entry in wanted:
        blocks.setdefault(entry.block, []).append(entry)
    page.blank()
    alone = len(blocks) == 1
    counts = _counted(language, target, wanted)
    places = {key: _block_place(language, assessment, key) for key in blocks}
    first = next(iter(places.values()))
    if alone and first:
        page.heading(say(language, "screens.wanted_at", counts=counts, place=first))
    else:
        page.heading(say(language, "screens.wanted", counts=counts))
    cut = False
    for key, block in blocks.items():
        if not alone:
            _write_block_head(page, language, target, block, places[key])
        cut |= _write_block(page, view, target, block)
    if cut:
        page.text(say(language, "screens.see_all"), indent=2)


def _counted(language: Language, target: TargetResult, wanted: Iterable[Entry]) -> str:
    """`23 xếp loại`, by field."""
    kind = words.kind_of_unit(target.unit)
    fields = Counter(entry.cell.field for entry in wanted)
    return ", ".join(
        f"{numbers.integer(language, count)} {words.field_word(language, field, kind)}"
        for field, count in fields.items()
    )


def _block_place(
    language: Language, assessment: Assessment, key: tuple[str, str | None, str, str]
) -> str:
    """`xep-loai.xlsx, trang tính "Xếp loại", cột F "Mức xếp loại"`; empty for a missing column."""
    file, sheet, column, _ = key
    if not column:
        return ""
    header = _header(assessment, file, sheet, column_number(column))
    parts = [name(file)]
    if sheet is not None:
        parts.append(say(language, "screens.sheet", sheet=name(sheet)))
    text = say(language, "screens.column_letter", column=column)
    parts.append(f'{text} "{name(header)}"' if header else text)
    return ", ".join(parts)


def _header(assessment: Assessment, file: str, sheet: str | None, column: int) -> str | None:
    for reading in assessment.readings:
        if reading.file == file and reading.sheet == sheet:
            for table in reading.tables:
                for each in table.columns:
                    if each.column == column:
                        return each.header
    return None


def _write_block_head(
    page: Page, language: Language, target: TargetResult, block: Sequence[Entry], place: str
) -> None:
    counts = _counted(language, target, block)
    if place:
        page.text(say(language, "screens.wanted_block", counts=counts, place=place), 2, 2)
    else:
        page.text(say(language, "screens.wanted_column", counts=counts), 2, 2)


@dataclass(frozen=True, slots=True)
class _Line:
    """Unknown values of one organization that have one cause."""

    organization: str
    count: str
    cause: str
    pieces: tuple[str, ...]
    hidden: int


def _write_block(page: Page, view: View, target: TargetResult, block: Sequence[Entry]) -> bool:
    """The lines of one column, the organization with most first. True if places were left out."""
    language = view.language
    groups: dict[tuple[str, str], list[Entry]] = {}
    for entry in block:
        organization = entry.cell.organization or ""
        groups.setdefault((organization, entry.cell.cause), []).append(entry)
    weight = Counter(entry.cell.organization or "" for entry in block)
    keys = sorted(groups, key=lambda key: (-weight[key[0]], key[0]))
    lines = [_line(view, key, groups[key]) for key in keys]
    nobody = say(language, "screens.no_organization")
    previous = None
    width = max(widest(line.organization for line in lines), text_width(nobody))
    fields = [
        Field(width),
        Field(widest(line.count for line in lines), Align.RIGHT),
        Field(widest(line.cause for line in lines)),
    ]
    beside = page.width - 2 - sum(field.width + 2 for field in fields)
    for key, line in zip(keys, lines, strict=True):
        organization = "" if key[0] == previous else line.organization or nobody
        previous = key[0]
        _write_line(page, language, line, organization, fields, beside)
    return any(line.hidden for line in lines)


def _line(view: View, key: tuple[str, str], group: Sequence[Entry]) -> _Line:
    language = view.language
    addresses = [entry.cell.cell for entry in group if entry.cell.cell and not entry.also]
    pieces, hidden = fold_shown(addresses, view.limit)
    pairs = [_pair(language, entry) for entry in group if entry.also]
    return _Line(
        name(key[0]),
        numbers.integer(language, len(group)),
        words.cause_word(language, key[1]),
        (*pieces, *pairs),
        hidden,
    )


def _pair(language: Language, entry: Entry) -> str:
    """`F547 và dang-vien-2024.xlsx, "Đảng viên", K702`"""
    also = [
        shown_place(language, Place(other.file, other.sheet, other.cell)) for other in entry.also
    ]
    return say(language, "screens.and").join([entry.cell.cell or "", *also])


def _write_line(
    page: Page,
    language: Language,
    line: _Line,
    organization: str,
    fields: Sequence[Field],
    beside: int,
) -> None:
    cells = [Cell(organization), Cell(line.count), Cell(line.cause)]
    pieces = [f"{piece}," for piece in line.pieces[:-1]] + list(line.pieces[-1:])
    if line.hidden:
        count = numbers.integer(language, line.hidden)
        pieces.append(say(language, "screens.more_cells", count=count))
    if beside >= NARROWEST_PLACES:
        page.row_of_pieces(fields, cells, pieces, indent=2)
        return
    if organization:
        page.text(organization, 2, 2)
    page.pieces([f"{line.count} {line.cause}" + (":" if pieces else ""), *pieces], 4, 2)
