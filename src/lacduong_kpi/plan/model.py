"""The meaning of a plan: what `measures` and `verdicts` work with.

`schema` is the form of the file, this is what it says: settings are applied, names of definitions
and other targets are followed, values are typed. Everything is frozen and knows neither YAML nor
Pydantic.
"""

from __future__ import annotations

from dataclasses import field as attribute
from datetime import date
from decimal import Decimal
from enum import StrEnum

from lacduong_kpi.lean import dataclass
from lacduong_kpi.plan.letterhead import Letterhead
from lacduong_kpi.terms import Field, Kind


class Operator(StrEnum):
    """How a condition compares a field with its operand. Names as written in YAML."""

    IS = "is"
    """equal; in YAML just `field: value`"""
    IN = "in"
    CONTAINS = "contains"
    """text fields: holds these words, whole ones, however they are written"""
    AT_LEAST = "at_least"
    AT_MOST = "at_most"
    MORE_THAN = "more_than"
    LESS_THAN = "less_than"
    BEFORE = "before"
    AFTER = "after"
    ON_OR_BEFORE = "on_or_before"
    ON_OR_AFTER = "on_or_after"
    WITHIN = "within"
    KNOWN = "known"
    """about the cell, not the completion: false where the value is unknown for any cause"""
    GIVEN = "given"
    """about the cell: something stands there, readable or not (false: blank or no column)"""
    COLUMN = "column"
    """about the roster: some table has a column that tells the field"""


class Window(StrEnum):
    """A span of days for `within`. A window that still runs ends on the state date (or, for the
    term, on the earlier of the as-of date and its last day)."""

    YEAR = "year"
    PREVIOUS_YEAR = "previous_year"
    TERM = "term"
    PERIOD = "period"
    """the target's own period: year, term, or everything up to a milestone"""


@dataclass(frozen=True, slots=True)
class MonthDay:
    """A day of the scored year: `07-01` is 1 July."""

    month: int
    day: int

    def __str__(self) -> str:
        return f"{self.month:02d}-{self.day:02d}"


@dataclass(frozen=True, slots=True)
class FieldRef:
    """Another field of the same record as operand: `{on_or_after: {field: admitted_on}}`."""

    field: str


Value = str | bool | int | Decimal
"""A value as conditions compare it. Closed fields: the enum member (a str)."""

Operand = Value | date | MonthDay | FieldRef | Window | tuple[Value, ...]


@dataclass(frozen=True, slots=True)
class Spot:
    """Line and column (from 1) in the plan file; 0, 0 where something was not written there."""

    line: int = 0
    column: int = 0


NOWHERE = Spot()


@dataclass(frozen=True, slots=True)
class Comparison:
    """One comparison of a field.

    `values`: for fields of a closed choice and IS, IN, AT_LEAST, AT_MOST, MORE_THAN, LESS_THAN all
    values for which it is true (`at_least: good` has excellent and good; `not_rated` stands
    outside the order and is never in it). For text fields and IS, IN: the names, old names of
    units included, to be compared by `text.key`. Else empty: use `operator` and `operand`.
    Comparisons of an event date (`left_on`, `transferred_in_on`, `dissolved_on`) that is blank or
    has no column are false: it did not happen.
    """

    field: str
    operator: Operator
    operand: Operand
    values: tuple[Value, ...] = ()
    spot: Spot = attribute(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class All:
    """True if all are; of nothing: true."""

    conditions: tuple[Condition, ...]


@dataclass(frozen=True, slots=True)
class AnyOf:
    """True if one is; of nothing: false."""

    conditions: tuple[Condition, ...]


@dataclass(frozen=True, slots=True)
class Not:
    condition: Condition


@dataclass(frozen=True, slots=True)
class Named:
    """A condition that the plan defines once under a name (`definitions`): the label stands in
    its place in words; its truth is that of `condition`."""

    id: str
    label: str
    condition: Condition


class Relation(StrEnum):
    """The way to records of another kind. False where there is no such record."""

    ITS_BRANCH = "its_branch"
    """member -> its branch; residential unit -> the branch it names"""
    ITS_GRASSROOTS = "its_grassroots"
    """member -> its grassroots organization"""
    ITS_PARENT = "its_parent"
    """organization -> the one above"""
    ANY_MEMBER = "any_member"
    """organization -> members of it (branch or grassroots); unit -> members of its branch"""
    ANY_UNIT = "any_unit"
    """organization -> the residential units that name it as their branch"""


@dataclass(frozen=True, slots=True)
class Related:
    """True if at least `at_least` records at the other end are in `population` (its conditions
    and its moment are about those records)."""

    relation: Relation
    population: Population
    at_least: int = 1
    spot: Spot = attribute(default=NOWHERE, compare=False)


Condition = All | AnyOf | Not | Comparison | Named | Related

TRUE = All(())
FALSE = AnyOf(())


class Moment(StrEnum):
    """When a record must be on the list (members) or exist (organizations)."""

    PERIOD_END = "period_end"
    """at the end of the state date"""
    PREVIOUS_YEAR_END = "previous_year_end"
    """on 31 December before the scored year"""
    EVER = "ever"
    """on any day: all records of the roster, also those that are gone"""


@dataclass(frozen=True, slots=True)
class Population:
    """Records of one kind, at a moment (or a day of the scored year), that fulfil `where`.
    Residential units have no moment: they are EVER, being listed is enough."""

    kind: Kind
    moment: Moment | MonthDay
    where: Condition = TRUE


@dataclass(frozen=True, slots=True)
class Exclusion:
    """Records of the population that leave the denominator, with the reason in the plan's words.
    Outside of `from_year`..`to_year` (scored years, both ends included) it applies to nobody."""

    reason: str
    where: Condition
    source: str = ""
    """the regulation: number and date"""
    from_year: int | None = None
    to_year: int | None = None
    spot: Spot = attribute(default=NOWHERE, compare=False)

    def applies(self, year: int) -> bool:
        return (self.from_year or year) <= year <= (self.to_year or year)


class MeasureKind(StrEnum):
    """
    PROPORTION: numerator among the population less exclusions.
    RATIO: records in `population` (less exclusions) that fulfil `numerator`, over those in
    `base` (or over the number `base_number`). A record can be in both, one or neither. The two
    may be of different kinds.
    COUNT: records in `population` (less exclusions) that fulfil `numerator`.
    DIFFERENCE: the same count at the population's moment less the count at `since`; a record
    weighs +1, 0 or -1, so the value can be negative.
    MEAN: a count or (with `base`) a ratio taken for each calendar year of the target's period up
    to the scored year. Of counts: their sum over the number of these years. Of ratios: the sum of
    the numerators over the sum of the denominators. `within: year` and the moments are those of
    each year.
    """

    PROPORTION = "proportion"
    RATIO = "ratio"
    COUNT = "count"
    DIFFERENCE = "difference"
    MEAN = "mean"


@dataclass(frozen=True, slots=True)
class Measure:
    """What is counted. `exclusions` are tried in order: a record leaves under the first."""

    kind: MeasureKind
    population: Population
    numerator: Condition
    exclusions: tuple[Exclusion, ...] = ()
    base: Population | None = None
    base_number: int | None = None
    since: Moment | MonthDay | None = None

    @property
    def of(self) -> Kind:
        return self.population.kind


class GoalKind(StrEnum):
    AT_LEAST = "at_least"
    MORE_THAN = "more_than"
    AT_MOST = "at_most"
    LESS_THAN = "less_than"
    RANGE = "range"
    """`between`: met from `low`; above `high` it is met and exceeded"""
    EXACTLY = "exactly"
    NONE = "none"
    """must be none: a count (or numerator) of 0"""


class GoalUnit(StrEnum):
    PERCENT = "percent"
    COUNT = "count"


@dataclass(frozen=True, slots=True)
class Goal:
    """The threshold. `low` is the number for AT_LEAST, MORE_THAN, EXACTLY and the foot of a RANGE;
    `high` the number for AT_MOST, LESS_THAN and the top of a RANGE; NONE has `high` 0.

    `exceeded_above`: a met goal is surpassed strictly above it; None: it cannot be. Without a word
    in the plan: the number of a floor (not 100 %), the top of a range.
    """

    kind: GoalKind
    unit: GoalUnit
    low: Decimal | None = None
    high: Decimal | None = None
    exceeded_above: Decimal | None = None

    @property
    def strict(self) -> bool:
        return self.kind in (GoalKind.MORE_THAN, GoalKind.LESS_THAN)

    @property
    def is_floor(self) -> bool:
        """More is better: needed and slack are counted upward from `low`."""
        return self.kind in (GoalKind.AT_LEAST, GoalKind.MORE_THAN, GoalKind.RANGE)


class PeriodKind(StrEnum):
    CONTINUOUS = "continuous"
    YEAR = "year"
    TERM = "term"
    MILESTONE = "milestone"


@dataclass(frozen=True, slots=True)
class Term:
    """Both days included."""

    id: str
    first: date
    last: date
    spot: Spot = attribute(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class Milestone:
    by: date
    goal: Goal
    spot: Spot = attribute(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class Schedule:
    """When a target is due. `terms` for TERM (the plan's, or a phase of the target's own);
    `milestones` for MILESTONE, by date, each with its goal."""

    kind: PeriodKind
    terms: tuple[Term, ...] = ()
    milestones: tuple[Milestone, ...] = ()


@dataclass(frozen=True, slots=True)
class Part:
    """One of several measures of a target, of which the worst decides. `goal` None: the target's.
    A quota per organization is a part of its own."""

    id: str
    label: str
    measure: Measure
    goal: Goal | None = None
    spot: Spot = attribute(default=NOWHERE, compare=False)


class Expected(StrEnum):
    """Where a plan's own example says a record stands."""

    NUMERATOR = "numerator"
    MISSED = "missed"
    """in the denominator, not in the numerator"""
    BOTH = "both"
    """for ratios: counted above and below"""
    EXCLUDED = "excluded"
    OUTSIDE = "outside"
    UNKNOWN = "unknown"


ExampleValue = str | bool | int | date | None


@dataclass(frozen=True, slots=True)
class ExampleRecord:
    """Fields as they would stand in the roster: enum values by name, dates as ISO text (also
    `2019-03`, `2019`); None is a blank; a field that is not named is a blank too. `unreadable`
    cells and fields without a column are named apart. `related` hang on the record."""

    fields: tuple[tuple[str, ExampleValue], ...]
    unreadable: tuple[str, ...] = ()
    no_column: tuple[str, ...] = ()
    related: tuple[tuple[Relation, tuple[ExampleRecord, ...]], ...] = ()


@dataclass(frozen=True, slots=True)
class Example:
    """A record with its expected membership in a target (or one part of it)."""

    name: str
    record: ExampleRecord
    expect: Expected
    year: int
    as_of: date | None = None
    """None: 31 December of the year"""
    reason: str | None = None
    """for EXCLUDED: the reason under which"""
    part: str | None = None
    spot: Spot = attribute(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class Target:
    """One sentence of the plan. Exactly one of `measure` and `parts` is given; `all_parts` gives
    one view on both."""

    id: str
    section: str
    group: str
    citation: str
    text: str
    label: str
    unit: str
    """what is counted: member, organization, grassroots, branch, residential_unit"""
    schedule: Schedule
    goal: Goal
    measure: Measure | None
    parts: tuple[Part, ...] = ()
    quota_total: int | None = None
    """what the plan itself says the quotas of its parts add up to"""
    notes: tuple[str, ...] = ()
    examples: tuple[Example, ...] = ()
    spot: Spot = attribute(default=NOWHERE, compare=False)

    @property
    def all_parts(self) -> tuple[Part, ...]:
        """The parts; a target without parts is one part with the target's id and label."""
        if self.measure is None:
            return self.parts
        return (Part(self.id, self.label, self.measure, None, self.spot),)


@dataclass(frozen=True, slots=True)
class ExtraField:
    """A field that this plan adds to a kind of record, and the headers under which rosters have
    it. For a closed choice `choices` are its values in order, best first (`ordered`), and `words`
    how rosters write each."""

    kind: Kind
    field: Field
    label: str
    headers: tuple[str, ...]
    choices: tuple[str, ...] = ()
    ordered: bool = False
    words: tuple[tuple[str, tuple[str, ...]], ...] = ()
    used: bool = True
    """whether some condition of the plan asks for it"""
    spot: Spot = attribute(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class Definition:
    """A condition with a name, and whether anything of the plan uses it."""

    kind: Kind
    named: Named
    used: bool
    spot: Spot = attribute(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class Setting:
    """A choice that offices make differently. `used_by`: ids of the targets that ask for it."""

    id: str
    label: str
    value: str
    choices: tuple[tuple[str, str], ...]
    """value -> what it means, in the plan's words"""
    used_by: tuple[str, ...] = ()
    spot: Spot = attribute(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class Plan:
    """A whole plan. `path` is as given, or `targets/plan-42.yaml` for a packaged one."""

    id: str
    title: str
    issuer: str
    sha256: str
    path: str
    terms: tuple[Term, ...]
    targets: tuple[Target, ...]
    settings: tuple[Setting, ...] = ()
    definitions: tuple[Definition, ...] = ()
    extra_fields: tuple[ExtraField, ...] = ()
    value_names: tuple[tuple[str, str, str], ...] = ()
    """(field, value, name) where this plan calls a value otherwise than the forms do"""
    ended_on: date | None = None
    """last day of the organization that the plan binds; later results are for reference only"""
    ended_note: str = ""
    letterhead: Letterhead = attribute(default_factory=Letterhead)

    def target(self, id: str) -> Target:  # noqa: A002  (the word of YAML and JSON)
        """KeyError: the plan has no such target."""
        for target in self.targets:
            if target.id == id:
                return target
        raise KeyError(id)
