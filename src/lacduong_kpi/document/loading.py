"""The only door to YAML: one document of mappings, lists and plain scalars.

The events of the parser are walked once, in linear time, and the data are built on the way, so
that nothing which a document can say (aliases, tags, merge keys, depth, size) is ever expanded.
Scalars follow the JSON subset of YAML 1.2: only `true` and `false` are flags, numbers are `int`
or exact `Decimal`, `2024-12-31` is a date, all else is text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import field
from datetime import date
from decimal import Decimal
from typing import NoReturn

import yaml
from yaml.reader import ReaderError

from lacduong_kpi.document.files import LARGEST, read_file
from lacduong_kpi.errors import PlanError, Problem, problem
from lacduong_kpi.lean import dataclass

__all__ = ["LARGEST", "Data", "Node", "load_yaml", "read_file"]

MOST_NODES = 50_000
DEEPEST = 40
LONGEST_NUMBER = 18
SHOWN_PROBLEMS = 12
"""so many faults are named, the rest is counted: a message stays readable"""

Data = dict[str, "Data"] | list["Data"] | str | int | Decimal | bool | date | None
Path = Sequence[str | int]
Spot = tuple[int, int]
"""line and column, both from 1"""


@dataclass(slots=True)
class _Mark:
    """Where a value stands, where its key stands, and the marks of what it holds."""

    value: Spot
    key: Spot
    children: dict[str | int, _Mark] | None = None


@dataclass(frozen=True, slots=True)
class Node:
    """A document as plain data. `name` is the file as the user gave it; `recheck` is the command
    by which he can check the file again, for remedies."""

    name: str
    data: Data
    recheck: str
    marks: _Mark = field(repr=False)

    def spot(self, path: Path, *, key: bool = False) -> Spot:
        """Line and column of the value at `path` (of its key if `key`). Steps that lead nowhere
        are passed over: what does not stand in the file is found at what holds it."""
        mark = self.marks
        for step in path:
            if mark.children is not None and step in mark.children:
                mark = mark.children[step]
        return mark.key if key else mark.value

    def problem(self, fault: str, spot: Spot, /, **params: str | int) -> Problem:
        """A fault of this document, with the parameters that every sentence about one has."""
        return _fault(self.name, self.recheck, fault, spot, **params)

    def keeping(self, rooms: Mapping[str, Sequence[int]]) -> Node:
        """The document with only these items of the lists under its first keys; what remains
        keeps its place."""
        if not isinstance(self.data, dict) or self.marks.children is None:
            return self
        data, marks = dict(self.data), dict(self.marks.children)
        for room, kept in rooms.items():
            items, mark = data.get(room), marks.get(room)
            if isinstance(items, list) and mark is not None and mark.children is not None:
                data[room] = [items[index] for index in kept]
                below: dict[str | int, _Mark] = {
                    new: mark.children[old] for new, old in enumerate(kept)
                }
                marks[room] = _Mark(mark.value, mark.key, below)
        whole = _Mark(self.marks.value, self.marks.key, marks)
        return Node(self.name, data, self.recheck, whole)

    def error(self, problems: Sequence[Problem]) -> PlanError:
        """All faults of the document as one error, under a heading that counts them."""
        return _error(self.name, self.recheck, problems)


def load_yaml(content: bytes, name: str, recheck: str) -> Node:
    """The document in `content`. `name` is what messages call it.

    Raises PlanError with all faults found: not UTF-8, too large, not YAML, a second document,
    aliases, anchors, tags, merge keys, duplicate keys, keys that are no text, impossible dates.
    """
    walk = _Walk(name, recheck)
    if len(content) > LARGEST:
        walk.stop("too_large", (1, 1), limit=LARGEST)
    text = _decoded(content, walk)
    try:
        walk.take(yaml.parse(text, Loader=yaml.CSafeLoader))
    except yaml.MarkedYAMLError as error:
        walk.stop(*_syntax(error))
    except ReaderError as error:
        walk.stop("bad_character", _position(text, error.position))
    if walk.problems:
        raise _error(name, recheck, walk.problems)
    return Node(name, walk.root, recheck, walk.root_mark)


def _decoded(content: bytes, walk: _Walk) -> str:
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = content[: error.start]
        line = before.count(b"\n") + 1
        walk.stop("not_utf8", (line, error.start - (before.rfind(b"\n") + 1) + 1))


def _position(text: str, index: int) -> Spot:
    before = text[:index]
    return before.count("\n") + 1, index - (before.rfind("\n") + 1) + 1


_SYNTAX = (
    ("cannot start any token", "bad_start"),
    ("mapping values are not allowed", "bad_colon"),
    ("could not find expected ':'", "no_colon"),
    ("did not find expected key", "bad_indent"),
    ("did not find expected '-'", "bad_indent"),
    ("quoted scalar", "open_quote"),
)


def _syntax(error: yaml.MarkedYAMLError) -> tuple[str, Spot]:
    mark = error.problem_mark or error.context_mark
    spot = (mark.line + 1, mark.column + 1) if mark else (1, 1)
    said = f"{error.context or ''} {error.problem or ''}"
    key = next((key for words, key in _SYNTAX if words in said), "syntax")
    return key, spot


LONGEST_WORD = 60


def brief(written: str) -> str:
    """What was written, short enough for a message."""
    return written if len(written) <= LONGEST_WORD else written[: LONGEST_WORD - 1] + "…"


def _fault(name: str, recheck: str, fault: str, spot: Spot, /, **params: str | int) -> Problem:
    line, column = spot
    full = fault if "." in fault else f"document.{fault}"
    place: dict[str, str | int] = {"file": name, "line": line, "column": column}
    return Problem(full, tuple((place | {"recheck": recheck} | params).items()))


def _error(name: str, recheck: str, problems: Sequence[Problem]) -> PlanError:
    heading = problem("document.faults", file=name, count=len(problems), recheck=recheck)
    ordered = sorted(problems, key=_place)
    rest = len(ordered) - SHOWN_PROBLEMS
    if rest > 0:
        more = problem("document.more", file=name, count=rest, recheck=recheck)
        return PlanError(heading, *ordered[:SHOWN_PROBLEMS], more)
    return PlanError(heading, *ordered)


def _place(each: Problem) -> tuple[int, int]:
    params = dict(each.params)
    return int(params.get("line", 0)), int(params.get("column", 0))


@dataclass(slots=True)
class _Frame:
    """A mapping or list that is being filled."""

    holder: dict[str, Data] | list[Data]
    marks: dict[str | int, _Mark]
    key: str | None = None
    key_spot: Spot = (1, 1)
    expects_key: bool = False


@dataclass(slots=True)
class _Walk:
    """Builds data and marks from events; collects faults, stops at those that are too large."""

    name: str
    recheck: str
    problems: list[Problem] = field(default_factory=list)
    root: Data = None
    root_mark: _Mark = field(default_factory=lambda: _Mark((1, 1), (1, 1)))
    frames: list[_Frame] = field(default_factory=list)
    nodes: int = 0
    documents: int = 0

    def note(self, fault: str, spot: Spot, /, **params: str | int) -> None:
        self.problems.append(_fault(self.name, self.recheck, fault, spot, **params))

    def stop(self, fault: str, spot: Spot, /, **params: str | int) -> NoReturn:
        self.note(fault, spot, **params)
        raise _error(self.name, self.recheck, self.problems)

    def take(self, events: Iterable[yaml.Event]) -> None:
        for event in events:
            if isinstance(event, yaml.NodeEvent):
                self._node(event, _spot(event))
            elif isinstance(event, (yaml.MappingEndEvent, yaml.SequenceEndEvent)):
                self.frames.pop()
            elif isinstance(event, yaml.DocumentStartEvent):
                self._document(_spot(event))

    def _document(self, spot: Spot) -> None:
        self.documents += 1
        if self.documents > 1:
            self.stop("second_document", spot)

    def _node(self, event: yaml.NodeEvent, spot: Spot) -> None:
        self.nodes += 1
        if self.nodes > MOST_NODES:
            self.stop("too_many", spot, limit=MOST_NODES)
        if event.anchor is not None:
            self.note("alias" if isinstance(event, yaml.AliasEvent) else "anchor", spot)
        if getattr(event, "tag", None) is not None:
            self.note("tag", spot)
        frame = self.frames[-1] if self.frames else None
        if frame is not None and frame.expects_key:
            self._key(event, spot, frame)
        else:
            self._value(event, spot, frame)

    def _key(self, event: yaml.NodeEvent, spot: Spot, frame: _Frame) -> None:
        frame.expects_key = False
        frame.key_spot = spot
        frame.key = self._key_text(event, spot, frame)
        if isinstance(event, (yaml.MappingStartEvent, yaml.SequenceStartEvent)):
            self._open(event, _Mark(spot, spot), spot)  # what it holds is walked, then dropped

    def _key_text(self, event: yaml.NodeEvent, spot: Spot, frame: _Frame) -> str | None:
        if not isinstance(event, yaml.ScalarEvent) or not isinstance(
            self._scalar(event, spot), str
        ):
            self.note("key_not_text", spot)
            return None
        key: str = event.value
        if key == "<<" and event.implicit[0]:
            self.note("merge", spot)
        if key in frame.marks:
            first = frame.marks[key].key[0]
            self.note("duplicate_key", spot, key=brief(key), first=first)
            return None
        return key

    def _value(self, event: yaml.NodeEvent, spot: Spot, frame: _Frame | None) -> None:
        mark = _Mark(spot, spot)
        if isinstance(event, yaml.ScalarEvent):
            self._put(self._scalar(event, spot), mark, frame)
        elif isinstance(event, yaml.AliasEvent):
            self._put(None, mark, frame)
        else:
            self._put(self._open(event, mark, spot), mark, frame)

    def _open(self, event: yaml.NodeEvent, mark: _Mark, spot: Spot) -> Data:
        if len(self.frames) >= DEEPEST:
            self.stop("too_deep", spot, limit=DEEPEST)
        holder: dict[str, Data] | list[Data]
        holder = {} if isinstance(event, yaml.MappingStartEvent) else []
        mark.children = {}
        self.frames.append(_Frame(holder, mark.children, expects_key=isinstance(holder, dict)))
        return holder

    def _put(self, value: Data, mark: _Mark, frame: _Frame | None) -> None:
        if frame is None:
            self.root, self.root_mark = value, mark
        elif isinstance(frame.holder, list):
            frame.marks[len(frame.holder)] = mark
            frame.holder.append(value)
        else:
            mark.key = frame.key_spot
            if frame.key is not None:
                frame.marks[frame.key] = mark
                frame.holder[frame.key] = value
            frame.expects_key = True

    def _scalar(self, event: yaml.ScalarEvent, spot: Spot) -> Data:
        text: str = event.value
        if not event.implicit[0] or (text[:1].isalpha() and text not in _WORDS):
            return text
        if text in _WORDS:
            return _WORDS[text]
        try:
            return _plain(text)
        except ValueError as error:
            self.note(str(error), spot)
            return None


def _spot(event: yaml.Event) -> Spot:
    mark = event.start_mark
    return (mark.line + 1, mark.column + 1) if mark is not None else (1, 1)


_WORDS: dict[str, bool | None] = {
    **dict.fromkeys(("", "~", "null", "Null", "NULL")),
    **dict.fromkeys(("true", "True", "TRUE"), True),
    **dict.fromkeys(("false", "False", "FALSE"), False),
}
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
_INT = re.compile(r"[-+]?(?:0|[1-9][0-9]*)")
_DECIMAL = re.compile(r"[-+]?(?:0|[1-9][0-9]*)\.[0-9]+")
_NOT_FINITE = re.compile(r"[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN)")


def _plain(text: str) -> str | int | Decimal | date:
    """The value of an unquoted scalar. ValueError names the fault by its catalogue key."""
    if _DATE.fullmatch(text):
        return _day(text)
    if _NOT_FINITE.fullmatch(text):
        raise ValueError("not_finite")
    number = _INT.fullmatch(text) or _DECIMAL.fullmatch(text)
    if number is None:
        return text
    if len(text) > LONGEST_NUMBER:
        raise ValueError("number_too_long")
    return Decimal(text) if "." in text else int(text)


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise ValueError("no_such_day") from None
