"""The schemas of the three records, checked by Pydantic once per distinct value.

`title` of a field is the catalogue key of its label, `description` its meaning. A field that is
not known is None. Values come from the readers of `vocabulary` already typed; what a schema
refuses is told as unreadable.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import cache
from typing import Annotated, Any

from pydantic import (
    AfterValidator,
    BaseModel,
    ConfigDict,
    Field,
    InstanceOf,
    StringConstraints,
    TypeAdapter,
    ValidationError,
)

from lacduong_kpi.dates import DateSpan
from lacduong_kpi.records.model import FieldValue
from lacduong_kpi.terms import (
    FIELDS,
    BranchKind,
    FieldType,
    Kind,
    Occupation,
    OrganizationKind,
    Rating,
    ResidenceExemption,
    ResidenceReview,
    Sector,
    Sex,
    Standing,
    Status,
)

EARLIEST, LATEST = date(1850, 1, 1), date(2199, 12, 31)
_CONFIG = ConfigDict(
    extra="forbid",
    frozen=True,
    strict=True,
    hide_input_in_errors=True,
    defer_build=True,  # `check` asks a column at a time and never for a whole record
)


def _possible(span: DateSpan) -> DateSpan:
    if span.first < EARLIEST or span.last > LATEST or span.last < span.first:
        raise ValueError("out of range")
    return span


Name = Annotated[str, StringConstraints(min_length=1, max_length=200)]
Text = Annotated[str, StringConstraints(min_length=1, max_length=32_767)]
Number = Annotated[str, StringConstraints(pattern=r"^[0-9A-Za-zĐđ][0-9A-Za-zĐđ./ -]{0,39}$")]
Date = Annotated[InstanceOf[DateSpan], AfterValidator(_possible)]
Count = Annotated[int, Field(ge=0, le=10_000_000)]


def _field(label: str, meaning: str) -> Any:
    return Field(default=None, title=f"terms.field.{label}", description=meaning)


class Member(BaseModel):
    """Một đảng viên."""

    model_config = _CONFIG
    full_name: Name | None = _field("full_name", "họ và tên khai sinh")
    card_number: Number | None = _field("card_number", "8 hoặc 12 chữ số, giữ các số 0 ở đầu")
    personal_id: Number | None = _field("personal_id", "12 chữ số; chứng minh nhân dân cũ có 9")
    sex: Sex | None = _field("sex", "nam, nữ")
    date_of_birth: Date | None = _field("date_of_birth", "ngày, tháng hoặc năm sinh")
    ethnicity: Text | None = _field("ethnicity", "dân tộc, như trong danh sách")
    religion: Text | None = _field("religion", "tôn giáo, như trong danh sách")
    position: Text | None = _field("position", "chức vụ đảng, chính quyền, đoàn thể")
    branch: Text | None = _field("branch", "chi bộ đang sinh hoạt")
    grassroots: Text | None = _field("grassroots", "tổ chức cơ sở đảng của chi bộ")
    admitted_on: Date | None = _field("admitted_on", "ngày kết nạp, tức ngày vào Đảng dự bị")
    official_on: Date | None = _field("official_on", "ngày được công nhận chính thức")
    standing: Standing | None = _field("standing", "chính thức hay dự bị")
    status: Status | None = _field("status", "đang sinh hoạt, miễn, đình chỉ, đi xa, hay đã giảm")
    left_on: Date | None = _field("left_on", "ngày chuyển đi, từ trần hoặc ra khỏi Đảng")
    transferred_in_on: Date | None = _field("transferred_in_on", "ngày chuyển đến Đảng bộ")
    occupation: Occupation | None = _field("occupation", "nghề nghiệp, theo nhóm của thống kê")
    working: bool | None = _field("working", "đang công tác, theo cột riêng")
    residence_introduced: bool | None = _field("residence_introduced", "đã được giới thiệu")
    residence_exemption: ResidenceExemption | None = _field(
        "residence_exemption", "thuộc diện không giới thiệu, hoặc được miễn sinh hoạt"
    )
    residence_review: ResidenceReview | None = _field("residence_review", "nhận xét trong năm")
    pledge: bool | None = _field("pledge", "đã đăng ký, cam kết trong năm")
    rating: Rating | None = _field("rating", "mức xếp loại của năm")
    note: Text | None = _field("note", "ghi chú")


class Organization(BaseModel):
    """Một tổ chức đảng."""

    model_config = _CONFIG
    name: Name | None = _field("organization.name", "tên đầy đủ")
    code: Number | None = _field("code", "mã, giữ các số 0 ở đầu")
    kind: OrganizationKind | None = _field("kind", "đảng bộ cơ sở, chi bộ cơ sở, trực thuộc")
    parent: Text | None = _field("parent", "tổ chức đảng cấp trên trực tiếp")
    sector: Sector | None = _field("sector", "loại hình cơ sở")
    residential_unit: Text | None = _field("residential_unit", "thôn, tổ dân phố của chi bộ")
    has_committee: bool | None = _field("has_committee", "chi bộ có bầu chi ủy")
    member_count: Count | None = _field("member_count", "số đảng viên tự khai")
    official_member_count: Count | None = _field("official_member_count", "số chính thức tự khai")
    regulations_followed: bool | None = _field("regulations_followed", "đúng quy định trong năm")
    inspection_programme: bool | None = _field("inspection_programme", "có chương trình của năm")
    new_model: bool | None = _field("new_model", "có mô hình mới trong năm")
    new_model_recognised: bool | None = _field("new_model_recognised", "mô hình được đánh giá cao")
    founded_on: Date | None = _field("founded_on", "ngày thành lập")
    dissolved_on: Date | None = _field("dissolved_on", "ngày giải thể")
    rating: Rating | None = _field("rating", "mức xếp loại của năm")
    note: Text | None = _field("note", "ghi chú")


class ResidentialUnit(BaseModel):
    """Một thôn, tổ dân phố."""

    model_config = _CONFIG
    name: Name | None = _field("residential_unit.name", "tên thôn, tổ dân phố")
    commune: Text | None = _field("commune", "xã, phường, thị trấn")
    branch: Text | None = _field("branch", "chi bộ của thôn, tổ dân phố")
    branch_kind: BranchKind | None = _field("branch_kind", "chi bộ riêng, ghép, hay chưa có")
    note: Text | None = _field("note", "ghi chú")


SCHEMAS: dict[Kind, type[BaseModel]] = {
    Kind.MEMBER: Member,
    Kind.ORGANIZATION: Organization,
    Kind.RESIDENTIAL_UNIT: ResidentialUnit,
}


def refused(kind: Kind, field: str, values: Sequence[FieldValue | None]) -> frozenset[int]:
    """The indexes of the values that the schema of a field refuses."""
    try:
        _adapter(kind, field).validate_python(values)
    except ValidationError as error:
        # The error would quote the values of cells: only their places leave this function.
        return frozenset(
            int(fault["loc"][0])
            for fault in error.errors(include_url=False, include_context=False, include_input=False)
        )
    return frozenset()


_ADDED: dict[FieldType, Any] = {
    FieldType.TEXT: Text | None,
    FieldType.FLAG: bool | None,
    FieldType.DATE: Date | None,
    FieldType.COUNT: Count | None,
}
"""What fields that a plan adds hold, by their type."""


def _adapter(kind: Kind, field: str) -> TypeAdapter[Any]:
    own = SCHEMAS[kind].model_fields.get(field)
    annotation: Any = own.annotation if own else _ADDED[FIELDS[kind][field].type]
    return _list_adapter(annotation)


@cache
def _list_adapter(annotation: Any) -> TypeAdapter[Any]:
    """The checker of a list of such values; fields of one type share it."""
    config = ConfigDict(strict=True, hide_input_in_errors=True)
    return TypeAdapter(list[annotation], config=config)
