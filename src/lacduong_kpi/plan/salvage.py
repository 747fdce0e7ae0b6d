"""Reads what can be read of a plan file whose form is wrong somewhere, only for its faults, so that
all faults of a file are said in one run."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from pydantic import BaseModel, ValidationError

from lacduong_kpi.document.loading import Node
from lacduong_kpi.document.mending import mended
from lacduong_kpi.document.validation import check
from lacduong_kpi.errors import Problem
from lacduong_kpi.plan.conditions import Reader
from lacduong_kpi.plan.model import TRUE, Named
from lacduong_kpi.plan.operands import Path
from lacduong_kpi.plan.resolve import extra_field, resolve
from lacduong_kpi.plan.schema import (
    KINDS,
    DefinitionForm,
    FieldForm,
    PlanFile,
    SettingForm,
    TargetForm,
)
from lacduong_kpi.terms import Kind

_ROOMS: dict[str, type[BaseModel]] = {
    "settings": SettingForm,
    "fields": FieldForm,
    "definitions": DefinitionForm,
    "targets": TargetForm,
}
Sound = Mapping[str, Sequence[int]]
"""room -> indexes of the items whose own form is right"""


def further_faults(node: Node) -> tuple[Problem, ...]:
    """What else is wrong, beside the form: in the file as it stands, and as it was probably meant
    where a word is misspelt."""
    found = _faults(node)
    meant = mended(node, PlanFile)
    if meant is None:
        return found
    form = check(meant, PlanFile)
    if isinstance(form, tuple):
        return tuple(dict.fromkeys((*found, *form, *_faults(meant))))
    _, reader = resolve(meant, form, {}, "")
    return tuple(dict.fromkeys((*found, *reader.problems)))


def _faults(node: Node) -> tuple[Problem, ...]:
    """Between the sound items as ever, and in the conditions of the others, wherever one stands
    whose record kind is told."""
    root = _mapping(node.data)
    sound: Sound = {room: _sound(root, room, model) for room, model in _ROOMS.items()}
    kept = node.keeping(sound)
    form = check(kept, PlanFile)
    if isinstance(form, tuple):  # the head itself is wrong
        return tuple(dict.fromkeys(_in_conditions(node, root, sound, {})))
    found = [*_between(kept, form, root, sound), *_in_conditions(node, root, sound, sound)]
    return tuple(dict.fromkeys(found))


def _sound(root: Mapping[str, object], room: str, model: type[BaseModel]) -> list[int]:
    return [index for index, each in _items(root, room) if _fits(each, model)]


def _fits(item: Mapping[str, object], model: type[BaseModel]) -> bool:
    try:
        model.model_validate(item)
    except ValidationError:
        return False
    return True


def _between(
    kept: Node, form: PlanFile, root: Mapping[str, object], sound: Sound
) -> Iterator[Problem]:
    """Faults of the sound items, but not that they name an item that is none."""
    dropped = {
        str(each.get("name" if room == "fields" else "id"))
        for room in _ROOMS
        for index, each in _items(root, room)
        if index not in sound[room]
    }
    _, reader = resolve(kept, form, {}, "")
    for each in reader.problems:
        if not dropped & {str(value) for _, value in each.params}:
            yield each


def _in_conditions(
    node: Node, root: Mapping[str, object], sound: Sound, known: Sound
) -> Sequence[Problem]:
    """Faults in the conditions of items, but for those whose faults are known already."""
    reader = Reader(
        node,
        choices={str(each.get("id")): _choices(each) for _, each in _items(root, "settings")},
        definitions=dict(_definitions(root)),
        extra_fields=[
            extra_field(FieldForm.model_validate(each))
            for index, each in _items(root, "fields")
            if index in sound["fields"]
        ],
    )
    for path, tree, kind in _conditions(root, known):
        reader.read(tree, path, kind)
    return reader.problems


def _mapping(data: object) -> dict[str, object]:
    return data if isinstance(data, dict) else {}


def _items(holder: Mapping[str, object], key: str) -> Iterator[tuple[int, dict[str, object]]]:
    found = holder.get(key)
    for index, each in enumerate(found if isinstance(found, list) else ()):
        if isinstance(each, dict):
            yield index, each


def _choices(setting: Mapping[str, object]) -> tuple[str, ...]:
    return tuple(_mapping(setting.get("choices")))


def _kind(holder: Mapping[str, object]) -> Kind | None:
    return KINDS.get(str(holder.get("of")))


def _definitions(root: Mapping[str, object]) -> Iterator[tuple[str, tuple[Kind, Named]]]:
    for _, each in _items(root, "definitions"):
        kind = _kind(each)
        if kind is not None:
            name = str(each.get("id"))
            yield name, (kind, Named(name, "", TRUE))


def _conditions(root: Mapping[str, object], known: Sound) -> Iterator[tuple[Path, object, Kind]]:
    for index, each in _items(root, "definitions"):
        if index not in known.get("definitions", ()):
            yield from _at(each, ("definitions", index), ("where",), _kind(each))
    for index, target in _items(root, "targets"):
        if index not in known.get("targets", ()):
            yield from _of_target(target, ("targets", index))


def _of_target(target: Mapping[str, object], at: Path) -> Iterator[tuple[Path, object, Kind]]:
    yield from _of_measure(_mapping(target.get("measure")), (*at, "measure"))
    for place, part in _items(target, "parts"):
        yield from _of_measure(_mapping(part.get("measure")), (*at, "parts", place, "measure"))


def _of_measure(measure: Mapping[str, object], path: Path) -> Iterator[tuple[Path, object, Kind]]:
    kind = _kind(measure)
    yield from _at(measure, path, ("numerator",), kind)
    yield from _at(measure, path, ("population", "where"), kind)
    for index, each in _items(measure, "exclude"):
        yield from _at(each, (*path, "exclude", index), ("where",), kind)
    base = _mapping(measure.get("denominator"))
    yield from _at(base, (*path, "denominator"), ("where",), _kind(base))


def _at(
    holder: Mapping[str, object], path: Path, steps: tuple[str, ...], kind: Kind | None
) -> Iterator[tuple[Path, object, Kind]]:
    tree: object = holder
    for step in steps:
        tree = _mapping(tree).get(step)
    if tree is not None and kind is not None:
        yield (*path, *steps), tree, kind
