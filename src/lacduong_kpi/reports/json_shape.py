"""The shape of the JSON of `check` and `validate`, from which its schema is generated.

Names and their order are a promise to scripts: keys are only ever added, at the end of their
object. Percentages are decimal strings, so that no reader turns them into floats unasked.
"""

from __future__ import annotations

import sys
from typing import Literal, NotRequired

from lacduong_kpi.findings import Severity
from lacduong_kpi.verdicts.model import Reason, Verdict

if sys.version_info >= (3, 12):
    from typing import TypedDict
else:  # what Pydantic needs of it is not in the older ones
    from typing_extensions import TypedDict

SCHEMA_VERSION = "1.0"
"""grows in the second number where keys are added, in the first where one goes or changes"""


class Tool(TypedDict):
    """The program that made the report."""

    name: str
    version: str


class Plan(TypedDict):
    """The plan that was scored; `sha256` of its file."""

    id: str
    title: str
    sha256: str


class InputFile(TypedDict):
    """A file that was read. `path` as given; below a folder relative to it, with `/`."""

    path: str
    sha256: str
    sheets: list[str]


class Counts(TypedDict):
    """Records after joining doubles; members present on the as-of date, and those who left."""

    members: int
    members_left: int
    organizations: int
    residential_units: int


Period = TypedDict("Period", {"kind": str, "from": str | None, "to": str | None})


class Goal(TypedDict):
    """The threshold; `low` and `high` are decimal strings as in the plan."""

    kind: Literal["at_least", "more_than", "at_most", "less_than", "range", "exactly", "none"]
    low: str | None
    high: str | None
    strict: bool
    unit: Literal["percent", "count"]
    text: str


class Rate(TypedDict):
    """A measure. `percent` is a decimal string of at least two decimals, on the goal's side."""

    numerator: int
    denominator: int | None
    percent: str | None


class Bounds(TypedDict):
    """Smallest and largest value over all completions of the unknown cells."""

    low: Rate | None
    high: Rate | None


class Excluded(TypedDict):
    """How many records surely left the denominator under a reason of the plan."""

    reason: str
    count: int


class Needed(TypedDict):
    """How many existing records must turn, or new ones come, to reach the goal."""

    existing: int | None
    new: int | None


class DecidingCell(TypedDict):
    """An unknown cell on which the verdict hangs; `cell` is null where a column is missing."""

    file: str
    sheet: str | None
    cell: str | None
    field: str
    cause: Literal["blank", "unreadable", "contradiction", "no_column"]


class Deciding(TypedDict):
    """Met when `met_if` of the unknown records turn out well, not met when `not_met_if` do not."""

    met_if: int | None
    not_met_if: int | None
    cells: list[DecidingCell]


class Part(TypedDict):
    """One of several measures of a target."""

    id: str
    label: str
    verdict: Verdict
    numerator: int | None
    denominator: int | None
    excluded: list[Excluded]
    unknown: int | None
    rate: Rate | None
    bounds: Bounds
    needed: Needed
    slack: int | None


class OrganizationScore(Part):
    """The same measure over one grassroots organization; id and label are the target's."""

    organization: str


class Condition(TypedDict):
    """A condition of the plan, as its YAML has it."""

    field: str
    operator: str
    operand: str


class Gap(TypedDict):
    """A record that misses the numerator: the condition that fails, and the cell that says so.

    Sheet and row are those of the cell where there is one. `name` only with details.
    """

    file: str
    sheet: str | None
    row: int | None
    condition: Condition
    cell: str | None
    name: NotRequired[str | None]


class YearScore(TypedDict):
    """The same measure over a year that the rosters carry; `part`: the part of the target that is
    compared, null for a target without parts."""

    year: int
    part: str | None
    verdict: Verdict
    rate: Rate | None
    bounds: Bounds


class Pace(TypedDict):
    """Percentage points a year: achieved between the years known, and required to the milestone."""

    achieved: str
    required: str


class Target(TypedDict):
    """One sentence of the plan, scored. `numerator` and `denominator` are the sure ones."""

    id: str
    section: str
    label: str
    text: str
    period: Period
    goal: Goal
    verdict: Verdict
    reason: Reason | None
    exceeded: bool
    estimated: bool
    numerator: int | None
    denominator: int | None
    excluded: list[Excluded]
    unknown: int | None
    rate: Rate | None
    bounds: Bounds
    needed: Needed
    slack: int | None
    deciding: Deciding | None
    parts: list[Part]
    by_organization: list[OrganizationScore]
    gaps: list[Gap]
    trend: list[YearScore]
    pace: Pace | None


class OtherPlace(TypedDict):
    """A further place of the same fault."""

    file: str
    sheet: str | None
    cell: str | None
    row: int | None


class Finding(TypedDict):
    """A fault of the data. No value of a cell is ever in it. `cell` is a range where neighbours
    have one fault; `count` says how many cells or rows it stands for."""

    code: str
    severity: Severity
    message: str
    remedy: str
    file: str
    sheet: str | None
    cell: str | None
    row: int | None
    column: str | None
    field: str | None
    others: list[OtherPlace]
    count: int
    name: NotRequired[str | None]


class Summary(TypedDict):
    """Targets by verdict, and the exit code of the process."""

    met: int
    not_met: int
    undetermined: int
    not_due: int
    not_applicable: int
    exit_code: int


class Unusable(TypedDict):
    """A file that could not be read; the results lack it."""

    path: str
    reason: str


class CheckReport(TypedDict):
    """The result of `lacduong-kpi check -f json`."""

    schema_version: str
    tool: Tool
    plan: Plan
    as_of: str
    year: int
    inputs: list[InputFile]
    settings: dict[str, str]
    counts: Counts
    targets: list[Target]
    findings: list[Finding]
    summary: Summary
    unusable: list[Unusable]


class FindingsSummary(TypedDict):
    """Faulty places by severity, and the exit code of the process."""

    errors: int
    warnings: int
    notes: int
    exit_code: int


class FindingsReport(TypedDict):
    """The result of `lacduong-kpi validate -f json`."""

    schema_version: str
    tool: Tool
    as_of: str
    year: int
    inputs: list[InputFile]
    findings: list[Finding]
    summary: FindingsSummary
    unusable: list[Unusable]
