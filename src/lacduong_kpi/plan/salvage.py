"""Reads the conditions of a plan file whose form is wrong somewhere, only for their faults, so
that all faults of a file are said in one run."""

from __future__ import annotations

from collections.abc import Iterator

from lacduong_kpi.document.loading import Node
from lacduong_kpi.errors import Problem
from lacduong_kpi.plan.conditions import Reader
from lacduong_kpi.plan.model import TRUE, ExtraField, Named
from lacduong_kpi.plan.operands import Path
from lacduong_kpi.plan.resolve import extra_field
from lacduong_kpi.plan.schema import KINDS, FieldForm
from lacduong_kpi.terms import Kind


def faults_of_conditions(node: Node) -> tuple[Problem, ...]:
    """The faults of every condition that stands where one belongs and whose record kind is
    told."""
    root = _mapping(node.data)
    reader = Reader(
        node,
        choices={str(each.get("id")): _choices(each) for _, each in _items(root, "settings")},
        definitions=dict(_definitions(root)),
        extra_fields=tuple(_extra_fields(root)),
    )
    for path, tree, kind in _conditions(root):
        reader.read(tree, path, kind)
    return tuple(reader.problems)


def _mapping(data: object) -> dict[str, object]:
    return data if isinstance(data, dict) else {}


def _items(holder: dict[str, object], key: str) -> Iterator[tuple[int, dict[str, object]]]:
    found = holder.get(key)
    for index, each in enumerate(found if isinstance(found, list) else ()):
        if isinstance(each, dict):
            yield index, each


def _choices(setting: dict[str, object]) -> tuple[str, ...]:
    return tuple(_mapping(setting.get("choices")))


def _kind(holder: dict[str, object]) -> Kind | None:
    return KINDS.get(str(holder.get("of")))


def _definitions(root: dict[str, object]) -> Iterator[tuple[str, tuple[Kind, Named]]]:
    for _, each in _items(root, "definitions"):
        kind = _kind(each)
        if kind is not None:
            name = str(each.get("id"))
            yield name, (kind, Named(name, "", TRUE))


def _extra_fields(root: dict[str, object]) -> Iterator[ExtraField]:
    for _, each in _items(root, "fields"):
        try:
            yield extra_field(FieldForm.model_validate(each))
        except ValueError:
            continue  # its faults are said by the model


def _conditions(root: dict[str, object]) -> Iterator[tuple[Path, object, Kind]]:
    for index, each in _items(root, "definitions"):
        yield from _at(each, ("definitions", index), ("where",), _kind(each))
    for index, target in _items(root, "targets"):
        at: Path = ("targets", index)
        yield from _of_measure(_mapping(target.get("measure")), (*at, "measure"))
        for place, part in _items(target, "parts"):
            yield from _of_measure(_mapping(part.get("measure")), (*at, "parts", place, "measure"))


def _of_measure(measure: dict[str, object], path: Path) -> Iterator[tuple[Path, object, Kind]]:
    kind = _kind(measure)
    yield from _at(measure, path, ("numerator",), kind)
    yield from _at(measure, path, ("population", "where"), kind)
    for index, each in _items(measure, "exclude"):
        yield from _at(each, (*path, "exclude", index), ("where",), kind)
    base = _mapping(measure.get("denominator"))
    yield from _at(base, (*path, "denominator"), ("where",), _kind(base))


def _at(
    holder: dict[str, object], path: Path, steps: tuple[str, ...], kind: Kind | None
) -> Iterator[tuple[Path, object, Kind]]:
    tree: object = holder
    for step in steps:
        tree = _mapping(tree).get(step)
    if tree is not None and kind is not None:
        yield (*path, *steps), tree, kind
