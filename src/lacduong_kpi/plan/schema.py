"""The form of a plan file: which keys it has and what stands under each.

Conditions are trees of fields and operators; their form depends on the record kind and is checked
by `conditions`. What a file means is `model`.
"""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from typing import Annotated, Literal, NamedTuple

from pydantic import BeforeValidator, Field, PlainValidator, WithJsonSchema, model_validator
from pydantic_core import PydanticCustomError

from lacduong_kpi.document.validation import Strict
from lacduong_kpi.plan.model import MonthDay
from lacduong_kpi.terms import Kind

Of = Literal["members", "organizations", "residential_units"]
KINDS: dict[str, Kind] = {
    "members": Kind.MEMBER,
    "organizations": Kind.ORGANIZATION,
    "residential_units": Kind.RESIDENTIAL_UNIT,
}

Text = Annotated[str, Field(min_length=1, max_length=4000)]
Id = Annotated[str, Field(min_length=1, max_length=60, pattern=r"^[\w.-]+$")]
Year = Annotated[int, Field(ge=1900, le=2200)]
Tree = dict[str, object]
"""a condition: `field: value`, `field: {operator: operand}`, `all`, `any`, `not`, `is`, `when`"""


class Threshold(NamedTuple):
    """A number of a goal, `90%` or `55`, exactly as written."""

    number: Decimal
    percent: bool


class Thresholds(NamedTuple):
    """The two numbers of a range, `3 - 4 %`."""

    low: Decimal
    high: Decimal
    percent: bool


_NUMBER = r"(\d{1,12}(?:[.,]\d{1,6})?)"
_ONE = re.compile(rf"{_NUMBER}\s*(%?)")
_TWO = re.compile(rf"{_NUMBER}\s*%?\s*[-–]\s*{_NUMBER}\s*(%?)")
MOST_PERCENT = 1000
"""a ratio of two populations can pass 100 %, but not without end"""


def _decimal(written: str) -> Decimal:
    return Decimal(written.replace(",", "."))


def _threshold(written: object) -> Threshold:
    """`90%`, `90 %`, `2.5 %`, `55`. Flags are no numbers."""
    found = None if isinstance(written, bool) else _ONE.fullmatch(str(written).strip())
    if found is None:
        raise PydanticCustomError("plan.goal_number", "no number")
    threshold = Threshold(_decimal(found[1]), found[2] == "%")
    if threshold.percent and threshold.number > MOST_PERCENT:
        raise PydanticCustomError("plan.goal_number", "out of range")
    return threshold


def _thresholds(written: object) -> Thresholds:
    """`3 - 4 %`, `55 - 60`: the lower number first."""
    found = _TWO.fullmatch(written.strip()) if isinstance(written, str) else None
    if found is None:
        raise PydanticCustomError("plan.goal_range", "no range")
    range_ = Thresholds(_decimal(found[1]), _decimal(found[2]), found[3] == "%")
    if range_.low >= range_.high or (range_.percent and range_.high > MOST_PERCENT):
        raise PydanticCustomError("plan.goal_range", "no range")
    return range_


def is_day(day: MonthDay) -> bool:
    """Whether some year has this day."""
    try:
        date(2000, day.month, day.day)
    except ValueError:
        return False
    return True


_A_NUMBER = {
    "anyOf": [
        {"type": "number", "minimum": 0},
        {"type": "string", "pattern": r"^\s*\d+([.,]\d+)?\s*%?\s*$"},
    ]
}
_A_RANGE = {
    "type": "string",
    "pattern": r"^\s*\d+([.,]\d+)?\s*%?\s*[-–]\s*\d+([.,]\d+)?\s*%?\s*$",
}
OneNumber = Annotated[Threshold, PlainValidator(_threshold), WithJsonSchema(_A_NUMBER)]
TwoNumbers = Annotated[Thresholds, PlainValidator(_thresholds), WithJsonSchema(_A_RANGE)]
MomentText = Annotated[str, Field(pattern=r"^(period_end|previous_year_end|ever|\d\d-\d\d)$")]


def _only_one(given: dict[str, object]) -> None:
    if sum(value is not None for value in given.values()) != 1:
        keys = ", ".join(given)
        raise PydanticCustomError("plan.one_of", "one of {keys}", {"keys": keys})


class TermForm(Strict):
    """A span of days with a name: `2020-2025`."""

    id: Text
    first: date = Field(alias="from", description="ngày đầu / first day")
    last: date = Field(alias="to", description="ngày cuối / last day")

    @model_validator(mode="after")
    def _in_order(self) -> TermForm:
        if self.first > self.last:
            raise PydanticCustomError("plan.days_reversed", "reversed")
        return self


class UnitForm(Strict):
    """A unit and the names it had before: conditions on its name find the old names too."""

    name: Text
    formerly: list[Text] = Field(default=[])


class ScopeForm(Strict):
    """Conditions that hold for every population of the plan, by record kind."""

    members: Tree | None = None
    organizations: Tree | None = None
    residential_units: Tree | None = None


class LetterheadForm(Strict):
    """What stands at the head and foot of the Word report; the rest is left to the clerk."""

    issuer: Text | None = Field(
        default=None, description="cơ quan báo cáo, nếu khác issuer của kế hoạch / who reports"
    )
    upper_body: Text | None = Field(default=None, description="cấp trên / the body above")
    place: Text | None = Field(default=None, description="địa danh / the place before the date")
    sign: Text | None = Field(default=None, description="ký hiệu sau số / sign after the number")
    scope: Text | None = Field(default=None, description="kết quả của ai / whose results")
    committee: Text | None = Field(default=None, description="nhân danh ai / who reports")
    on_behalf_of: Text | None = Field(default=None, description="sau T/M / after T/M")
    signer_title: Text | None = Field(default=None, description="chức vụ / office of the signer")
    signer: Text | None = Field(default=None, description="người ký / the signer")


class HeadForm(Strict):
    """What the plan is and whom it binds."""

    id: Id
    title: Text
    issuer: Text
    terms: list[TermForm] = Field(default=[], description="các nhiệm kỳ / the terms")
    ended_on: date | None = Field(
        default=None,
        description="ngày tổ chức ban hành kết thúc hoạt động / last day of the issuer",
    )
    ended_note: str = ""
    letterhead: LetterheadForm | None = Field(
        default=None, description="đầu báo cáo Word / head of the Word report"
    )
    units: list[UnitForm] = Field(default=[], description="đơn vị và tên cũ / units, old names")
    scope: ScopeForm = ScopeForm()
    names: dict[str, dict[str, Text]] = Field(
        default={}, description="cách gọi riêng của giá trị / this plan's names of values"
    )


class SettingForm(Strict):
    """A choice that offices make differently."""

    id: Id
    label: Text
    value: Text = Field(description="lựa chọn đang dùng / the choice in force")
    choices: dict[str, Text] = Field(description="giá trị: ý nghĩa / value: what it means")

    @model_validator(mode="after")
    def _known(self) -> SettingForm:
        if self.value not in self.choices:
            known = ", ".join(self.choices)
            raise PydanticCustomError("plan.setting_value", "one of {known}", {"known": known})
        return self


class FieldForm(Strict):
    """A field that only this plan needs, and the headers under which rosters have it."""

    of: Of
    name: Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]{0,40}$")]
    type: Literal["flag", "choice", "date", "count", "text"]
    label: Text
    headers: list[Text] = Field(min_length=1, description="tiêu đề cột / column headers")
    values: dict[str, list[Text]] = Field(
        default={}, description="giá trị: cách ghi trong danh sách; tốt nhất trước / best first"
    )
    ordered: bool = False

    @model_validator(mode="after")
    def _choice_has_values(self) -> FieldForm:
        if (self.type == "choice") != bool(self.values):
            raise PydanticCustomError("plan.field_values", "values")
        return self


class DefinitionForm(Strict):
    """A condition with a name, to be used as `is: id`."""

    id: Id
    of: Of
    label: Text
    where: Tree


class PopulationForm(Strict):
    """Who is looked at: on the list (`present`, members) or existing (organizations) on a day."""

    present: MomentText | None = None
    existing: MomentText | None = None
    numerator_of: Text | None = Field(
        default=None, description="tử số của chỉ tiêu khác / the numerator of another target"
    )
    where: Tree | None = None


class BaseForm(Strict):
    """The denominator of a ratio: a population of its own, or a number from a document."""

    of: Of | None = None
    present: MomentText | None = None
    existing: MomentText | None = None
    where: Tree | None = None
    number: Annotated[int, Field(ge=1, le=10**9)] | None = None

    @model_validator(mode="after")
    def _one(self) -> BaseForm:
        _only_one({"of": self.of, "number": self.number})
        return self


class ExclusionForm(Strict):
    """Who leaves the denominator, why, and by which regulation."""

    reason: Text
    source: str = Field(default="", description="quy định, số và ngày / regulation, number, date")
    from_year: Year | None = None
    to_year: Year | None = None
    when: dict[str, str] = Field(default={}, description="theo lựa chọn / only with this setting")
    where: Tree

    @model_validator(mode="after")
    def _in_order(self) -> ExclusionForm:
        if self.from_year and self.to_year and self.from_year > self.to_year:
            raise PydanticCustomError("plan.years_reversed", "reversed")
        return self


class MeasureForm(Strict):
    """What is counted."""

    kind: Literal["proportion", "ratio", "count", "difference", "mean"]
    of: Of
    population: PopulationForm = PopulationForm()
    exclude: list[ExclusionForm] = Field(default=[])
    numerator: Tree | None = None
    denominator: BaseForm | None = Field(
        default=None, description="mẫu số là đối tượng khác / a denominator of its own"
    )
    since: MomentText | None = Field(
        default=None, description="kind difference: so với ngày này / compared with this day"
    )


class GoalForm(Strict):
    """The threshold: exactly one of these, and above what a met goal is surpassed."""

    at_least: OneNumber | None = None
    more_than: OneNumber | None = None
    at_most: OneNumber | None = None
    less_than: OneNumber | None = None
    exactly: OneNumber | None = None
    between: TwoNumbers | None = None
    none: Literal[True] | None = None
    exceeded_above: OneNumber | None = None

    @model_validator(mode="after")
    def _one(self) -> GoalForm:
        names = ("at_least", "more_than", "at_most", "less_than", "exactly", "between", "none")
        _only_one({name: getattr(self, name) for name in names})
        return self


class MilestoneForm(Strict):
    """A day by which a goal must be reached."""

    by: date
    goal: GoalForm


class PeriodForm(Strict):
    """When the target is due. `period: year` is short for `{name: year}`."""

    name: Literal["continuous", "year", "term"] | None = None
    milestone: date | None = None
    milestones: Annotated[list[MilestoneForm], Field(min_length=1)] | None = None
    phase: TermForm | None = Field(default=None, description="giai đoạn riêng / a span of its own")

    @model_validator(mode="after")
    def _one(self) -> PeriodForm:
        names = ("name", "milestone", "milestones", "phase")
        _only_one({name: getattr(self, name) for name in names})
        return self


def _long_period(written: object) -> object:
    return {"name": written} if isinstance(written, str) else written


class PartForm(Strict):
    """One of several measures of a target, of which the worst decides."""

    id: Id
    label: Text
    measure: MeasureForm
    goal: GoalForm | None = None


class QuotasForm(Strict):
    """A number for each organization by its name; each must be reached. `total` is what the plan
    says they add up to."""

    at_least: dict[str, Annotated[int, Field(ge=0, le=10**9)]] = Field(min_length=1)
    total: Annotated[int, Field(ge=0, le=10**9)] | None = None


class ExampleForm(Strict):
    """A record and where it is expected to stand; `plan test` runs these."""

    name: Text
    record: Tree
    expect: Literal["numerator", "missed", "both", "excluded", "outside", "unknown"]
    reason: Text | None = None
    part: Text | None = None
    year: Year | None = None
    as_of: date | None = None


class TargetForm(Strict):
    """One sentence of the plan."""

    id: Id
    section: Text
    group: Text = Field(default="", description="tiêu đề nhóm / the heading above it")
    citation: str = Field(default="", description="chỗ trong văn bản / where the sentence stands")
    text: Text = Field(description="nguyên văn / verbatim")
    label: Text = Field(description="tên ngắn / short name")
    unit: Literal["member", "organization", "grassroots", "branch", "residential_unit"] | None = (
        Field(default=None, description="đếm gì; mặc định theo `of` / what is counted; as in `of`")
    )
    period: Annotated[PeriodForm, BeforeValidator(_long_period)]
    goal: GoalForm | None = None
    measure: MeasureForm | None = None
    parts: Annotated[list[PartForm], Field(min_length=1)] | None = None
    quotas: QuotasForm | None = None
    notes: list[Text] = Field(default=[])
    examples: list[ExampleForm] = Field(default=[])

    @model_validator(mode="after")
    def _one(self) -> TargetForm:
        _only_one({"measure": self.measure, "parts": self.parts})
        milestones = self.period.milestones or None
        _only_one({"goal": self.goal, "period.milestones": milestones, "quotas": self.quotas})
        if self.quotas is not None and self.measure is None:
            raise PydanticCustomError("plan.quotas_need_measure", "measure")
        return self


class PlanFile(Strict):
    """A plan file."""

    plan: HeadForm
    settings: list[SettingForm] = Field(default=[])
    fields: list[FieldForm] = Field(default=[])
    definitions: list[DefinitionForm] = Field(default=[])
    targets: Annotated[list[TargetForm], Field(min_length=1)]
