"""What the claims of a table say of its records, as plain words: no value is read here."""

from __future__ import annotations

from collections.abc import Iterator

from lacduong_kpi.findings import letters
from lacduong_kpi.tables.model import Claim, How, Source, Table
from lacduong_kpi.workbook.model import Value

Record = dict[str, Value]


def records(table: Table) -> list[Record]:
    """For each record `field` (or `field@year`) -> the value of the cells that tell it.

    Fields that one cell tells together have one key: `admitted_on, official_on`.
    """
    found: list[Record] = [{} for _ in table.rows]
    for claim in table.claims:
        name = ", ".join(filter(None, claim.fields)) + (f"@{claim.year}" if claim.year else "")
        for index, row in enumerate(table.rows):
            value = _value(table, claim, index, row)
            if value not in (None, "") and found[index].get(name) is None:
                found[index][name] = value
    return found


def _value(table: Table, claim: Claim, index: int, row: int) -> Value:
    cells = [(each, table.sheet.value(row + each.offset, each.column)) for each in claim.sources]
    filled = [(source, value) for source, value in cells if value not in (None, "")]
    match claim.how:
        case How.CONTEXT:
            assert claim.context is not None
            return claim.context[index]
        case How.CHOICE | How.IMPLIED:
            told = [source.stands_for for source, _ in filled]
            return told[0] if told else claim.otherwise
        case How.JOINED:
            return " ".join(str(value) for _, value in filled)
        case How.PLAIN | How.ALL:
            return filled[0][1] if filled else None


def summary(table: Table) -> list[str]:
    """The claims in short: `rating@2024 choice I=good J=completed`."""
    return [_line(claim) for claim in table.claims]


def _line(claim: Claim) -> str:
    fields = ", ".join(field or "-" for field in claim.fields)
    year = f"@{claim.year}" if claim.year else ""
    otherwise = f" else {claim.otherwise}" if claim.otherwise else ""
    told = " ".join(_source(each) for each in claim.sources) or " | ".join(_contexts(claim))
    return f"{fields}{year} {claim.how} {told}{otherwise}"


def _source(source: Source) -> str:
    below = f"+{source.offset}" if source.offset else ""
    return f"{letters(source.column)}{below}" + (
        f"={source.stands_for}" if source.stands_for else ""
    )


def _contexts(claim: Claim) -> Iterator[str]:
    assert claim.context is not None
    for value, place in zip(claim.context.values, claim.context_cells, strict=True):
        if value is not None:
            yield f"{value} ({(place.cell or place.sheet or place.file) if place else '-'})"
