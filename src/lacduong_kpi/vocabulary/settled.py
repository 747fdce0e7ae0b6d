"""Columns that need no reading: every cell is written as it should be.

Rosters of a province hold a hundred thousand numbers, names and dates of which nothing has to be
understood. They are told apart a column at a time; `read_column` would say the same of them.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from functools import cache
from typing import cast
from unicodedata import is_normalized

from lacduong_kpi.terms import FIELDS, FieldType, Kind, added_fields
from lacduong_kpi.text import bare, is_tidy
from lacduong_kpi.vocabulary import words
from lacduong_kpi.vocabulary.days import EARLIEST, LATEST
from lacduong_kpi.vocabulary.digits import WIDTHS

_NAME = re.compile(r"[^\W\d_]+(?:[ '][^\W\d_]+)+")


def settled(kind: Kind, field: str, values: Sequence[object]) -> list[int]:
    """The indexes of the values that `read_column` has to read.

    The others are the fact itself (a name, digits, a `date`), or None for a blank. All or none
    of a column of numbers or dates are settled, for they are judged together.
    """
    match FIELDS[kind][field].type:
        case FieldType.NAME:
            if _are_names(values):
                return []
            return [index for index, value in enumerate(values) if not _is_name(value)]
        case FieldType.DIGITS if field in WIDTHS and _are_numbers(field, values):
            return []
        case FieldType.DATE if _are_days(values):
            return []
        case FieldType.TEXT if stands_as_written(kind, field):
            return [index for index, value in enumerate(values) if not _is_plain_text(value)]
        case _:
            return list(range(len(values)))


READ_CLOSER = frozenset({"note", "position", "ethnicity", "religion"})
"""fields of texts in which words are looked for, or ticks"""


def stands_as_written(kind: Kind, field: str) -> bool:
    """Whether a text of a field is the fact itself; those of a choice that the plan adds are not."""
    if FIELDS[kind][field].type is not FieldType.TEXT or field in READ_CLOSER:
        return False
    return not any(
        each.words and (each.kind, each.field.name) == (kind, field) for each in added_fields()
    )


def _is_plain_text(value: object) -> bool:
    """A text as it should be written that is no word for none, or nothing."""
    if type(value) is not str:
        return value is None
    return is_tidy(value) and value.casefold() not in words.value_list("empty")


def _are_names(values: Sequence[object]) -> bool:
    """Whether all values are names, told from all of them at once."""
    try:
        texts = cast(Sequence[str], values)
        joined = "\n".join(texts)
    except TypeError:
        texts = [value for value in values if type(value) is str]
        if len(texts) + values.count(None) != len(values):
            return False
        joined = "\n".join(texts)
    return (
        joined.count("\n") + 1 == len(texts)
        and _are_words(joined)
        and is_normalized("NFC", joined)
        and not any(letter in joined for letter in _ODD_LETTERS)
        and not any(map(_may_be_title, {name.partition(" ")[0] for name in texts}))
    )


def _are_words(lines: str) -> bool:
    """Whether every line is two words and more of letters, with one blank or apostrophe between."""
    plain = lines.replace("'", " ")
    if not plain.replace(" ", "").replace("\n", "").isalpha():
        return False
    ends = " " in (plain[0], plain[-1]) or "\n" in (plain[0], plain[-1])
    if ends or any(two in plain for two in ("  ", " \n", "\n ", "\n\n")):
        return False
    return all(" " in line for line in plain.split("\n"))


def _is_name(value: object) -> bool:
    """Words of composed letters, none of them a title or a remark."""
    if type(value) is not str or _NAME.fullmatch(value) is None:
        return value is None
    if value.isascii():
        return not _may_be_title(value.partition(" ")[0])
    odd = any(letter in value for letter in _ODD_LETTERS)
    return is_normalized("NFC", value) and not odd and not _may_be_title(value.partition(" ")[0])


_ODD_LETTERS = "ðÐƉ"
"""letters that are typed for đ and Đ"""


@cache
def _title_words() -> frozenset[str]:
    titles = (*words.value_list("titles"), *words.value_list("titles_or_surnames"))
    listed = (*titles, *words.value_list("empty"))
    return frozenset(bare(title).partition(" ")[0] for title in listed)


@cache
def _may_be_title(word: str) -> bool:
    return bare(word) in _title_words() or word.casefold() in _title_words()


def _are_numbers(field: str, values: Sequence[object]) -> bool:
    texts = cast(Sequence[str], values)
    try:
        joined = "".join(texts)
    except TypeError:
        if set(map(type, values)) - {type(None)} != {str}:
            return False
        texts = [value for value in values if type(value) is str]
        joined = "".join(texts)
    if not (joined.isascii() and joined.isdigit()):
        return False
    lengths = set(map(len, texts))
    zeros = ["0" * length for length in lengths if "0" * length in joined]
    return lengths <= set(WIDTHS[field]) and not any(each in texts for each in zeros)


def _are_days(values: Sequence[object]) -> bool:
    types = set(map(type, values))
    if dt.date not in types or types - _DAY_OR_BLANK:
        return False
    days = cast(Sequence[dt.date], values if len(types) == 1 else list(filter(None, values)))
    return min(days).year >= EARLIEST and max(days).year <= LATEST


_DAY_OR_BLANK = {dt.date, type(None)}
