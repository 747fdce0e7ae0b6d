"""The assessment: everything that any report shows, already counted and decided.

Reports read this and nothing else. Names and other personal values stand only in fields that say
so, and only reports that were asked for details show them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import field
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING, Protocol

from lacduong_kpi.findings import Finding, Place
from lacduong_kpi.lean import dataclass
from lacduong_kpi.plan.letterhead import Letterhead
from lacduong_kpi.records.model import Input
from lacduong_kpi.tables.model import SheetReading
from lacduong_kpi.terms import Kind
from lacduong_kpi.verdicts.model import Score, Verdict
from lacduong_kpi.workbook.model import Unusable

if TYPE_CHECKING:
    import pandas


@dataclass(frozen=True, slots=True)
class PlanInfo:
    id: str
    title: str
    issuer: str
    sha256: str
    path: str
    letterhead: Letterhead = field(default_factory=Letterhead)


@dataclass(frozen=True, slots=True)
class Period:
    """`kind`: continuous, year, term or milestone. `start` is None for continuous and milestone,
    `end` for continuous. `label` is the id of the term, `2020-2025`."""

    kind: str
    start: date | None
    end: date | None
    label: str | None = None


@dataclass(frozen=True, slots=True)
class Goal:
    """`kind`: at_least, more_than, at_most, less_than, range, exactly, none. `low` and `high` are
    decimal strings as in the plan (`90`, `3`), `unit` is `percent` or `count`."""

    kind: str
    low: str | None
    high: str | None
    strict: bool
    unit: str
    text: str
    """in the words of the plan's language: `từ 90 %`, `trên 90 %`, `3 - 4 %`"""


@dataclass(frozen=True, slots=True)
class DecidingCell:
    """A cell that is unknown and on which an undetermined verdict hangs."""

    file: str
    sheet: str | None
    cell: str | None
    """None where a whole column or roster is missing"""
    field: str
    cause: str
    """blank, unreadable, contradiction or no_column"""
    organization: str | None = None
    """the grassroots organization of the record, for grouping on the screen"""
    row: int | None = None


@dataclass(frozen=True, slots=True)
class Deciding:
    """`met_if` of the unknown records must turn out well for the target to be met, `not_met_if`
    badly for it not to be; None where no number of them settles it that way."""

    met_if: int | None
    not_met_if: int | None
    cells: Sequence[DecidingCell]


@dataclass(frozen=True, slots=True)
class Part:
    id: str
    label: str
    score: Score


@dataclass(frozen=True, slots=True)
class OrganizationScore:
    """The same measure over the records of one grassroots organization.

    `met_if`: of its unknown records, how many must turn out well; None unless undetermined.
    """

    organization: str
    score: Score
    met_if: int | None = None


@dataclass(frozen=True, slots=True)
class YearScore:
    """The same measure over one of the years that the rosters carry. Of a target with parts the
    score is, in every year, that of the part which decides in the scored year."""

    year: int
    score: Score
    parts: tuple[Part, ...] = ()
    """the scores of all parts in that year"""


@dataclass(frozen=True, slots=True)
class Fact:
    """One field of one record as a report may show it. `value` is an enum member's value, an ISO
    date or a text; `personal` values are shown only with details."""

    field: str
    value: str | bool | int | None
    cells: tuple[Place, ...]
    personal: bool = False


@dataclass(frozen=True, slots=True)
class Leaf:
    """One condition of the plan: field, operator, operand as written in the YAML."""

    field: str
    operator: str
    operand: str


@dataclass(frozen=True, slots=True)
class Gap:
    """A record that is in the denominator and surely not in the numerator: the first condition
    that fails and the cell that says so."""

    place: Place
    condition: Leaf
    cell: Place | None
    value: str | bool | int | None
    """the value as a code (`completed`), None where it is personal or absent"""
    organization: str | None
    branch: str | None
    name: str | None
    """personal: shown only with details"""


class Group(StrEnum):
    """Where a record stands in a measure."""

    NUMERATOR = "numerator"
    MISSED = "missed"
    """in the denominator, surely not in the numerator"""
    UNKNOWN = "unknown"
    EXCLUDED = "excluded"
    BASE = "base"
    """of a ratio: surely counted below"""


@dataclass(frozen=True, slots=True)
class EvidenceRow:
    """One record behind a number, with the facts that put it there."""

    place: Place
    group: Group
    reason: str | None
    """for EXCLUDED: the reason of the plan"""
    organization: str | None
    branch: str | None
    name: str | None
    """personal: shown only with details"""
    facts: tuple[Fact, ...]


class Evidence(Protocol):
    """The records behind the numbers of one target or part, worked out when asked for."""

    def count(self, group: Group, reason: str | None = None) -> int: ...

    def rows(self, group: Group, reason: str | None = None) -> Iterator[EvidenceRow]: ...


@dataclass(frozen=True, slots=True)
class Count:
    """A number of `explain` with its label: `hoàn thành xuất sắc 152`. `field` and `value` name
    the words in the catalogue."""

    field: str
    value: str
    count: int


@dataclass(frozen=True, slots=True)
class Explanation:
    """How a target or part is counted, generated from its YAML, and the numbers on the way."""

    population: int | None
    """records surely in the population"""
    population_words: str
    denominator_words: str
    numerator_words: str
    split: tuple[Count, ...]
    """the numerator by the value that decides, where it is one field"""
    missed_split: tuple[Count, ...]
    """those who miss, likewise"""
    regulations: tuple[str, ...]
    """sources of exclusions, in their order; empty text where the plan gives none"""
    notes: tuple[str, ...]
    """notes of the plan that belong to this target"""


@dataclass(frozen=True, slots=True)
class TargetResult:
    id: str
    section: str
    group: str
    """heading under which the target stands: `a) Về tổ chức đảng`"""
    label: str
    text: str
    """the plan's sentence, verbatim"""
    citation: str
    """where the sentence stands: `mục II.2.b, gạch đầu dòng thứ ba`"""
    unit: str
    """catalogue key of what is counted: member, organization, grassroots, branch, residential_unit"""
    period: Period
    goal: Goal
    score: Score
    deciding: Deciding | None
    parts: tuple[Part, ...]
    deciding_part: str | None
    by_organization: Sequence[OrganizationScore]
    """the worst first"""
    gaps: Sequence[Gap]
    """nearest to the goal first"""
    explanation: Sequence[Explanation]
    """one per part, or a single one"""
    evidence: tuple[Evidence, ...]
    """aligned with `explanation`"""
    fields: tuple[str, ...] = ()
    """fields that the target looks at, for telling which findings touch it"""
    trend: tuple[YearScore, ...] = ()
    """oldest first, the scored year last; empty where the rosters carry a single year"""

    @property
    def verdict(self) -> Verdict:
        return self.score.verdict

    @property
    def names_people(self) -> bool:
        """Whether those who miss it are persons, who have names."""
        return any(gap.name for gap in self.gaps)


@dataclass(frozen=True, slots=True)
class Counts:
    members: int
    members_left: int
    organizations: int
    residential_units: int


@dataclass(frozen=True, slots=True)
class Assessment:
    """The result of one run. Frozen: the same assessment renders to the same bytes."""

    plan: PlanInfo
    as_of: date
    as_of_place: Place | None
    year: int
    year_place: Place | None
    inputs: tuple[Input, ...]
    unusable: tuple[Unusable, ...]
    settings: tuple[tuple[str, str], ...]
    counts: Counts
    missing_kinds: tuple[str, ...]
    """record kinds without a roster: member, organization, residential_unit"""
    targets: tuple[TargetResult, ...]
    findings: tuple[Finding, ...]
    readings: tuple[SheetReading, ...]

    def tally(self, verdict: Verdict) -> int:
        return sum(target.verdict is verdict for target in self.targets)

    def to_frame(self) -> pandas.DataFrame:
        """One row a target, one more for each of its parts and organizations. Holds no person."""
        from lacduong_kpi.assess.to_frame import to_frame

        return to_frame(self)


class Truth(StrEnum):
    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"


class Stage(StrEnum):
    """The part of a measure to which a condition belongs, in the order in which they decide."""

    POPULATION = "population"
    EXCLUSION = "exclusion"
    BASE = "base"
    """the denominator of a ratio, which has a population of its own"""
    NUMERATOR = "numerator"


@dataclass(frozen=True, slots=True)
class Step:
    """One condition of a measure as it stands for one record."""

    stage: Stage
    words: str
    """the condition, generated from the plan; for an exclusion its reason"""
    truth: Truth
    facts: tuple[Fact, ...]
    """what decides it: the values with their cells; `value` None where the cell is unknown"""
    source: str = ""
    """for an exclusion: the regulation"""


@dataclass(frozen=True, slots=True)
class Membership:
    """Where one record stands in one target or part of it, condition by condition."""

    target: str
    label: str
    part: str | None
    """label of the part, None where the target has no parts"""
    group: Group | None
    """None: surely outside of the population"""
    reason: str | None
    """for EXCLUDED: the reason of the plan"""
    place: Place
    organization: str | None
    branch: str | None
    name: str | None
    """personal: shown only with details"""
    steps: tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class Movement:
    """A record that only one of two rosters has. `status` says how somebody left, if known."""

    kind: Kind
    place: Place
    organization: str | None
    branch: str | None
    name: str | None
    """personal for members: shown only with details"""
    status: str | None = None


@dataclass(frozen=True, slots=True)
class Change:
    """A field of one record that two rosters tell differently. Values are codes as in `Fact`; None
    where unknown. `personal`: shown only with details."""

    kind: Kind
    field: str
    year: int | None
    old: str | bool | int | None
    new: str | bool | int | None
    old_cell: Place | None
    new_cell: Place | None
    place: Place
    organization: str | None
    branch: str | None
    name: str | None
    """personal for members: shown only with details"""
    personal: bool = False


class Cause(StrEnum):
    """Why a number of a target differs between two rosters."""

    JOINED = "joined"
    """records that only the later roster has"""
    LEFT = "left"
    """records that only the earlier roster has, or that are gone in the later one"""
    CHANGED = "changed"
    """cells that the target looks at were changed"""
    TIME = "time"
    """nothing but the day and the year that are scored"""


@dataclass(frozen=True, slots=True)
class Effect:
    """What one cause does to the numbers of a target (of the part that decides in the later
    roster). The effects of a target add up to the difference of its numbers."""

    target: str
    part: str | None
    cause: Cause
    fields: tuple[str, ...]
    """for CHANGED: the fields whose cells were changed"""
    records: int
    numerator: int
    denominator: int
    unknown: int


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two rosters scored by the same plan, and what changed from the one to the other."""

    before: Assessment
    after: Assessment
    joined: tuple[Movement, ...]
    left: tuple[Movement, ...]
    changed: tuple[Change, ...]
    effects: tuple[Effect, ...] = ()
