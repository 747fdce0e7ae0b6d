"""The raw cells of a table's records: distinct values of one column, in Unicode, with codes."""

from __future__ import annotations

from array import array
from bisect import bisect_right
from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace

from lacduong_kpi.column import constant, recoded, shifted, used_codes, wide
from lacduong_kpi.lean import dataclass
from lacduong_kpi.tables.model import Source, Table
from lacduong_kpi.terms import NAME_FIELD
from lacduong_kpi.text import font_encoding, to_unicode
from lacduong_kpi.vocabulary.words import ditto_codes
from lacduong_kpi.workbook.model import Area, Value

VARIED = 2_000
"""distinct values from which a column is none in which the same stands many times"""


@dataclass(frozen=True, slots=True)
class Raw:
    """One column at the rows of a table. `values[k]` is the value of the records whose code is
    `used[k]`; codes are those of the sheet's column, so most columns are not copied."""

    values: Sequence[Value]
    used: Sequence[int]
    codes: array[int]
    capitals: bool = False
    """the cells are in a font that shows capitals only"""
    converted: bool = False
    """text of an old encoding was converted"""
    counting: bool = False
    """the codes just count up, for no value stands twice"""

    def spread(self, results: Sequence[int]) -> array[int]:
        """`results[k]` for each record whose value is `values[k]`."""
        if all(map(int.__eq__, results, self.used)):
            return self.codes
        if self.codes.typecode == "I":
            if isinstance(results, range) and self.used[-1] - self.used[0] + 1 == len(results):
                return shifted(self.codes, results[0] - self.used[0])
            if self.counting:
                return array("I", results)
        return recoded(self.codes, _table(self.used, results))

    def rows_of(self, indexes: Collection[int]) -> list[int]:
        """The records whose value is one of `values[k]` for the indexes `k`."""
        if not indexes:
            return []
        wanted = {self.used[index] for index in indexes}
        return [record for record, code in enumerate(self.codes) if code in wanted]


def _table(used: Sequence[int], results: Sequence[int]) -> list[int]:
    """`results[k]` at the place `used[k]`; `used` is in order."""
    if not used:
        return []
    first, last = used[0], used[-1]
    table = [0] * (last + 1)
    if last - first + 1 == len(used):
        table[first:] = results
    else:
        for code, result in zip(used, results, strict=True):
            table[code] = result
    return table


class Cells:
    """The cells of a table's records by column."""

    def __init__(self, table: Table) -> None:
        self.table = table
        self._sheet = table.sheet
        rows = table.rows
        self._straight = len(rows) > 0 and rows[-1] - rows[0] + 1 == len(rows)
        self._known: dict[tuple[int, int], Raw] = {}
        self._merged = _merged_downwards(table)

    def take(self, source: Source) -> Raw:
        """The cells of a source, each in the row of its record."""
        key = (source.column, source.offset)
        raw = self._known.get(key)
        if raw is None:
            raw = self._known[key] = self._take(*key)
        return raw

    def _take(self, column: int, offset: int) -> Raw:
        sheet = self._sheet
        index = column - sheet.left
        if not 0 <= index < len(sheet.columns) or not len(self.table.rows):
            return Raw((None,), (0,), constant(None, len(self.table.rows)).codes)
        values, codes = sheet.columns[index].values, self._codes(index, offset)
        if column in self._merged and not offset:
            codes = self._spread_merges(column, values, codes)
        if len(values) <= VARIED and (dittos := ditto_codes(values)):
            codes = self._spread_dittos(column, dittos, codes)
        if offset and codes and max(codes) == len(values):
            values = (*values, None)
        if sheet.fonts:
            return self._in_fonts(values, codes, column, offset)
        used = used_codes(codes)
        if isinstance(used, range):
            return self._in_encoding(values[used.start : used.stop], used, codes)
        return self._in_encoding(list(map(values.__getitem__, used)), used, codes)

    def _spread_merges(self, column: int, values: Sequence[Value], codes: array[int]) -> array[int]:
        """The codes with the value of a merged cell in every row that it spans."""
        spread = wide(codes)
        own = self._sheet.columns[column - self._sheet.left].codes
        for area in self._merged[column]:
            code = own[area.top - self._sheet.top]
            first = bisect_right(self.table.rows, area.top)
            for record in range(first, bisect_right(self.table.rows, area.bottom)):
                if values[spread[record]] is None:
                    spread[record] = code
        return spread

    def _spread_dittos(self, column: int, dittos: Iterable[int], codes: array[int]) -> array[int]:
        """The codes with the value above in place of ditto marks; a name is no such."""
        claims = (
            claim for claim in self.table.claims if NAME_FIELD[self.table.kind] in claim.fields
        )
        if any(source.column == column for claim in claims for source in claim.sources):
            return codes
        spread, same = wide(codes), frozenset(dittos)
        for record in range(1, len(spread)):
            if spread[record] in same:
                spread[record] = spread[record - 1]
        return spread

    def _codes(self, index: int, offset: int) -> array[int]:
        """The codes at the records' rows; rows below the sheet's rectangle are blank."""
        sheet, rows = self._sheet, self.table.rows
        codes = sheet.columns[index].codes
        first = rows[0] - sheet.top + offset
        if self._straight and first + len(rows) <= len(codes):
            return codes[first : first + len(rows)]
        shift = offset - sheet.top
        beyond = len(sheet.columns[index].values)
        height = len(codes)
        places = (row + shift for row in rows)
        return array("I", (codes[at] if at < height else beyond for at in places))

    def _in_encoding(self, values: Sequence[Value], used: Sequence[int], codes: array[int]) -> Raw:
        encoding = self.table.encoding
        if encoding is None:
            return Raw(values, used, codes, counting=isinstance(used, range))
        unicode = [
            to_unicode(value, encoding) if isinstance(value, str) else value for value in values
        ]
        return Raw(unicode, used, codes, converted=unicode != values)

    def _in_fonts(
        self, values: Sequence[Value], codes: array[int], column: int, offset: int
    ) -> Raw:
        """Where fonts of old encodings are used, a value is what it is in its cell's font."""
        fonts = self._sheet.fonts
        memo: dict[tuple[int, str | None], int] = {}
        legible: list[Value] = []
        converted = capitals = False
        dense = array("I")
        for row, code in zip(self.table.rows, codes, strict=True):
            key = (code, fonts.get((row + offset, column)))
            known = memo.get(key)
            if known is None:
                value, font = values[code], key[1]
                if isinstance(value, str):
                    encoding, capital = font_encoding(font) if font else (None, False)
                    if font is None:
                        encoding = self.table.encoding
                    capitals = capitals or capital
                    unicode = to_unicode(value, encoding, capital)
                    converted = converted or unicode != value
                    value = unicode
                known = memo[key] = len(legible)
                legible.append(value)
            dense.append(known)
        return Raw(legible, range(len(legible)), dense, capitals, converted)


def _merged_downwards(table: Table) -> dict[int, list[Area]]:
    """The merged cells below the header that span several rows, by column."""
    found: dict[int, list[Area]] = {}
    for area in table.sheet.merges:
        if area.bottom > area.top > table.header_bottom and area.left == area.right:
            found.setdefault(area.left, []).append(area)
    return found


def filled_down(raw: Raw) -> tuple[Raw, list[int]] | None:
    """The column with each blank filled by the value above it, and the records that were filled;
    None where the column is not written so: a value at the head of each group, blanks below it,
    no value twice."""
    blank = {
        code
        for code, value in zip(raw.used, raw.values, strict=True)
        if value is None or (isinstance(value, str) and not value.strip())
    }
    if not blank:
        return None
    gaps = [record for record, code in enumerate(raw.codes) if code in blank]
    heads = len(raw.codes) - len(gaps)
    if not heads or len(gaps) < heads or gaps[0] == 0 or len(raw.used) - len(blank) < heads:
        return None
    codes = wide(raw.codes)
    for record in gaps:
        codes[record] = codes[record - 1]
    return replace(raw, codes=codes), gaps
