"""Text in spreadsheet XML: the shared strings, escapes, and what rich text says of itself.

Shared strings come by the hundred thousand, nearly all of them plain `<si><t>…</t></si>`; those
are taken by one search over a chunk, and only the others go through the XML parser.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import field

from lacduong_kpi.lean import dataclass
from lacduong_kpi.workbook.markup import Attributes, local, parse
from lacduong_kpi.workbook.refusal import RefusedError, damaged
from lacduong_kpi.workbook.styles import is_legacy_font

_ENTITY = re.compile(r"&(#x[0-9a-fA-F]{1,6}|#[0-9]{1,7}|amp|lt|gt|quot|apos);?")
_NAMED = {"amp": "&", "lt": "<", "gt": ">", "quot": '"', "apos": "'"}
_ESCAPED = re.compile(r"(?:_x[0-9a-fA-F]{4}_)+")
_NO_CHARACTER = "�"


def unescape(text: str) -> str:
    """XML references to characters, which are all that can stand where no entity is declared."""
    return _ENTITY.sub(_character, text) if "&" in text else text


def _character(match: re.Match[str]) -> str:
    name = match[1]
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

    texts: list[str] = field(default_factory=list)
    fonts: dict[int, str] = field(default_factory=dict)
    struck: set[int] = field(default_factory=set)


@dataclass(slots=True)
class _Runs:
    """One text, gathered run by run; phonetic guides (`rPh`) are no part of it."""

    pieces: list[str] = field(default_factory=list)
    font: str | None = None
    whole: bool = True


class RichText:
    """XML handlers that gather the texts of elements named `holder` (`si`, `is`)."""

    def __init__(self, holder: str) -> None:
        self._holder = holder
        self._inside: list[str] = []
        self._runs = _Runs()
        self._run_struck = False
        self._run_font: str | None = None
        self.found: list[tuple[str, str | None, bool]] = []
        """(text, name of its old font or None, whether all of it is struck through)"""

    def start(self, tag: str, attributes: Attributes) -> None:
        name = local(tag)
        self._inside.append(name)
        if name == self._holder:
            self._runs = _Runs()
        elif name == "r":
            self._run_struck, self._run_font = False, None
        elif name == "strike":
            self._run_struck = attributes.get("val") not in ("0", "false")
        elif name == "rFont" and is_legacy_font(attributes.get("val", "")):
            self._run_font = attributes["val"]

    def text(self, text: str) -> None:
        if self._inside[-1] != "t" or "rPh" in self._inside:
            return
        runs = self._runs
        runs.pieces.append(text)
        in_run = "r" in self._inside
        runs.font = runs.font or (self._run_font if in_run else None)
        runs.whole = runs.whole and in_run and (self._run_struck or not text.strip())

    def end(self, tag: str) -> None:
        self._inside.pop()
        if local(tag) == self._holder:
            runs = self._runs
            text = "".join(runs.pieces)
            struck = runs.whole and bool(text.strip())
            self.found.append((unfold(text), runs.font, struck))


_EACH = re.compile(rb'<si><t(?: xml:space="preserve")?>([^<]++)</t></si>|<si(?=[ />])')
"""Gives the text of each plain string, and nothing in the place of every other one."""
_OTHER = re.compile(
    rb'(?!<si><t(?: xml:space="preserve")?>[^<]++</t></si>)<si(?:\s[^>]*)?(?:/>|>.*?</si>)', re.S
)
_HEAD = re.compile(rb"<(?:\w+:)?sst\b[^>]*>")
_LONGEST = 64 << 20
"""Bytes of XML for one string, the formats of its letters included; more is no roster."""


def read_strings(chunks: Iterable[bytes], part: str, most: int) -> Strings:
    """All shared strings. Raises RefusedError beyond `most` of them."""
    strings = Strings()
    head = b""
    for piece in _pieces(chunks, part):
        if not head:
            head, piece = _split_head(piece, part)
        if head.startswith(b"<sst") and not (b"!" in piece and b"<!" in piece):
            _add(strings, piece, head, part)
        else:
            _add_parsed(strings, _parsed(piece, head, part))
        if len(strings.texts) > most:
            raise RefusedError("files.too_many_cells", limit=most)
    return strings


def _pieces(chunks: Iterable[bytes], part: str) -> Iterator[bytes]:
    """The part cut behind ends of strings; the last piece holds the end of the list."""
    carry: list[bytes] = []
    for chunk in chunks:
        carry.append(chunk)
        cut = chunk.rfind(b"</si>") + 5
        if cut < 5:
            cut = chunk.rfind(b":si>") + 4
        if cut > 4:
            carry[-1] = chunk[:cut]
            yield b"".join(carry)
            carry = [chunk[cut:]]
        elif sum(map(len, carry)) > _LONGEST:
            raise RefusedError("files.too_big_inside", part=part)
    yield b"".join(carry)


def _split_head(piece: bytes, part: str) -> tuple[bytes, bytes]:
    match = _HEAD.search(piece)
    if match is None or b"<!" in piece[: match.start()]:
        raise RefusedError("files.xml_declaration") if b"<!" in piece[:4096] else damaged(part)
    if match[0].endswith(b"/>"):
        return match[0][:-2] + b">", b""
    return match[0], piece[match.end() :]


_Parsed = list[tuple[str, str | None, bool]]


def _add(strings: Strings, piece: bytes, head: bytes, part: str) -> None:
    plain = _all_plain(piece, part)
    if plain is not None:
        strings.texts.extend(plain)
        return
    found = _EACH.findall(piece)
    texts = _plain_texts(found, part)
    if b"" not in found:
        strings.texts.extend(texts)
        return
    parsed = iter(_parsed(b"".join(_OTHER.findall(piece)), head, part))
    everything: _Parsed = [(text, None, False) if text else next(parsed, _GONE) for text in texts]
    if _GONE in everything or next(parsed, None) is not None:
        raise damaged(part)
    _add_parsed(strings, everything)


_GONE = ("", "", False)
_PLAIN, _PLAIN_END, _LIST_END = b"<si><t>", b"</t></si>", b"</sst>"
_BETWEEN = (_PLAIN_END + _PLAIN).decode()


def _all_plain(piece: bytes, part: str) -> list[str] | None:
    """The texts of a piece of nothing but plain strings, parted at once; else None."""
    piece = piece.replace(b'<t xml:space="preserve">', b"<t>").rstrip()
    piece = piece.removesuffix(_LIST_END).rstrip()
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


def _parsed(piece: bytes, head: bytes, part: str) -> _Parsed:
    reader = RichText("si")
    closing = b"</" + head[1:].split(maxsplit=1)[0].rstrip(b">") + b">"
    end = b"" if closing in piece else closing
    parse((head, piece, end), part, reader.start, reader.end, reader.text)
    return reader.found


def _add_parsed(strings: Strings, parsed: _Parsed) -> None:
    for number, (text, font, struck) in enumerate(parsed, len(strings.texts)):
        if font is not None:
            strings.fonts[number] = font
        if struck:
            strings.struck.add(number)
        strings.texts.append(text)
