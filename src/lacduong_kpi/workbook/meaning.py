"""What the raw cells of an Office Open XML sheet mean, each distinct one once."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterable, Sequence

from lacduong_kpi.workbook.formulas import UNCACHED
from lacduong_kpi.workbook.grid import BLANK, Alike, alike
from lacduong_kpi.workbook.model import CellFault, Value, bounded
from lacduong_kpi.workbook.parsed_row import ParsedCell
from lacduong_kpi.workbook.rectangle import Mark, Meaning
from lacduong_kpi.workbook.refusal import damaged
from lacduong_kpi.workbook.serials import (
    BAD_DATE,
    Shape,
    day_of,
    days_of,
    number_of,
    span_of,
    time_of,
)
from lacduong_kpi.workbook.strings import Strings, decode, unescape, unfold
from lacduong_kpi.workbook.styles import PLAIN, Style

_ERRORS = frozenset(
    {
        "#NULL!", "#DIV/0!", "#VALUE!", "#REF!", "#NAME?", "#NUM!", "#N/A", "#GETTING_DATA",
        "#SPILL!", "#CALC!", "#FIELD!", "#BLOCKED!", "#CONNECT!", "#UNKNOWN!", "#BUSY!",
        "#PYTHON!", "#EXTERNAL!",
    }
)  # fmt: skip


def error_of(text: str) -> CellFault:
    """The fault of an error cell. A text that is no error of Excel's is not carried on."""
    return CellFault(text if text in _ERRORS else "error")


def shaped(number: int | float, style: Style, from_1904: bool) -> Value:
    """A number as its format shows it."""
    match style.shape:
        case Shape.NUMBER:
            return number
        case Shape.DATE:
            return day_of(number, from_1904)
        case Shape.TIME:
            return time_of(number, from_1904)
        case Shape.DURATION:
            return span_of(number)
        case Shape.DIGITS:
            shown = isinstance(number, int) and number >= 0
            return str(number).zfill(style.digits) if shown else number


BAD_FLAG = CellFault("flag")
_FLAGS = {"1": True, "true": True, "0": False, "false": False}


def flag_of(text: str) -> bool | CellFault:
    """A logical value as XML writes it. Any other word is no answer."""
    return _FLAGS.get(text.strip(), BAD_FLAG)


def iso_day(text: str) -> Value:
    """A date or a time in ISO 8601."""
    try:
        moment = dt.datetime.fromisoformat(text).replace(tzinfo=None)
    except ValueError:
        return _iso_time(text)
    return moment.date() if moment.time() == dt.time() else moment


def _iso_time(text: str) -> Value:
    try:
        return dt.time.fromisoformat(text).replace(tzinfo=None)
    except ValueError:
        return BAD_DATE


_Read = Callable[[bytes], Value]
"""From the stored bytes behind the attributes, `<v>17`, to the value."""

_NAME_AND_VALUE = rb"""\s+([\w:.-]+)\s*=\s*(?:"([^"<]*)"|'([^'<]*)')"""
_ATTRIBUTE = re.compile(_NAME_AND_VALUE)
_ATTRIBUTES = re.compile(rb"(?:%s)*\s*" % _NAME_AND_VALUE)
_MOST_READERS = 4_096
"""Kinds of cell that are remembered; a workbook has some dozens."""
_MANY = 24
_EDGE = 40
"""Cells at the top (titles, headers) and at the bottom that may differ from all the others."""
_SURE = 10**15
"""Up to here a number is whole and exact however it is stored."""
_IN_STRING = Mark()
"""Stands for: the shared string itself says how it is marked."""


class CellReader:
    """Knows the styles and strings of one workbook; calling it interprets raw cells."""

    def __init__(
        self, styles: tuple[Style, ...], strings: Strings, from_1904: bool, part: str
    ) -> None:
        self._styles = styles
        self._strings = strings
        self._from_1904 = from_1904
        self._part = part
        self._readers: dict[bytes, tuple[_Read, Mark | None]] = {}
        self.has_open_formulas = False
        """whether there was a formula without a stored result"""

    def __call__(self, raws: Sequence[object]) -> Meaning:
        """Raises RefusedError for a cell that contradicts the workbook (a string that is not
        there)."""
        if isinstance(raws, Alike):
            return self._alike(raws) or self._each(raws)
        if len(raws) < _MANY:
            return self._each(raws)
        blanks = raws.count(BLANK)
        if not blanks:
            return self._nearly_alike(raws) or self._each(raws)
        meaning = self._nearly_alike(_filled(raws, blanks))
        return self._each(raws) if meaning is None else _with_blanks(raws, meaning)

    def _alike(self, raws: Alike) -> Meaning | None:
        """Cells of one format, if that is one whose values can be told all at once."""
        if not raws.start.endswith(b"><v>") or b"<f" in raws.start:
            return None
        values = self._values_alike(raws.start.removesuffix(b"><v>"), raws.numbers)
        return None if values is None else Meaning(values, may_hold_flags=False)

    def _each(self, raws: Sequence[object]) -> Meaning:
        values: list[Value] = []
        marks: dict[int, Mark] = {}
        for code, raw in enumerate(raws):
            value, mark = self._one(raw)
            values.append(value)
            if mark is not None and value is not None:
                marks[code] = mark
        return Meaning(values, marks, bool in set(map(type, values)))

    def _one(self, raw: object) -> tuple[Value, Mark | None]:
        if not isinstance(raw, bytes):
            return self._parsed(raw)
        if raw == BLANK:
            return None, None
        head, _, stored = raw.partition(b">")
        read, mark = self._readers.get(head) or self._learn(head)
        if mark is _IN_STRING:
            mark = self._mark_of_string(stored)
        return read(stored), mark

    def _nearly_alike(self, raws: Sequence[object]) -> Meaning | None:
        """The cells of a column nearly all of which have one format, as columns of names, numbers
        and dates have; None for another column."""
        beginnings = [raw.partition(b"<v>")[0] for raw in raws[-_EDGE:] if isinstance(raw, bytes)]
        start = max(set(beginnings), key=beginnings.count, default=b"") + b"<v>"
        first, last = _inner(raws, start)
        inner = alike(raws[first:last])
        meaning = None if inner is None else self._alike(inner)
        if meaning is None:
            return None
        before, after = self._each(raws[:first]), self._each(raws[last:])
        marks = before.marks | {code + last: mark for code, mark in after.marks.items()}
        flags = before.may_hold_flags or after.may_hold_flags
        return Meaning([*before.values, *meaning.values, *after.values], marks, flags)

    def _values_alike(self, head: bytes, numbers: Sequence[int]) -> list[Value] | None:
        mark = (self._readers.get(head) or self._learn(head))[1]
        attributes = self._attributes(head)
        style = self._style(decode(attributes.get(b"s") or b"0", self._part))
        kind = attributes.get(b"t", b"n")
        if mark is not None:
            return None
        if kind == b"s":
            return self._strings_alike(numbers)
        if kind != b"n" or max(numbers) >= _SURE:
            return None
        match style.shape:
            case Shape.NUMBER:
                return list(numbers)
            case Shape.DATE:
                return days_of(numbers, self._from_1904)
            case Shape.TIME | Shape.DURATION | Shape.DIGITS:
                return None

    def _strings_alike(self, numbers: Iterable[int]) -> list[Value]:
        strings = self._strings.texts
        try:
            found: list[Value] = list(map(strings.__getitem__, numbers))
            return [text or None for text in found] if "" in found else found
        except IndexError as error:
            raise damaged(self._part) from error

    def _learn(self, head: bytes) -> tuple[_Read, Mark | None]:
        attributes = self._attributes(head)
        style = self._style(decode(attributes.get(b"s") or b"0", self._part))
        kind = decode(attributes.get(b"t") or b"n", self._part)
        mark = Mark(style.font, style.struck) if style.marked else None
        if kind == "s" and mark is None and (self._strings.fonts or self._strings.struck):
            mark = _IN_STRING
        if len(self._readers) > _MOST_READERS:
            self._readers.clear()
        learnt = self._readers[head] = (self._reader(kind, style), mark)
        return learnt

    def _attributes(self, head: bytes) -> dict[bytes, bytes]:
        """The attributes of a cell. Raises RefusedError for anything else in its tag."""
        if not _ATTRIBUTES.fullmatch(head):
            raise damaged(self._part)
        found = _ATTRIBUTE.findall(head)
        attributes = {name: double or single for name, double, single in found}
        if len(attributes) != len(found):
            raise damaged(self._part)
        return attributes

    def _style(self, number: str) -> Style:
        if not (number.isascii() and number.isdigit()):
            raise damaged(self._part)
        index = int(number[:9])
        return self._styles[index] if index < len(self._styles) else PLAIN

    def _reader(self, kind: str, style: Style) -> _Read:
        convert = self._converter(kind, style)

        def read(stored: bytes) -> Value:
            if stored.startswith(b"<v>"):
                return convert(stored[3:]) if len(stored) > 3 else None
            if stored.startswith(b"<is>"):
                return convert(stored[stored.index(b">", 4) + 1 :])
            result = _result(stored)
            if result:
                return convert(result)
            if kind == "str" and result is not None:
                return None
            return self._without_result(_formula(stored))

        return read

    def _converter(self, kind: str, style: Style) -> _Read:
        """From the text of a value, as the XML holds it, to the value."""
        match kind:
            case "s":
                return self._string
            case "str" | "inlineStr":
                return self._text
            case "n" if style.shape is Shape.NUMBER:
                return number_of
            case "n":
                return lambda raw: self._number(raw, style)
            case _:
                return lambda raw: self._value(kind, style, self._as_stored(raw))

    def _value(self, kind: str, style: Style, text: str) -> Value:
        """What a stored text means under the type of its cell."""
        match kind:
            case "s":
                return self._string(text)
            case "str" | "inlineStr":
                return bounded(text)
            case "b":
                return flag_of(text)
            case "e":
                return error_of(text)
            case "d":
                return iso_day(text)
            case "n":
                return self._number(text, style)
            case _:
                raise damaged(self._part)

    def _number(self, raw: bytes | str, style: Style) -> Value:
        number = number_of(raw)
        if isinstance(number, CellFault):
            return number
        return shaped(number, style, self._from_1904)

    def _string(self, raw: bytes | str) -> Value:
        return self._strings.texts[self._index(raw)] or None

    def _index(self, raw: bytes | str) -> int:
        digits = raw.strip()
        if not (digits.isdigit() and digits.isascii() and len(digits) < 10):
            raise damaged(self._part)
        index = int(digits)
        if index >= len(self._strings.texts):
            raise damaged(self._part)
        return index

    def _text(self, raw: bytes) -> Value:
        return bounded(self._as_stored(raw))

    def _as_stored(self, raw: bytes) -> str:
        text = decode(raw, self._part)
        if "\r" in text:
            text = text.replace("\r\n", "\n").replace("\r", "\n")
        return unfold(unescape(text))

    def _mark_of_string(self, stored: bytes) -> Mark | None:
        raw = stored.rpartition(b"<v>")[2]
        return self._string_mark(self._index(raw)) if raw.isdigit() else None

    def _string_mark(self, index: int) -> Mark | None:
        font, struck = self._strings.fonts.get(index), index in self._strings.struck
        return Mark(font, struck) if font or struck else None

    def _without_result(self, formula: str) -> CellFault:
        """A formula that has no stored result, with its text for when the sheet is complete."""
        self.has_open_formulas = True
        return CellFault(UNCACHED.kind, formula) if formula else UNCACHED

    def _parsed(self, raw: object) -> tuple[Value, Mark | None]:
        if not isinstance(raw, ParsedCell):
            return None, None
        style = self._style(str(raw.style))
        mark = Mark(raw.font or style.font, raw.struck or style.struck)
        if not raw.text:
            uncached = raw.formula is not None and (raw.text is None or raw.type != "str")
            return (self._without_result(raw.formula or "") if uncached else None), None
        if raw.type == "s" and not style.marked:
            mark = self._string_mark(self._index(raw.text)) or mark
        text = unfold(raw.text) if raw.type in ("str", "inlineStr") else raw.text
        return self._value(raw.type, style, text), (mark if mark != Mark() else None)


def _formula(stored: bytes) -> str:
    """The text of a formula that stands in its cell, empty where another cell holds it."""
    if not stored.startswith(b"<f>"):
        return ""
    return unescape(stored[3 : stored.find(b"</f>")].decode("utf-8", "replace"))


def _with_blanks(raws: Sequence[object], filled: Meaning) -> Meaning:
    """The meaning of all cells by that of the filled ones."""
    if len(raws) == len(filled.values) + 1:
        blank = raws.index(BLANK)
        marks = {code + (code >= blank): mark for code, mark in filled.marks.items()}
        values = [*filled.values[:blank], None, *filled.values[blank:]]
        return Meaning(values, marks, filled.may_hold_flags)
    codes = [code for code, raw in enumerate(raws) if raw != BLANK]
    values = [None] * len(raws)
    for code, value in zip(codes, filled.values, strict=True):
        values[code] = value
    marks = {codes[code]: mark for code, mark in filled.marks.items()}
    return Meaning(values, marks, filled.may_hold_flags)


def _inner(raws: Sequence[object], prefix: bytes) -> tuple[int, int]:
    """The range of cells without those at the edges that begin otherwise."""

    def fits(raw: object) -> bool:
        return isinstance(raw, bytes) and raw.startswith(prefix)

    first = next((i for i, raw in enumerate(raws[:_EDGE]) if fits(raw)), 0)
    tail = next((i for i, raw in enumerate(reversed(raws[-_EDGE:])) if fits(raw)), 0)
    return first, len(raws) - tail


def _filled(raws: Sequence[object], blanks: int) -> Sequence[object]:
    """The raw cells that are none left out."""
    if blanks > 1:
        return [raw for raw in raws if raw != BLANK]
    at = raws.index(BLANK)
    return [*raws[:at], *raws[at + 1 :]]


def _result(stored: bytes) -> bytes | None:
    """What is stored as the result of a formula; None where there is nothing, not even a blank."""
    _, tag, text = stored.rpartition(b"<v>")
    if tag:
        return text
    return b"" if stored.endswith(b"<v/>") else None
