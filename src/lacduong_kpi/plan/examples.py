"""Reads the examples that stand in a plan file: records with the membership expected of them."""

from __future__ import annotations

import re
from datetime import date

from lacduong_kpi.plan.conditions import RELATIONS, Reader
from lacduong_kpi.plan.model import Example, ExampleRecord, ExampleValue, Expected, Relation
from lacduong_kpi.plan.operands import Path, is_whole
from lacduong_kpi.plan.schema import KINDS, ExampleForm, MeasureForm, TargetForm
from lacduong_kpi.terms import Field, FieldType, Kind

_PARTIAL = re.compile(r"(\d{4})(?:-(\d\d))?")
_CAUSES = ("unreadable", "no_column")


def read_examples(reader: Reader, form: TargetForm, path: Path) -> tuple[Example, ...]:
    """The examples of a target. One without a year is of the year before the issuer ended, or of
    the first year in which all exclusions of the target apply."""
    return tuple(
        _example(reader, form, each, (*path, "examples", index))
        for index, each in enumerate(form.examples)
    )


def _example(reader: Reader, target: TargetForm, form: ExampleForm, path: Path) -> Example:
    measure = _measure(reader, target, form, path)
    kind = KINDS[measure.of]
    if form.reason is not None:
        reasons = [each.reason for each in measure.exclude]
        if form.reason not in reasons:
            reader.misspelt("plan.unknown_reason", (*path, "reason"), form.reason, reasons)
    return Example(
        form.name,
        _record(reader, form.record, (*path, "record"), kind),
        Expected(form.expect),
        form.year or (form.as_of.year if form.as_of else _year(target)),
        form.as_of,
        form.reason,
        form.part,
        reader.spot(path),
    )


def _measure(reader: Reader, target: TargetForm, form: ExampleForm, path: Path) -> MeasureForm:
    """The measure that an example is about: that of its part, or the target's."""
    parts = {part.id: part.measure for part in target.parts or ()}
    if form.part is not None and form.part not in parts:
        reader.misspelt("plan.unknown_part", (*path, "part"), form.part, list(parts))
    elif form.part is None and target.measure is None:
        reader.note("plan.part_needed", path, known=", ".join(parts))
    found = parts.get(form.part or "") or target.measure
    return found or next(iter(parts.values()))


FIRST_YEAR = 2024


def _year(target: TargetForm) -> int:
    """The year of an example that names none: one in which all exclusions of the target apply."""
    measures = [target.measure] if target.measure else [part.measure for part in target.parts or ()]
    years = [each.from_year or 0 for measure in measures for each in measure.exclude]
    return max([FIRST_YEAR, *years])


def _record(reader: Reader, tree: object, path: Path, kind: Kind) -> ExampleRecord:
    if not isinstance(tree, dict):
        reader.note("document.want_mapping", path, key=str(path[-1]))
        return ExampleRecord(())
    fields = reader.fields(kind)
    values: list[tuple[str, ExampleValue]] = []
    related: list[tuple[Relation, tuple[ExampleRecord, ...]]] = []
    causes = {cause: _names(reader, tree.get(cause), (*path, cause), kind) for cause in _CAUSES}
    for key, value in tree.items():
        if key in RELATIONS[kind]:
            related.append(_related(reader, Relation(key), value, (*path, key), kind))
        elif key in fields:
            values.append((key, _value(reader, fields[key], value, (*path, key), kind)))
        elif key not in _CAUSES:
            known = [*fields, *RELATIONS[kind], *_CAUSES]
            reader.misspelt(f"plan.unknown_field.{kind.value}", (*path, key), key, known)
    return ExampleRecord(tuple(values), causes["unreadable"], causes["no_column"], tuple(related))


def _related(
    reader: Reader, relation: Relation, tree: object, path: Path, kind: Kind
) -> tuple[Relation, tuple[ExampleRecord, ...]]:
    """One record as a mapping, several as a list."""
    other = RELATIONS[kind][relation]
    if isinstance(tree, list):
        each = (_record(reader, one, (*path, index), other) for index, one in enumerate(tree))
        return relation, tuple(each)
    return relation, (_record(reader, tree, path, other),)


def _names(reader: Reader, tree: object, path: Path, kind: Kind) -> tuple[str, ...]:
    if tree is None:
        return ()
    if not isinstance(tree, list):
        reader.note("document.want_list", path, key=str(path[-1]))
        return ()
    known = list(reader.fields(kind))
    for index, name in enumerate(tree):
        if name not in known:
            at = (*path, index)
            reader.misspelt(f"plan.unknown_field.{kind.value}", at, str(name), known)
    return tuple(str(name) for name in tree)


def _value(reader: Reader, of: Field, written: object, path: Path, kind: Kind) -> ExampleValue:
    """The value as a roster would tell it; null is a blank cell."""
    if written is None:
        return None
    if of.type is FieldType.DATE:
        return _date(reader, written, path)
    value = reader.value(of, written, path, kind)
    return value if isinstance(value, (str, bool, int)) else None


def _date(reader: Reader, written: object, path: Path) -> str | date | None:
    """A day, or `2019-03` and `2019` where only the month or the year is known."""
    if isinstance(written, date):
        return written
    text = str(written) if is_whole(written) or isinstance(written, str) else ""
    found = _PARTIAL.fullmatch(text)
    if found is None or not 1 <= int(found[2] or 1) <= 12:
        reader.note("plan.want_date", path)
        return None
    return text
