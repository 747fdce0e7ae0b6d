"""From header words to the fields that they can mean.

A header is a path of levels (`Ngày vào Đảng > Dự bị`). It is looked up as a whole, then from its
lowest level up; a lower level can also be a value of what stands above it (`Xếp loại > HTXSNV`).
Nothing here looks at cells below a header: where words are doubtful, the candidate says so.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import replace
from functools import lru_cache

from lacduong_kpi.terms import FIELDS, FieldType, Kind, added_fields
from lacduong_kpi.text import bare, strip_accents
from lacduong_kpi.vocabulary import raters, words
from lacduong_kpi.vocabulary.choices import opposite_word
from lacduong_kpi.vocabulary.hints import Level, read_level, written_out
from lacduong_kpi.vocabulary.listed import (
    AMBIGUOUS,
    EXACT,
    VALUE_ALONE,
    candidate_of,
    listed,
    phrases_inside,
    value_alone,
    value_of,
    without_fillers,
)
from lacduong_kpi.vocabulary.model import NO, YES, Candidate, Evidence, HeaderReading, Role
from lacduong_kpi.vocabulary.spelling import close_entry

LONGEST = 400
"""No header that tells a field is longer, with the group headers above it."""
ABBREVIATED = 3
"""what words cost that are only known when written out"""
WITHOUT_BRACKETS = 97
ALONE = 85
"""lowest level alone, below a group header that is not understood"""
WITHOUT_FILLERS = 92
COMPOSED = 90
_LONGEST_COMPOSED = 14
"""words of a header of which some name the field"""
YEAR_ALONE = 40
"""a year as a header: most likely that year's rating"""
WRONGLY_ACCENTED = 80
ABOVE = 55
"""the group header alone, over a level that is not understood"""


def read_header(path: tuple[str, ...], *, guess: bool = True) -> HeaderReading:
    """How a header can be understood; `path` holds its levels as written, top first.

    Without `guess` misspelt and longer headers are left unknown: for looking where a header
    might be, which asks about many cells that are none.
    """
    levels = tuple(text for text in path if text.strip())
    if sum(map(len, levels)) > LONGEST:
        return HeaderReading(Role.UNKNOWN)
    return _added(levels) or _read_header(levels, guess)


def is_listed(text: str) -> bool:
    """Whether a header text stands in the lists just as it is: much cheaper than to read it."""
    compared = bare(text[:LONGEST])
    return any(compared in words.header_phrases(kind) for kind in Kind)


def _added(levels: tuple[str, ...]) -> HeaderReading | None:
    """The fields that the plan adds under just these words."""
    added = added_fields()
    if not added or not levels:
        return None
    written = {read_level(text).words for text in (levels[-1], " ".join(levels))}
    found = tuple(
        Candidate(each.kind, (each.field.name,), Evidence.EXACT, EXACT)
        for each in added
        if written & {read_level(header).words for header in each.headers}
    )
    return HeaderReading(Role.FIELD, found) if found else None


@lru_cache(maxsize=8192)
def _read_header(path: tuple[str, ...], guess: bool) -> HeaderReading:
    levels = _distinct(read_level(text) for text in path)
    if not levels:
        return HeaderReading(Role.UNKNOWN)
    years = [level.year for level in levels if level.year is not None]
    year = years[-1] if years else None
    offset = next((level.year_offset for level in reversed(levels) if level.year_offset), 0)
    numbered = any(_is_number(level) for level in levels[: max(1, len(levels) - 1)])
    if numbered and not _is_broken(levels):
        return HeaderReading(Role.NUMBER, year=year)
    found = [each for kind in Kind for each in _candidates(kind, levels)]
    if not found and (longer := [written_out(level) for level in levels]) != levels:
        found = [
            replace(each, score=each.score - ABBREVIATED)
            for kind in Kind
            for each in _candidates(kind, longer)
        ]
    if not found:
        found = [each for kind in Kind for each in _wrongly_accented(kind, levels[-1].words)]
    if guess and not found:
        found = [each for kind in Kind for each in _guesses(kind, levels)]
    found += list(_born_below_sex(found))
    fields = [_dated(each, year, offset) for each in found if any(each.fields)]
    if fields:
        best_first = sorted(fields, key=lambda each: -each.score)
        return HeaderReading(Role.FIELD, tuple(best_first), year)
    if _is_number(levels[-1]):
        return HeaderReading(Role.NUMBER, year=year)
    return HeaderReading(Role.IGNORED if found else Role.UNKNOWN, year=year)


def _is_number(level: Level) -> bool:
    text = level.words
    if text.isascii() and words.plain_header_phrases(Kind.MEMBER).get(text) == (words.NUMBER,):
        return True  # `SO TT`
    return words.header_phrases(Kind.MEMBER).get(text) == words.NUMBER


def _born_below_sex(found: list[Candidate]) -> Iterator[Candidate]:
    """`Nam | Nữ` may be ticked, or hold the day or year of birth: the values decide."""
    if any("date_of_birth" in each.fields for each in found):
        return
    for each in found:
        if each.fields == ("sex",) and each.stands_for and each.evidence is Evidence.EXACT:
            yield replace(
                each,
                fields=("date_of_birth",),
                evidence=Evidence.AMBIGUOUS,
                score=VALUE_ALONE,
                stands_for=None,
                implies=(("sex", each.stands_for),),
            )


def is_broken(path: tuple[str, ...]) -> bool:
    """Whether texts that stand one above the other are the words of one listed header: `Số` over
    `thẻ`, `Vào` over `Đảng`."""
    return _is_broken(_distinct(read_level(text) for text in path if text.strip()))


def _is_broken(levels: list[Level]) -> bool:
    written = [level.words for level in levels]
    ends = {" ".join(written[start:]) for start in range(len(written) - 1)}
    return any(
        phrases.get(end, words.NUMBER) != words.NUMBER
        for phrases in map(words.header_phrases, Kind)
        for end in ends
    )


def _distinct(levels: Iterator[Level]) -> list[Level]:
    """Levels that say something, merged cells (the same text below itself) once."""
    kept: list[Level] = []
    for level in levels:
        if (level.full or level.year or level.year_offset) and kept[-1:] != [level]:
            kept.append(level)
    return kept


def _dated(candidate: Candidate, year: int | None, offset: int) -> Candidate:
    known = FIELDS[candidate.kind]
    if not any(field in known and known[field].yearly for field in candidate.fields):
        return candidate
    return replace(candidate, year=year, year_offset=0 if year else offset)


def _candidates(kind: Kind, levels: list[Level]) -> list[Candidate]:
    """All readings for one kind; candidates without a field stand for "known, no field"."""
    if levels[-1].is_period and (found := list(_rated(kind, levels))):
        return found
    steps = (_answered, _whole, _denied, _value_below_group, _rated, _composed, _lowest, _compound)
    for step in steps:
        found = list(step(kind, levels))
        if found:
            return found
    return []


def _guesses(kind: Kind, levels: list[Level]) -> list[Candidate]:
    """Readings of words that no list holds as they stand."""
    above = _guesses(kind, levels[:-1]) if len(levels) > 1 else []
    below = list(_answers(above, levels)) or list(_below_groups(above, levels[-1]))
    return below or list(_misspelt(kind, levels)) or list(_contained(kind, levels))


def _joined(levels: list[Level]) -> str:
    group = words.group_names()
    above = [group.get(level.full, group.get(level.words, level.words)) for level in levels[:-1]]
    return " ".join([*above, levels[-1].words]).strip()


def _whole(kind: Kind, levels: list[Level]) -> list[Candidate]:
    """The whole path, then shorter ends of it that are more than the lowest level."""
    if len(levels) > 1 and raters.rank_of(levels[-1].full) is not None:
        return []  # `Xếp loại > Chi bộ` is not `Xếp loại chi bộ`
    if len(levels) == 1:
        level = levels[0]
        two_days = list(_two_days(kind, level))
        if two_days:  # `Chính thức / Dự bị` holds two days, or one of two words
            return two_days + [each for each in listed(kind, level.full, ALONE) if _is_choice(each)]
        return (
            listed(kind, level.full, EXACT)
            or list(_value_behind(kind, level.full))
            or (listed(kind, level.words, WITHOUT_BRACKETS) if level.words != level.full else [])
        )
    if levels[-1].words in _PARTS_OF_A_DAY and _tells_days(kind, levels[:-1]):
        return []  # `Sinh > ngày | tháng | năm` is not `Sinh ngày`
    for start in range(len(levels) - 1):
        found = listed(kind, _joined(levels[start:]), EXACT)
        if found and len(found[0].fields) == 1:  # `A > B` holds one fact, `A, B` holds two
            return found
    return []


def _answered(kind: Kind, levels: list[Level]) -> Iterator[Candidate]:
    """`Có chi ủy > Có | Chưa`, `Thôn có chi bộ > Có | Không`: the answers to what stands above."""
    if _answer(levels) is not None:
        yield from _answers(_candidates(kind, levels[:-1]), levels)


def _answer(levels: list[Level]) -> str | None:
    """What the lowest of several levels says to the one above it: yes or no."""
    answer = words.lookup("flag", levels[-1].full) if len(levels) > 1 else None
    return answer[0] if answer is not None and answer[0] in (YES, NO) else None


def _answers(asked: list[Candidate], levels: list[Level]) -> Iterator[Candidate]:
    answer = _answer(levels)
    for each in asked if answer is not None else ():
        if each.stands_for is None and _is_flag(each):
            yield replace(each, stands_for=answer)
        elif each.stands_for is not None and answer == YES:
            yield each
        elif each.stands_for is not None:
            other = opposite_word(each.kind, each.fields[0], each.stands_for)
            yield from [replace(each, stands_for=other)] if other else []


def _denied(kind: Kind, levels: list[Level]) -> Iterator[Candidate]:
    """`Chưa được giới thiệu về nơi cư trú`: a mark says no to the flag that the rest names."""
    denial, _, rest = levels[-1].words.partition(" ")
    if len(levels) > 1 or denial not in words.header_list("denials"):
        return
    named = listed(kind, rest, WITHOUT_FILLERS) or list(_composed_of(kind, rest))
    for each in named:
        if each.stands_for is None and each.evidence is Evidence.EXACT and _is_flag(each):
            yield replace(each, stands_for=NO)


def _composed(kind: Kind, levels: list[Level]) -> Iterator[Candidate]:
    yield from _composed_of(kind, levels[-1].full)


def _composed_of(kind: Kind, text: str) -> Iterator[Candidate]:
    """`Được giới thiệu sinh hoạt theo QĐ 213`: words that name a field in whatever order."""
    tokens = text.split()
    if not 1 < len(tokens) <= _LONGEST_COMPOSED or _says(text, words.header_list("composed_never")):
        return
    if _says(tokens[0], words.header_list("composed_never_first")):
        return
    for field, groups in words.composed(kind).items():
        if all(_says(text, group) for group in groups):
            yield Candidate(kind, (field,), Evidence.EXACT, COMPOSED)
            return


def _says(text: str, listed: Collection[str]) -> bool:
    """Whether one of the words stands in a text, with its accents or, where the text has none,
    without."""
    padded = f" {text} "
    if text.isascii():
        listed = [strip_accents(each) for each in listed]
    return any(f" {each} " in padded for each in listed)


def _is_flag(candidate: Candidate) -> bool:
    names = candidate.fields
    return any(names) and len(names) == 1 and _type(candidate) is FieldType.FLAG


def _type(candidate: Candidate) -> FieldType:
    return FIELDS[candidate.kind][candidate.fields[0]].type


def _is_choice(candidate: Candidate) -> bool:
    return bool(candidate.fields[0]) and _type(candidate) is FieldType.CHOICE


def _tells_days(kind: Kind, levels: list[Level]) -> bool:
    """Whether a group header names days."""
    return any(
        FIELDS[kind][field].type is FieldType.DATE
        for each in _candidates(kind, levels)
        for field in filter(None, each.fields)
    )


def _two_days(kind: Kind, level: Level) -> Iterator[Candidate]:
    """`Ngày vào Đảng, chính thức` is two days; `Ngày vào Đảng chính thức` is one."""
    for found in _compound(kind, [level]) if level.listed else ():
        told = [FIELDS[kind][field].type for field in found.fields if field]
        if len(told) > 1 and set(told) == {FieldType.DATE}:
            yield found


def _value_behind(kind: Kind, text: str) -> Iterator[Candidate]:
    """`Ngày sinh (nam)`, `Xếp loại xuất sắc`: listed words, and a value of theirs behind."""
    tokens = text.split()
    for end in range(len(tokens) - 1, 0, -1):
        head, tail = " ".join(tokens[:end]), " ".join(tokens[end:])
        for group in listed(kind, head, WITHOUT_BRACKETS):
            if group.evidence is Evidence.EXACT and any(group.fields):
                yield from _below(group, Level(tail, tail, ()))
                return


def _value_below_group(kind: Kind, levels: list[Level]) -> Iterator[Candidate]:
    """The lowest level as a value, a rater or nothing new below a group that is understood."""
    if len(levels) < 2:
        return
    leaf = levels[-1]
    above = [level for level in levels[:-1] if level.words not in words.header_list("groups")]
    yield from _below_groups(_candidates(kind, above) if above else [], leaf)


def _below_groups(groups: list[Candidate], leaf: Level) -> Iterator[Candidate]:
    for group in groups:
        if not any(group.fields):
            yield group
            return
        yield from _below(group, leaf)


_PARTS_OF_A_DAY = {"ngày": 1, "tháng": 2, "năm": 3, "ngay": 1, "thang": 2}


def _below(group: Candidate, leaf: Level) -> Iterator[Candidate]:
    if len(group.fields) != 1 or group.stands_for is not None:
        return
    field = group.fields[0]
    part = _PARTS_OF_A_DAY.get(leaf.words)
    if part and field and FIELDS[group.kind][field].type is FieldType.DATE:
        yield replace(group, part=part)
        yield group  # `Vào Đảng > ngày | nơi` holds the whole day: the values decide
        return
    if not leaf.full:
        yield group
        return
    if field == "rating" and (rank := _rank(group.kind, leaf.full)) is not None:
        yield replace(group, rank=rank) if rank else replace(group, fields=("",))
        return
    if _is_number(leaf) and FIELDS[group.kind][field].type is FieldType.DIGITS:
        yield group  # `CCCD > Số`
    yield from _dates_below(group, leaf)
    value = value_of(group.kind, field, leaf.full) or value_of(group.kind, field, leaf.words)
    if leaf.words in words.header_list("groups"):
        yield group  # `Tình trạng quản lý > Đang quản lý (ĐSH, MSH)` holds the words themselves
        group = replace(group, score=group.score // 2)
    if value is not None:
        yield replace(group, stands_for=value, score=max(group.score, VALUE_ALONE))
    if field == "status":  # `Biến động > Chuyển đi` can be marked, or hold the day
        yield from listed(group.kind, leaf.words, group.score)


def _rank(kind: Kind, text: str) -> int | None:
    rank = raters.rank_of(text)
    if rank is None:
        rank = raters.rank_in_rating(text, kind)
    return raters.rank_below_rating(text) if rank is None else rank


def _dates_below(group: Candidate, leaf: Level) -> Iterator[Candidate]:
    field = group.fields[0]
    if field == "date_of_birth" and (sex := value_of(group.kind, "sex", leaf.words)):
        yield replace(group, implies=(("sex", sex),))
        yield replace(group, fields=("sex",), stands_for=sex, score=group.score // 2)
    if field == "admitted_on" and (value := value_of(group.kind, "standing", leaf.words)):
        yield replace(group, fields=("official_on" if value == "official" else "admitted_on",))


def _rated(kind: Kind, levels: list[Level]) -> Iterator[Candidate]:
    """`Chi bộ đề nghị xếp loại`: a rating with its rater in one text; `2023`: a year alone."""
    if "rating" not in FIELDS[kind]:
        return
    leaf = levels[-1]
    if leaf.is_period and raters.names_rating(leaf.full):
        yield Candidate(kind, ("",), Evidence.EXACT, WITHOUT_BRACKETS)
        return
    if not leaf.full:
        said = any(raters.names_rating(level.words) for level in levels[:-1])
        evidence, score = (Evidence.CONTAINED, ALONE) if said else (Evidence.AMBIGUOUS, YEAR_ALONE)
        yield Candidate(kind, ("rating",), evidence, score, rank=raters.PLAIN)
        return
    rated = raters.rank_in_rating(leaf.full, kind)
    rank = rated if rated is not None else raters.rank_in_rating(leaf.words, kind)
    if rank is not None:
        fields = ("rating",) if rank else ("",)
        yield Candidate(kind, fields, Evidence.EXACT, WITHOUT_BRACKETS, rank=rank)
    elif (rank := raters.rank_of(leaf.full)) is not None and leaf.full not in words.raters():
        fields = ("rating",) if rank else ("",)
        yield Candidate(kind, fields, Evidence.AMBIGUOUS, VALUE_ALONE, rank=rank)
    elif raters.is_other_period(leaf.full):
        yield Candidate(kind, ("",), Evidence.EXACT, WITHOUT_BRACKETS)


def _lowest(kind: Kind, levels: list[Level]) -> list[Candidate]:
    """The lowest level alone; then without filler words; then a value that stands alone."""
    leaf = levels[-1]
    grouped = all(level.words in words.header_list("groups") for level in levels[:-1])
    score = WITHOUT_BRACKETS if grouped else ALONE
    return (
        listed(kind, leaf.full, score)
        or listed(kind, leaf.words, score)
        or listed(kind, without_fillers(leaf.words), min(score, WITHOUT_FILLERS))
        or list(value_alone(kind, leaf.words))
    )


def _compound(kind: Kind, levels: list[Level]) -> Iterator[Candidate]:
    """Several facts in one cell: `Ngày sinh, giới tính`, `Họ tên / Ngày sinh / CCCD`."""
    parts = levels[-1].parts
    if len(parts) < 2:
        return
    whole_lines = levels[-1].listed_parts
    if len(whole_lines) > 1 and all(part in words.header_phrases(kind) for part in whole_lines):
        parts = whole_lines  # `Ngày⏎kết nạp - Ngày chính thức`: the line ends within words
    meanings = [words.header_phrases(kind).get(part) for part in parts]
    fields = [
        "" if entry in (None, words.NUMBER) else words.meaning(entry or "-").fields[0]
        for entry in meanings
    ]
    told = {field for field in fields if field}
    known = sum(entry is not None for entry in meanings)
    if len(told) == 1 and known == len(parts) and "" not in fields:
        yield Candidate(kind, (told.pop(),), Evidence.EXACT, ALONE)
    elif len(told) > 1 or (told and known == len(parts)):
        score = ALONE if known == len(parts) else AMBIGUOUS
        yield Candidate(kind, tuple(fields), Evidence.EXACT, score)


def _contained(kind: Kind, levels: list[Level]) -> Iterator[Candidate]:
    """Listed words inside longer ones, where the rest of the words changes nothing."""
    inside = list(phrases_inside(kind, without_fillers(levels[-1].words)))
    for meaning, score, span in inside:
        ignored = (each for each, _, other in inside if each.is_ignored and not other & span)
        yield candidate_of(kind, next(ignored, meaning), score, Evidence.CONTAINED)
        return
    if len(levels) > 1 and levels[-1].words:
        yield from (
            replace(each, score=ABOVE, evidence=Evidence.CONTAINED)
            for each in _candidates(kind, levels[:-1])
            if any(each.fields) and each.evidence is Evidence.EXACT and not _is_sorted_out(each)
        )


def _is_sorted_out(group: Candidate) -> bool:
    """Groups whose columns each stand for one of many names: `Dân tộc > Kinh`."""
    return bool({"ethnicity", "religion"} & set(group.fields))


def _wrongly_accented(kind: Kind, text: str) -> Iterator[Candidate]:
    """Listed words with other accents, as slips and scanners leave them: `Ngảy vảo Đảng`. A
    single word, or a short one, may as well be another."""
    if len(text) < _LONG_ENOUGH or " " not in text or text.isascii():
        return
    entries = words.plain_header_phrases(kind).get(strip_accents(text), ())
    if len(entries) == 1:
        meant = words.meaning("-" if entries[0] == words.NUMBER else entries[0])
        yield candidate_of(kind, meant, WRONGLY_ACCENTED, Evidence.CLOSE)


_LONG_ENOUGH = 6


def _misspelt(kind: Kind, levels: list[Level]) -> Iterator[Candidate]:
    """Listed words with a slip in them."""
    found = close_entry(kind, _joined(levels)) or close_entry(kind, levels[-1].words)
    if found is not None:
        entry, score = found
        meant = words.meaning("-" if entry == words.NUMBER else entry)
        yield candidate_of(kind, meant, score, Evidence.CLOSE)
