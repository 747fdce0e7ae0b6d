"""What each column tells: the reading of a table in which header, values and neighbours agree best.

Every column has options (what its header can mean, what its values look like); each is worth as
much as its evidence; a field is told once, unless columns tell it together.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from enum import StrEnum
from functools import lru_cache

from lacduong_kpi.findings import address
from lacduong_kpi.lean import dataclass
from lacduong_kpi.tables.headers import Band, HeaderColumn
from lacduong_kpi.tables.model import ColumnReading
from lacduong_kpi.tables.overrides import ColumnMapping
from lacduong_kpi.tables.shapes import MARKS, Profile, Shape
from lacduong_kpi.terms import FIELDS, NAME_FIELD, Field, FieldType, Kind
from lacduong_kpi.text import bare, key
from lacduong_kpi.vocabulary import Candidate, Evidence, Role, nearest
from lacduong_kpi.vocabulary.choices import are_grades
from lacduong_kpi.vocabulary.legends import read_legend
from lacduong_kpi.vocabulary.listed import value_of
from lacduong_kpi.vocabulary.words import value_phrases

ENOUGH = 50
"""worth below which a column is not taken for a field"""
CLOSE_CALL = 10
"""difference of worth below which the better reading is no more than the likelier one"""
ALWAYS = 80
"""worth from which a second column may tell a field that is told already"""


ANY_TEXT = 0.7
"""how well texts agree with a field of free text at most: they would agree with any"""
MAPPED = 1000
"""worth of what a mapping says"""


class Why(StrEnum):
    """Why a column was taken for what it is; keys of the catalogue."""

    EXACT = "exact"
    CONTAINED = "contained"
    CLOSE = "close"
    VALUES = "values"
    NEIGHBOURS = "neighbours"
    REPEATED = "repeated"
    """another column tells the same, and better"""
    MAPPING = "mapping"
    IGNORED = "ignored"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Option:
    """One way to understand a column, and what the evidence for it is worth (0 to about 110)."""

    candidate: Candidate
    worth: int
    why: Why


@dataclass(frozen=True, slots=True)
class Taken:
    """What a column was taken for; `option` is None where it tells no field of this kind."""

    header: HeaderColumn
    profile: Profile
    option: Option | None
    why: Why
    rival: Option | None = None
    """another field that the column could tell almost as well"""

    @property
    def candidate(self) -> Candidate | None:
        return self.option.candidate if self.option else None

    @property
    def fields(self) -> tuple[str, ...]:
        return tuple(filter(None, self.option.candidate.fields)) if self.option else ()

    @property
    def year(self) -> int | None:
        return self.option.candidate.year if self.option else None

    @property
    def is_number(self) -> bool:
        return self.header.reading.role is Role.NUMBER


@dataclass(frozen=True, slots=True)
class Understood:
    """A table's columns, read as records of one kind."""

    kind: Kind
    taken: tuple[Taken, ...]

    @property
    def worth(self) -> int:
        return sum(each.option.worth for each in self.taken if each.option)

    @property
    def has_name(self) -> bool:
        """Whether its records are named; by `Tên` alone only where other fields agree."""
        names = self.of(NAME_FIELD[self.kind])
        if len(names) == 1 and names[0].candidate is not None and names[0].candidate.part:
            return sum(bool(each.fields) for each in self.taken) >= 4
        return bool(names)

    def leaving(self, columns: Iterable[int]) -> Understood:
        """The same without what it says of these columns: another table tells it."""
        apart = set(columns)
        taken = (
            replace(each, option=None, why=Why.IGNORED) if each.header.column in apart else each
            for each in self.taken
        )
        return Understood(self.kind, tuple(taken))

    def of(self, field: str) -> list[Taken]:
        """The columns that tell a field, from left to right."""
        return [each for each in self.taken if field in each.fields]


def understand(
    band: Band,
    profiles: Mapping[int, Profile],
    kind: Kind,
    mapped: Sequence[ColumnMapping] = (),
) -> Understood:
    """The best consistent reading of a table's columns as records of a kind. Columns that a
    mapping names are what it says."""
    options: dict[int, list[Option]] = {}
    for each in band.columns:
        places = [i for i, entry in enumerate(mapped) if entry.covers(each.column, each.path)]
        if places:
            options[each.column] = _mapped(mapped[places[0]], kind, places[0])
        else:
            options[each.column] = _options(each, profiles[each.column], kind)
    _drop_ballots(band, profiles, options)
    if kind is Kind.ORGANIZATION:
        _put_parents(band, profiles, options)
    told: set[tuple[object, ...]] = set()
    chosen: dict[int, Option] = {}
    for column in sorted(band.columns, key=lambda each: _order(options[each.column], each)):
        option = _first_free(options[column.column], told)
        if option is not None:
            chosen[column.column] = option
            told.add(_slot(option.candidate))
    taken = tuple(
        _taken(each, profiles[each.column], chosen.get(each.column), options[each.column])
        for each in band.columns
    )
    return Understood(kind, with_neighbours(kind, taken))


def _drop_ballots(
    band: Band, profiles: Mapping[int, Profile], options: dict[int, list[Option]]
) -> None:
    """Takes the columns `HTXSNV | HTTNV | …` for no marks where they hold numbers of votes: then
    the 1 in one of them is a vote too."""
    sides: dict[tuple[object, ...], list[int]] = {}
    for each in band.columns:
        found = options[each.column]
        if found and found[0].candidate.stands_for is not None and found[0].why != Why.MAPPING:
            side = found[0].candidate.fields, each.path[:-1]
            sides.setdefault(side, []).append(each.column)
    for columns in sides.values():
        if len(columns) > 1 and any(profiles[column].is_votes for column in columns):
            for column in columns:
                options[column] = [
                    each for each in options[column] if each.candidate.stands_for is None
                ]


def _put_parents(
    band: Band, profiles: Mapping[int, Profile], options: dict[int, list[Option]]
) -> None:
    """`Tổ chức cơ sở đảng | Chi bộ`: where nearly every row names a branch, the first column
    names whose it is. Where each row fills one of them only, both are names."""
    rows = max((each.filled for each in profiles.values()), default=0)
    named = [
        each for each in band.columns if (found := options[each.column]) and _names_only(found[0])
    ]
    above = [each for each in named if _is_grassroots(each)]
    branches = [each for each in named if each not in above]
    if len(branches) != 1 or len(above) != 1:
        return
    filled, heads = (profiles[each.column].filled for each in (branches[0], above[0]))
    if filled * 10 >= rows * 9 and filled + heads > rows:
        column = above[0].column
        options[column] = [
            replace(each, candidate=replace(each.candidate, fields=("parent",)))
            for each in options[column]
            if _names_only(each)
        ]


def _names_only(option: Option) -> bool:
    sure = option.why in (Why.EXACT, Why.CONTAINED)
    return sure and option.candidate.fields == ("name",)


def _is_grassroots(header: HeaderColumn) -> bool:
    """Whether a header in a list of members would tell the organization above the branch alone."""
    return any(each.fields == ("grassroots",) for each in header.reading.of(Kind.MEMBER))


def _mapped(entry: ColumnMapping, kind: Kind, place: int) -> list[Option]:
    """What a mapping says of a column; nothing where it tells no field of this kind. Of columns
    that are read, those that stand first in the file count first."""
    if not entry.fields or any(field and field not in FIELDS[kind] for field in entry.fields):
        return []
    candidate = Candidate(
        kind,
        entry.fields,
        Evidence.EXACT,
        100,
        entry.year,
        stands_for=entry.stands_for,
        implies=entry.implies,
        rank=0 if entry.stands_for or entry.part else -place,
        part=entry.part,
    )
    return [Option(candidate, MAPPED, Why.MAPPING)]


def _order(options: list[Option], header: HeaderColumn) -> tuple[int, int]:
    best = options[0].worth if options else 0
    return -best, header.column


def _first_free(options: list[Option], told: set[tuple[object, ...]]) -> Option | None:
    for option in options:
        if option.worth < ENOUGH:
            return None
        if _slot(option.candidate) not in told or option.worth >= ALWAYS:
            return option
    return None


def _slot(candidate: Candidate) -> tuple[object, ...]:
    """What only one column can tell."""
    return (
        candidate.fields,
        candidate.year,
        candidate.year_offset,
        candidate.stands_for,
        candidate.implies,
        candidate.rank,
        candidate.part,
    )


def _taken(
    header: HeaderColumn, profile: Profile, chosen: Option | None, options: list[Option]
) -> Taken:
    if chosen is None:
        ignored = header.reading.role in (Role.IGNORED, Role.NUMBER) or (
            not options and _is_listed(header)
        )
        if options and options[0].worth >= ENOUGH:
            return Taken(header, profile, None, Why.REPEATED)
        return Taken(header, profile, None, Why.IGNORED if ignored else Why.UNKNOWN)
    rivals = (
        each
        for each in options
        if each.candidate.fields != chosen.candidate.fields
        and abs(chosen.worth - each.worth) < CLOSE_CALL
        and each.worth >= ENOUGH
    )
    return Taken(header, profile, chosen, chosen.why, next(rivals, None))


def _is_listed(header: HeaderColumn) -> bool:
    """Whether a header is known, if only for records of another kind."""
    listed = (Evidence.EXACT, Evidence.AMBIGUOUS)
    return any(each.evidence in listed for each in header.reading.candidates)


_WHY = {
    Evidence.EXACT: Why.EXACT,
    Evidence.AMBIGUOUS: Why.VALUES,
    Evidence.CONTAINED: Why.CONTAINED,
    Evidence.CLOSE: Why.CLOSE,
}


def _options(header: HeaderColumn, profile: Profile, kind: Kind) -> list[Option]:
    """The ways to understand a column, best first."""
    if header.reading.role in (Role.NUMBER, Role.IGNORED):
        return []
    found = [
        Option(each, _worth(each, profile, header), _WHY[each.evidence])
        for each in header.reading.of(kind)
    ]
    if all(each.candidate.evidence is not Evidence.EXACT for each in found):
        found += _options_by_values(profile, kind, found)
    return sorted(found, key=lambda each: -each.worth)


def _worth(candidate: Candidate, profile: Profile, header: HeaderColumn) -> int:
    """The header's score, corrected by how well the values agree."""
    if profile.spread.keys() <= {Shape.OTHER}:  # `???` says nothing of what should stand there
        return candidate.score
    agreement = _agreement(candidate, profile)
    if candidate.evidence is Evidence.AMBIGUOUS:
        return candidate.score + round(60 * (agreement - 0.5))
    if agreement < 0.25 and sum(profile.spread.values()) > 1:
        explained = legend_of(header, candidate.kind, candidate.fields[0])
        return candidate.score - (0 if explained else 60)
    return candidate.score + round(10 * agreement) - 10


def legend_of(header: HeaderColumn, kind: Kind, field: str) -> tuple[tuple[str, str], ...]:
    """The codes that a header explains: `Giới tính (1: Nam, 0: Nữ)`."""
    closed = bool(field) and FIELDS[kind][field].type in (FieldType.CHOICE, FieldType.FLAG)
    return read_legend(kind, field, "\n".join(header.path)) if closed else ()


def least_worth(candidate: Candidate) -> int:
    """The worth of a candidate that is exact, and whose values agree with it."""
    return candidate.score - 10


def most_worth(band: Band, kind: Kind) -> int:
    """More than the columns can be worth as records of a kind, whatever they hold."""
    by_header = sum(
        max((each.score + 30 for each in header.reading.of(kind)), default=0)
        for header in band.columns
    )
    return by_header + _ALL_READABLE * sum(field in _BY_VALUES for field in FIELDS[kind])


def _agreement(candidate: Candidate, profile: Profile) -> float:
    """The share of a column's values that are such as the candidate's field has."""
    field = _main_field(candidate)
    if field is None:
        return 0.5
    if candidate.stands_for is not None:
        return 1.0 if profile.is_binary or profile.is_ticked else _marked(profile)
    if len(candidate.fields) > 1:
        days = {FIELDS[candidate.kind][name].type for name in filter(None, candidate.fields)}
        if days == {FieldType.DATE}:
            return profile.fits(FieldType.DATE)
        return 1 - profile.share({Shape.TICK, Shape.COUNT})
    if candidate.part and field.type is FieldType.DATE:
        return profile.share({Shape.COUNT, Shape.TICK, Shape.YEAR})
    if field.name == "has_committee" and profile.is_counts:
        return 1.0  # `Số chi ủy viên`
    if field.name == "rating" and are_grades(profile.values):
        return 1.0
    if field.type is FieldType.CHOICE and candidate.evidence is not Evidence.EXACT:
        return _readable(candidate.kind, profile).get(field.name, 0.0)
    if candidate.evidence is Evidence.AMBIGUOUS and _repeats(field, profile):
        return 0.0
    fits = profile.fits(field.type)
    return min(fits, ANY_TEXT) if field.type is FieldType.TEXT else fits


_SEVERAL = 6
"""rows of which two values are too few names"""


def _marked(profile: Profile) -> float:
    """How many of the filled cells are marks, but for those with a sign for nothing (`-`)."""
    said = [each for each in Shape if each is not Shape.OTHER]
    return profile.share(MARKS) / (profile.share(said) or 1.0)


def _repeats(field: Field, profile: Profile) -> bool:
    """Whether one or two values come again and again, as names never do: `Ông | Bà`."""
    few = len(profile.values) <= 2 and profile.filled >= _SEVERAL
    return field.type is FieldType.NAME and few


def _main_field(candidate: Candidate) -> Field | None:
    name = next(filter(None, candidate.fields), None)
    return FIELDS[candidate.kind][name] if name else None


def _readable(kind: Kind, profile: Profile, least: float = 0) -> Mapping[str, float]:
    """For each choice the share of a column's values that are words of it; nothing where no share
    can be as large as `least`."""
    words = [each for each in profile.values[:20] if isinstance(each, str)]
    read: Counter[str] = Counter()
    idle = 0
    for word in words:
        said = _said_by(kind, word)
        read.update(said)
        idle += not said
        if idle > len(words) * (1 - least):
            return {}
    return {field: count / len(words) for field, count in read.items()}


@lru_cache(maxsize=4096)
def _said_by(kind: Kind, word: str) -> tuple[str, ...]:
    """The choices of which something is a word."""
    compared = bare(word)
    choices = [each.name for each in FIELDS[kind].values() if each.type is FieldType.CHOICE]
    if compared in value_phrases("flag") and "occupation" in choices:
        choices.remove("occupation")  # `Không` is said of a religion too
    return tuple(name for name in choices if value_of(kind, name, compared) is not None)


def _options_by_values(profile: Profile, kind: Kind, found: Iterable[Option]) -> list[Option]:
    """Fields whose words fill the column, though its header does not say so."""
    words = sum(profile.spread[shape] for shape in (Shape.WORDS, Shape.NAME))
    if words < 2 or words < sum(profile.spread.values()) * 0.8:
        return []
    readable = _readable(kind, profile, _LEAST_READABLE)
    known = {each.candidate.fields for each in found}
    return [
        Option(Candidate(kind, (field,), Evidence.AMBIGUOUS, 60), worth, Why.VALUES)
        for field in FIELDS[kind]
        if field in readable
        and field in _BY_VALUES
        and (field,) not in known
        and (worth := round(_ALL_READABLE * readable[field])) >= ENOUGH
    ]


_ALL_READABLE = 75
"""worth of a column of which all values are words of a choice"""
_LEAST_READABLE = (ENOUGH - 1) / _ALL_READABLE
"""a share of words below which that is certainly not enough"""


_BY_VALUES = frozenset(
    {"rating", "sex", "standing", "status", "kind", "sector", "occupation", "branch_kind"}
)
"""choices whose words are found nowhere else"""


def with_neighbours(kind: Kind, taken: tuple[Taken, ...]) -> tuple[Taken, ...]:
    """Columns that share a header cell, or have none, understood by the column to their left."""
    found: list[Taken] = []
    for each in taken:
        before = found[-1] if found else None
        if before is not None and _belongs_to(before, each):
            for change in (_second_part, _second_date):
                changed = change(kind, before, each)
                if changed is not None:
                    found[-1], each = changed
                    break
        found.append(each)
    return tuple(found)


def _belongs_to(before: Taken, each: Taken) -> bool:
    adjacent = before.header.column + 1 == each.header.column
    return adjacent and (each.header.shared or not each.header.path)


Change = Callable[[Kind, Taken, Taken], tuple[Taken, Taken] | None]


def _second_part(kind: Kind, before: Taken, each: Taken) -> tuple[Taken, Taken] | None:
    """`Họ và tên` over two columns: the name is split."""
    name = NAME_FIELD[kind]
    if before.fields != (name,) or kind is not Kind.MEMBER or before.option is None:
        return None
    if each.profile.share({Shape.NAME, Shape.WORDS}) < 0.7 or before.option.candidate.part:
        return None
    first = replace(before.option, candidate=replace(before.option.candidate, part=1))
    second = replace(first, candidate=replace(first.candidate, part=3), why=Why.NEIGHBOURS)
    return (
        replace(before, option=first),
        replace(each, option=second, why=Why.NEIGHBOURS, rival=None),
    )


def _second_date(kind: Kind, before: Taken, each: Taken) -> tuple[Taken, Taken] | None:
    """`Ngày vào Đảng` over two columns of dates: the second is the official one."""
    if kind is not Kind.MEMBER or before.fields[:1] != ("admitted_on",) or before.option is None:
        return None
    if not (each.profile.fits(FieldType.DATE) > 0.7 < before.profile.fits(FieldType.DATE)):
        return None
    first = replace(
        before.option, candidate=replace(before.option.candidate, fields=("admitted_on",))
    )
    second = replace(first, candidate=replace(first.candidate, fields=("official_on",)))
    return (
        replace(before, option=first),
        replace(each, option=replace(second, why=Why.NEIGHBOURS), why=Why.NEIGHBOURS, rival=None),
    )


def column_reading(each: Taken) -> ColumnReading:
    """What is shown of a column."""
    header, candidate = each.header, each.candidate
    near = None
    if each.why is Why.UNKNOWN and header.path:
        found = nearest(header.title)
        near = found[1] if found and key(found[1]) != key(header.title) else None
    yearly = candidate is not None and any(
        FIELDS[candidate.kind][name].yearly for name in each.fields
    )
    return ColumnReading(
        header.column,
        header.title,
        address(header.row, header.column),
        each.fields,
        candidate.year if candidate and yearly else None,
        each.why.value,
        candidate.stands_for if candidate else None,
        near,
    )
