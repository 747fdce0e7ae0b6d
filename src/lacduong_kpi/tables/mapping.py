"""Mapping files: YAML in which a person overrides how sheets, columns and values are understood.

    sheets:
      - sheet: DS Đảng viên
        header: [6, 7]
        columns:
          J: residence_review
          K: {field: rating, year: 2024}
          L: ignore
    values:
      rating: {Loại khá: good}

A column is named by its letters or by its header. Where several columns are given for one field,
the one that stands first in the file counts, where it is blank the next.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from collections.abc import Mapping as Dict
from pathlib import Path
from typing import Annotated, Literal

from pydantic import Field

from lacduong_kpi.document.files import read_file
from lacduong_kpi.document.loading import Node, brief, load_yaml
from lacduong_kpi.document.validation import Strict, check, misspelt
from lacduong_kpi.errors import Problem
from lacduong_kpi.tables.overrides import ColumnMapping, Mapping, SheetMapping, ValueMapping
from lacduong_kpi.terms import FIELDS, FieldType, Kind
from lacduong_kpi.vocabulary import NO, YES, Role, read_header

IGNORE = "ignore"
"""what stands in place of a kind or a field for what is to be left aside"""

_LETTERS = re.compile(r"[A-Z]{1,2}")
_BEYOND = re.compile(r"[A-Z]{4,}")
"""more letters than any column has"""

Year = Annotated[int, Field(ge=1900, le=2100)]
Row = Annotated[int, Field(ge=1, le=1_048_576)]


class ColumnForm(Strict):
    """One column, where its field alone does not say all."""

    field: str | list[str]
    """a list where one cell holds several facts, `-` for one that is no field"""
    year: Year | None = None
    value: str | None = None
    """the value that a mark in this column means: an enum value, `yes` or `no`"""
    part: Annotated[int, Field(ge=1, le=9)] | None = None
    """1, 2, … for the parts of a name that is split over columns"""
    implies: dict[str, str] = Field(default_factory=dict)
    """field -> value that any entry in this column tells beside"""


class SheetForm(Strict):
    """One sheet."""

    sheet: str
    file: str | None = None
    kind: Literal["member", "organization", "residential_unit", "ignore"] | None = None
    header: Row | Annotated[list[Row], Field(min_length=1, max_length=2)] | None = None
    year: Year | None = None
    columns: dict[str, str | list[str] | ColumnForm] = Field(default_factory=dict)


class MappingForm(Strict):
    """A mapping file."""

    sheets: list[SheetForm] = Field(default_factory=list)
    values: dict[str, dict[str, str]] = Field(default_factory=dict)


def load_mapping(path: Path) -> Mapping:
    """The mapping in a file. Raises PlanError with all its faults at once."""
    name = path.as_posix()
    return read_mapping(read_file(path), name)


def read_mapping(content: bytes, name: str) -> Mapping:
    """The mapping in `content`; `name` is what messages call the file."""
    node = load_yaml(content, name, recheck=f'lacduong-kpi columns DSDV.xlsx --mapping "{name}"')
    form = check(node, MappingForm)
    faults = tuple(_word_faults(node))
    if isinstance(form, tuple) or faults:
        raise node.error((*(form if isinstance(form, tuple) else ()), *faults))
    return Mapping(tuple(map(_sheet, form.sheets)), tuple(_values(form)))


def _sheet(form: SheetForm) -> SheetMapping:
    rows = [form.header] if isinstance(form.header, int) else form.header
    ignored = form.kind == IGNORE
    return SheetMapping(
        form.sheet,
        form.file,
        ignored,
        Kind(form.kind) if form.kind and not ignored else None,
        (rows[0], rows[-1]) if rows else None,
        form.year,
        tuple(_column(name, each) for name, each in form.columns.items()),
    )


def _column(name: str, form: str | list[str] | ColumnForm) -> ColumnMapping:
    column = _number(name) if _LETTERS.fullmatch(name) else None
    header = None if column else name
    if not isinstance(form, ColumnForm):
        return ColumnMapping(column, header, _fields(form))
    return ColumnMapping(
        column,
        header,
        _fields(form.field),
        form.year,
        form.value,
        form.part or 0,
        tuple(form.implies.items()),
    )


def _fields(written: str | list[str]) -> tuple[str, ...]:
    if written == IGNORE:
        return ()
    names = [written] if isinstance(written, str) else written
    return tuple("" if name in ("-", IGNORE) else name for name in names)


def _number(column: str) -> int:
    number = 0
    for letter in column:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number


def _values(form: MappingForm) -> Iterator[ValueMapping]:
    for field, words in form.values.items():
        for written, means in words.items():
            yield ValueMapping(None, field, written, means)


def _word_faults(node: Node) -> Iterator[Problem]:
    """Fields and values that do not exist; read from the plain data, so that faults of form do
    not hide them."""
    data = node.data if isinstance(node.data, dict) else {}
    sheets = data.get("sheets")
    for index, sheet in enumerate(sheets if isinstance(sheets, list) else []):
        if not isinstance(sheet, dict):
            continue
        yield from _header_faults(node, ("sheets", index, "header"), sheet.get("header"))
        if isinstance(columns := sheet.get("columns"), dict):
            for name, told in columns.items():
                path = ("sheets", index, "columns", name)
                yield from _name_faults(node, path, name)
                yield from _column_faults(node, path, told, _kind_of(sheet))
    values = data.get("values")
    for field, words in values.items() if isinstance(values, dict) else ():
        yield from _field_faults(node, ("values", field), field, None, key=True)
        for written, means in words.items() if isinstance(words, dict) else ():
            yield from _value_faults(node, ("values", field, written), field, means, None)


def _header_faults(node: Node, path: Path_, rows: object) -> Iterator[Problem]:
    """The last row of a header before its first."""
    if isinstance(rows, list) and len(rows) == 2 and all(type(each) is int for each in rows):
        first, last = rows
        if first > last:
            yield node.problem("mapping.header_turned", node.spot(path), first=first, last=last)


def _name_faults(node: Node, path: Path_, name: object) -> Iterator[Problem]:
    """Letters that name no column, and that are no header we know either."""
    if not isinstance(name, str) or not _BEYOND.fullmatch(name):
        return
    if read_header((name,)).role is Role.UNKNOWN:
        yield node.problem("mapping.no_column", node.spot(path, key=True), written=brief(name))


def _kind_of(sheet: Dict[str, object]) -> Kind | None:
    kind = sheet.get("kind")
    return Kind(kind) if isinstance(kind, str) and kind in list(Kind) else None


Path_ = tuple[str | int, ...]


def _column_faults(node: Node, path: Path_, told: object, kind: Kind | None) -> Iterator[Problem]:
    if isinstance(told, str):
        yield from _field_faults(node, path, told, kind)
    elif isinstance(told, list):
        for index, field in enumerate(told):
            yield from _field_faults(node, (*path, index), field, kind)
    elif isinstance(told, dict):
        field = told.get("field")
        named = field if isinstance(field, list) else [field]
        for index, each in enumerate(named):
            where = (*path, "field", index) if isinstance(field, list) else (*path, "field")
            yield from _field_faults(node, where, each, kind)
        if "value" in told:
            yield from _value_faults(node, (*path, "value"), field, told["value"], kind)
        implies = told.get("implies")
        for other, value in implies.items() if isinstance(implies, dict) else ():
            yield from _field_faults(node, (*path, "implies", other), other, kind, key=True)
            yield from _value_faults(node, (*path, "implies", other), other, value, kind)


def _known_fields(kind: Kind | None) -> list[str]:
    kinds = list(Kind) if kind is None else [kind]
    return sorted({name for each in kinds for name in FIELDS[each]})


def _field_faults(
    node: Node, path: Path_, field: object, kind: Kind | None, *, key: bool = False
) -> Iterator[Problem]:
    known = _known_fields(kind)
    if isinstance(field, str) and field not in (*known, "-", IGNORE):
        words = known if key else [*known, IGNORE]
        yield misspelt(node, "mapping.unknown_field", node.spot(path, key=key), field, words)


def _value_faults(
    node: Node, path: Path_, field: object, value: object, kind: Kind | None
) -> Iterator[Problem]:
    """A value that the field does not have; nothing where the field itself is at fault."""
    known = _choices(field, kind) if isinstance(field, str) else ()
    if not isinstance(value, str) or (field not in _known_fields(kind)):
        return
    if not known:
        yield node.problem("mapping.no_choices", node.spot(path), field=str(field))
    elif value not in known:
        yield misspelt(node, "mapping.unknown_value", node.spot(path), value, known)


def _choices(name: str, kind: Kind | None) -> Sequence[str]:
    found: dict[str, None] = {}
    for each in list(Kind) if kind is None else [kind]:
        field = FIELDS[each].get(name)
        if field is not None and field.type is FieldType.FLAG:
            found |= dict.fromkeys((YES, NO))
        if field is not None and field.choices is not None:
            found |= dict.fromkeys(choice.value for choice in field.choices)
    return tuple(found)
