"""The decorator `dataclass`, with the same meaning and a quarter of its cost.

`dataclasses.dataclass` compiles six methods for a frozen class, 0.4 ms for each of some 190 classes
that `check` imports: a quarter of its start. Here only `__init__` is compiled, and not before it is
called; comparing, ordering, hashing and showing are closures. That nobody assigns to a field of a
frozen class is left to the type checker, which sees the decorator of the standard library. `__init__`
is faster for it, and so is reading a pickle.
"""

from __future__ import annotations

import dataclasses
import operator
from collections.abc import Callable, Sequence
from operator import attrgetter
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from dataclasses import dataclass as dataclass
else:

    def dataclass(cls=None, /, *, frozen=False, slots=False, order=False):
        """As `dataclasses.dataclass`; takes only the options that are used here."""

        def made(cls):
            return _lean(cls, frozen, slots, order)

        return made if cls is None else made(cls)


def _lean(cls: type[Any], frozen: bool, slots: bool, order: bool) -> type[Any]:
    if not cls.__doc__:
        cls.__doc__ = cls.__name__  # else the signature is worked out for it, at the same price
    made: type[Any] = dataclasses.dataclass(slots=slots, init=False, eq=False, repr=False)(cls)
    fields = dataclasses.fields(made)
    _give(made, cls, "__init__", _made_when_called(made, fields))
    _give(made, cls, "__repr__", _showing([each.name for each in fields if each.repr]))
    compared = [each.name for each in fields if each.compare]
    values = attrgetter(*compared) if compared else lambda _: ()
    _give(made, cls, "__eq__", _comparing(values, operator.eq))
    for name in ("lt", "le", "gt", "ge") if order else ():
        _give(made, cls, f"__{name}__", _comparing(values, getattr(operator, name)))
    _give(made, cls, "__hash__", (lambda self: hash(values(self))) if frozen else None)
    if all(each.init for each in fields):
        _give(made, cls, "__reduce__", _making_again([each.name for each in fields]))
    return made


def _give(made: type[Any], cls: type[Any], name: str, method: object) -> None:
    """What the class says itself goes before."""
    if cls.__dict__.get(name) is None:
        setattr(made, name, method)


def _made_when_called(made: type[Any], fields: Sequence[dataclasses.Field[Any]]) -> object:
    """An `__init__` that is compiled when it is called for the first time."""

    def __init__(self: object, *values: object, **named: object) -> None:  # noqa: N807
        made.__init__ = _compiled(made, fields)
        made.__init__(self, *values, **named)

    return __init__


def _compiled(made: type[Any], fields: Sequence[dataclasses.Field[Any]]) -> Any:
    """What the standard library compiles for a class with these fields."""
    body: dict[str, object] = {
        each.name: dataclasses.field(
            default=each.default, default_factory=each.default_factory, init=each.init
        )
        for each in fields
    }
    body["__annotations__"] = {each.name: each.type for each in fields}
    if hasattr(made, "__post_init__"):
        body["__post_init__"] = made.__post_init__
    model: type[Any] = type(made.__name__, (), {"__doc__": made.__doc__, **body})
    has_slots = "__slots__" in made.__dict__
    model = dataclasses.dataclass(slots=has_slots, eq=False, repr=False)(model)
    return model.__dict__["__init__"]


def _showing(names: list[str]) -> object:
    def __repr__(self: object) -> str:  # noqa: N807
        shown = ", ".join(f"{name}={getattr(self, name)!r}" for name in names)
        return f"{type(self).__qualname__}({shown})"

    return __repr__


def _making_again(names: list[str]) -> object:
    """How it is pickled: as a call with its fields, half the cost of a state with their names."""
    told = attrgetter(*names) if names else lambda _: ()
    alone = len(names) == 1

    def __reduce__(self: object) -> tuple[type, object]:  # noqa: N807
        return self.__class__, (told(self),) if alone else told(self)

    return __reduce__


def _comparing(values: Any, holds: Callable[[Any, Any], bool]) -> object:
    def compare(self: object, other: object) -> Any:
        if other.__class__ is not self.__class__:
            return NotImplemented
        return holds(values(self), values(other))

    return compare
