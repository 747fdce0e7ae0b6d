"""Text in spreadsheet XML: the shared strings, escapes, and what rich text says of itself.

Shared strings come by the hundred thousand, nearly all of them plain `<si><t>…</t></si>`; those
are taken by one search over a chunk, and only the others go through the XML parser.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import field

from lacduong_kpi.lean import dataclass
from lacduong_kpi.workbook.asides import BEGINNING, without_asides
from lacduong_kpi.workbook.markup import (
    MOST_ROOT,
    Attributes,
    OwnNames,
    parse,
    without_prefix,
)
from lacduong_kpi.workbook.model import LONGEST_TEXT, TOO_LONG, CellFault, all_bounded
from lacduong_kpi.workbook.refusal import RefusedError, damaged
from lacduong_kpi.workbook.styles import is_legacy_font

_ENTITY = re.compile(r"&(?:(#x[0-9a-fA-F]{1,6}|#[0-9]{1,7}|amp|lt|gt|quot|apos);)?")
_NAMED = {"amp": "&", "lt": "<", "gt": ">", "quot": '"', "apos": "'"}
_ESCAPED = re.compile(r"(?:_x[0-9a-fA-F]{4}_)+")
_NO_CHARACTER = "�"


def unescape(text: str) -> str:
    """XML references to characters, which are all that can stand where no entity is declared.

    Raises RefusedError for any other.
    """
    return _ENTITY.sub(_character, text) if "&" in text else text


def _character(match: re.Match[str]) -> str:
    name = match[1]
    if name is None:
        raise damaged()
    if name[0] != "#":
        return _NAMED[name]
    number = int(name[2:], 16) if name[1] == "x" else int(name[1:])
    if number > 0x10FFFF or 0xD800 <= number < 0xE000:
        return _NO_CHARACTER
    return chr(number)


def unfold(text: str) -> str:
    """`_x000D_` stands for the character of that number (ECMA-376 part 1, 22.9.2.19)."""
    return _ESCAPED.sub(_escaped, text) if "_x" in text else text


def _escaped(match: re.Match[str]) -> str:
    units = [int(unit, 16) for unit in re.findall(r"_x([0-9a-fA-F]{4})_", match[0])]
    raw = b"".join(unit.to_bytes(2, "big") for unit in units)
    return raw.decode("utf-16-be", "replace")


def decode(raw: bytes, part: str) -> str:
    """Raises RefusedError for bytes that are not UTF-8, the only encoding that offices write."""
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError as error:
        raise damaged(part) from error


@dataclass(slots=True)
class Strings:
    """The shared strings by number. `fonts` and `struck` tell of those that are so throughout."""

    texts: list[str | CellFault] = field(default_factory=list)
    fonts: dict[int, str] = field(default_factory=dict)
    struck: set[int] = field(default_factory=set)


@dataclass(slots=True)
class _Runs:
    """One text, gathered run by run; phonetic guides (`rPh`) are no part of it."""

    pieces: list[str] = field(default_factory=list)
    font: str | None = None
    whole: bool = True


class RichText:
    """XML handlers that gather the texts of elements named `holder` (`si`, `is`).

    The first element that is told names the namespace; those of any other say nothing.
    """

    def __init__(self, holder: str) -> None:
        self._holder = holder
        self._names = OwnNames()
        self._inside: list[str] = []
        self._depth = {"rPh": 0, "r": 0}
        self._runs = _Runs()
        self._run_struck = False
        self._run_font: str | None = None
        self.found: list[tuple[str, str | None, bool]] = []
        """(text, name of its old font or None, whether all of it is struck through)"""

    def start(self, tag: str, attributes: Attributes) -> None:
        name = self._names[tag]
        if name == self._holder:
            self._begin()
        self._inside.append(name)
        if name in self._depth:
            self._depth[name] += 1
        if name == "r":
            self._run_struck, self._run_font = False, None
        elif name == "strike":
            self._run_struck = attributes.get("val") not in ("0", "false")
        elif name == "rFont" and is_legacy_font(attributes.get("val", "")):
            self._run_font = attributes["val"]

    def _begin(self) -> None:
        if self._holder in self._inside:  # it would count as two
            raise damaged()
        self._runs = _Runs()

    def text(self, text: str) -> None:
        if self._inside[-1] != "t" or self._depth["rPh"]:
            return
        runs = self._runs
        runs.pieces.append(text)
        in_run = self._depth["r"] > 0
        runs.font = runs.font or (self._run_font if in_run else None)
        runs.whole = runs.whole and in_run and (self._run_struck or not text.strip())

    def end(self, tag: str) -> None:
        name = self._inside.pop()
        if name in self._depth:
            self._depth[name] -= 1
        if name == self._holder:
            runs = self._runs
            text = "".join(runs.pieces)
            struck = runs.whole and bool(text.strip())
            self.found.append((unfold(text), runs.font, struck))


_EACH = re.compile(rb'<si><t(?: xml:space="preserve")?>([^<]++)</t></si>|<si(?=[ />])')
"""Gives the text of each plain string, and nothing in the place of every other one."""
_OTHER = re.compile(
    rb'(?!<si><t(?: xml:space="preserve")?>[^<]++</t></si>)<si(?:\s[^>]*)?(?:/>|>.*?</si>)', re.S
)
_HEAD = re.compile(BEGINNING + rb"(<(?:([^\s<>/:]+):)?sst(?=[\s/>])[^<>]*>)")
_LONGEST = 64 << 20
"""Bytes of XML for one string, the formats of its letters included; more is no roster."""


def read_strings(chunks: Iterable[bytes], part: str, most: int) -> Strings:
    """All shared strings. Raises RefusedError beyond `most` of them, and for a list that has no end
    or has anything behind it."""
    strings = Strings()
    root: _Root | None = None
    for piece, is_last in _pieces(without_asides(chunks, part), part):
        if root is None:
            root, piece = _split_root(piece, part)
        piece = without_prefix(piece, root.prefix)
        if is_last:
            _add_parsed(strings, _parsed(root.tag + piece, part))
        else:
            _add(strings, piece, root.tag, part)
        if len(strings.texts) > most:
            raise RefusedError("files.too_many_cells", limit=most)
    return strings


def _pieces(chunks: Iterable[bytes], part: str) -> Iterator[tuple[bytes, bool]]:
    """The part cut behind ends of strings. The last piece, of which it is told, holds the end of
    the list."""
    carry: list[bytes] = []
    for chunk in chunks:
        carry.append(chunk)
        cut = chunk.rfind(b"</si>") + 5
        if cut < 5:
            cut = chunk.rfind(b":si>") + 4
        if cut > 4:
            carry[-1] = chunk[:cut]
            yield b"".join(carry), False
            carry = [chunk[cut:]]
        elif sum(map(len, carry)) > _LONGEST:
            raise RefusedError("files.too_big_inside", part=part)
    yield b"".join(carry), True


@dataclass(frozen=True, slots=True)
class _Root:
    tag: bytes
    """as if it had no prefix"""
    prefix: bytes


def _split_root(piece: bytes, part: str) -> tuple[_Root, bytes]:
    match = _HEAD.match(piece)
    if match is None:
        raise damaged(part)
    tag, prefix = match[1], match[2] or b""
    if len(tag) > MOST_ROOT:
        raise RefusedError("files.too_big_inside", part=part)
    return _Root(without_prefix(tag, prefix), prefix), piece[match.end() :]


_Parsed = list[tuple[str, str | None, bool]]


def _add(strings: Strings, piece: bytes, root: bytes, part: str) -> None:
    plain = _all_plain(piece, part)
    if plain is not None:
        strings.texts.extend(all_bounded(plain))
        return
    mixed = _mixed(piece, root, part)
    _add_parsed(strings, _parsed(root + piece + _LIST_END, part) if mixed is None else mixed)


def _mixed(piece: bytes, root: bytes, part: str) -> _Parsed | None:
    """Plain strings, of which only the others go through the parser; None where there is more."""
    found = _EACH.findall(piece)
    texts = _plain_texts(found, part)
    others = b"".join(_OTHER.findall(piece))
    if piece.count(b"<") != 4 * (len(found) - found.count(b"")) + others.count(b"<"):
        return None
    parsed = iter(_parsed(root + others + _LIST_END, part))
    everything: _Parsed = [(text, None, False) if text else next(parsed, _GONE) for text in texts]
    return None if _GONE in everything or next(parsed, None) is not None else everything


_GONE = ("", "", False)
_PLAIN, _PLAIN_END, _LIST_END = b"<si><t>", b"</t></si>", b"</sst>"
_BETWEEN = (_PLAIN_END + _PLAIN).decode()


def _all_plain(piece: bytes, part: str) -> list[str] | None:
    """The texts of a piece of nothing but plain strings, parted at once; else None."""
    piece = piece.replace(b'<t xml:space="preserve">', b"<t>").strip()
    if not (piece.startswith(_PLAIN) and piece.endswith(_PLAIN_END)):
        return None
    inner = piece[len(_PLAIN) : -len(_PLAIN_END)]
    texts = _as_written(decode(inner, part), _BETWEEN)
    tags = len(piece) - len(piece.replace(b"<", b""))  # counts a letter ten times as fast
    return texts if tags == 4 * len(texts) and "" not in texts else None


def _plain_texts(found: list[bytes], part: str) -> list[str]:
    texts = _as_written(decode(b"\0".join(found), part), "\0") if found else []
    if len(texts) != len(found):
        raise damaged(part)
    return texts


def _as_written(joined: str, between: str) -> list[str]:
    """Texts that come joined, without the escapes of XML and of the format."""
    if "\r" in joined:
        joined = joined.replace("\r\n", "\n").replace("\r", "\n")
    texts = joined.split(between)
    if "&" in joined:
        texts = [unescape(text) for text in texts]
    if "_x" in joined:
        texts = [unfold(text) for text in texts]
    return texts


def _parsed(xml: bytes, part: str) -> _Parsed:
    reader = RichText("si")
    parse((xml,), part, reader.start, reader.end, reader.text)
    return reader.found


def _add_parsed(strings: Strings, parsed: _Parsed) -> None:
    for number, (text, font, struck) in enumerate(parsed, len(strings.texts)):
        if font is not None:
            strings.fonts[number] = font
        if struck:
            strings.struck.add(number)
        strings.texts.append(text if len(text) <= LONGEST_TEXT else TOO_LONG)
