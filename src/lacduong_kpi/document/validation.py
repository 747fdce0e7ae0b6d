"""Checks plain data against a Pydantic model and says every fault with line and column."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from enum import Enum
from types import UnionType
from typing import Any, Literal, TypeVar, Union, get_args, get_origin

from pydantic import BaseModel, ConfigDict, ValidationError
from pydantic_core import ErrorDetails

from lacduong_kpi.document.loading import Node, brief
from lacduong_kpi.document.nearest import nearest
from lacduong_kpi.errors import Problem
from lacduong_kpi.lean import dataclass

Model = TypeVar("Model", bound=BaseModel)


class Strict(BaseModel):
    """What every model of outside data is: closed, frozen, without conversions; its errors do not
    quote what was written."""

    model_config = ConfigDict(
        extra="forbid",
        frozen=True,
        strict=True,
        hide_input_in_errors=True,
        allow_inf_nan=False,
        populate_by_name=False,
        str_strip_whitespace=False,
        defer_build=True,  # only the model of a whole file is asked
    )


def validate(node: Node, model: type[Model]) -> Model:
    """The document as a model. Raises PlanError with all faults at once."""
    checked = check(node, model)
    if isinstance(checked, BaseModel):
        return checked
    raise node.error(checked)


def check(node: Node, model: type[Model]) -> Model | tuple[Problem, ...]:
    """The document as a model, or all its faults, for callers that have more to say."""
    if not isinstance(node.data, dict):
        return (node.problem("document.not_a_mapping", node.spot(())),)
    try:
        return model.model_validate(node.data)
    except ValidationError as error:
        found = (_problem(node, model, each) for each in error.errors(include_url=False))
        return tuple(dict.fromkeys(found))


@dataclass(frozen=True, slots=True)
class Misspelling:
    """A key, or a value with a closed choice, that is none of the known ones but near to one."""

    path: tuple[str | int, ...]
    written: str
    meant: str
    key: bool


def misspellings(node: Node, model: type[BaseModel]) -> tuple[Misspelling, ...]:
    """The words of a document that are probably meant for others."""
    try:
        model.model_validate(node.data)
    except ValidationError as error:
        details = error.errors(include_url=False)
        return tuple(dict.fromkeys(filter(None, (_meant(model, each) for each in details))))
    return ()


def _meant(model: type[BaseModel], error: ErrorDetails) -> Misspelling | None:
    path, kind = error["loc"], error["type"]
    key = kind == "extra_forbidden"
    if key:
        written, known = path[-1], _keys_at(model, path[:-1])
    elif kind in ("enum", "literal_error"):
        written, known = error["input"], _choices_at(model, path)
    else:
        return None
    meant = nearest(written, known) if isinstance(written, str) else None
    return None if meant is None else Misspelling(path, str(written), meant, key)


def _problem(node: Node, model: type[BaseModel], error: ErrorDetails) -> Problem:
    path, kind = error["loc"], error["type"]
    name = str(path[-1]) if path else ""
    if kind == "extra_forbidden":
        spot = node.spot(path, key=True)
        return misspelt(node, "document.unknown_key", spot, name, _keys_at(model, path[:-1]))
    if kind == "missing":
        return node.problem("document.missing_key", node.spot(path[:-1]), key=name)
    spot = node.spot(path)
    if kind in ("enum", "literal_error"):
        written, known = error["input"], _choices_at(model, path)
        if isinstance(written, str):
            return misspelt(node, "document.unknown_value", spot, written, known)
        return node.problem("document.not_a_choice", spot, known=", ".join(known))
    if "." in kind:
        return node.problem(kind, spot, **_params(error))
    return node.problem(f"document.{_TYPES.get(kind, 'bad_value')}", spot, key=_own_key(path))


def misspelt(
    node: Node, fault: str, spot: tuple[int, int], written: str, known: Sequence[str]
) -> Problem:
    """A word that is none of the known ones: with the nearest, or with all of them."""
    near = nearest(written, known)
    if near is not None:
        return node.problem(f"{fault}_near", spot, written=brief(written), nearest=near)
    return node.problem(fault, spot, written=brief(written), known=", ".join(known))


def _params(error: ErrorDetails) -> dict[str, str | int]:
    given = error.get("ctx", {})
    return {name: each for name, each in given.items() if isinstance(each, (str, int))}


def _own_key(path: Sequence[str | int]) -> str:
    return next((step for step in reversed(path) if isinstance(step, str)), "")


_TYPES = {
    "string_type": "want_text",
    "string_too_short": "want_filled",
    "too_short": "want_filled",
    "int_type": "want_whole_number",
    "decimal_type": "want_number",
    "bool_type": "want_flag",
    "date_type": "want_date",
    "dict_type": "want_mapping",
    "model_type": "want_mapping",
    "mapping_type": "want_mapping",
    "list_type": "want_list",
    "tuple_type": "want_list",
    "greater_than_equal": "out_of_range",
    "less_than_equal": "out_of_range",
    "greater_than": "out_of_range",
    "less_than": "out_of_range",
}


def _keys_at(model: type[BaseModel], path: Sequence[str | int]) -> tuple[str, ...]:
    keys = (
        field.alias or name
        for each in _models_at(model, path)
        for name, field in each.model_fields.items()
    )
    return tuple(dict.fromkeys(keys))


def _choices_at(model: type[BaseModel], path: Sequence[str | int]) -> tuple[str, ...]:
    choices = (
        choice
        for found in _annotations_at(model, path)
        for part in _unwrapped(found)
        for choice in _choices(part)
    )
    return tuple(dict.fromkeys(choices))


def _choices(part: Any) -> Iterator[str]:
    if get_origin(part) is Literal:
        yield from (str(each) for each in get_args(part))
    elif isinstance(part, type) and issubclass(part, Enum):
        yield from (str(each.value) for each in part)


def _models_at(model: type[BaseModel], path: Sequence[str | int]) -> list[type[BaseModel]]:
    return [
        part
        for found in _annotations_at(model, path)
        for part in _unwrapped(found)
        if isinstance(part, type) and issubclass(part, BaseModel)
    ]


def _annotations_at(model: type[BaseModel], path: Sequence[str | int]) -> list[Any]:
    """The annotations of what stands at `path`; steps that are no field (list indexes, names of
    union members) lead nowhere else."""
    here: list[Any] = [model]
    for step in path:
        deeper = [
            field.annotation
            for each in here
            for part in _unwrapped(each)
            if isinstance(part, type) and issubclass(part, BaseModel)
            for name, field in part.model_fields.items()
            if step == (field.alias or name)
        ]
        here = deeper or here
    return here


def _unwrapped(annotation: Any) -> Iterator[Any]:
    """The members of unions and containers, the annotation itself where it is neither."""
    origin = get_origin(annotation)
    if origin is Literal or origin is None:
        yield annotation
        return
    arguments = get_args(annotation)
    if origin not in (Union, UnionType, list, tuple, dict):
        arguments = arguments[:1]  # Annotated[T, …]
    for each in arguments:
        if each is not Ellipsis:
            yield from _unwrapped(each)
