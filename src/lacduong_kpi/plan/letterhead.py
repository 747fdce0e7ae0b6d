"""The head and foot of official documents, as a plan or an office gives them."""

from __future__ import annotations

from lacduong_kpi.lean import dataclass


@dataclass(frozen=True, slots=True)
class Letterhead:
    """What stands at the head and foot of an official document of the office that scores itself.

    None is left blank for the clerk, or taken from the plan where the plan tells it.
    """

    upper_body: str | None = None
    """`Đảng bộ tỉnh Lâm Đồng`"""
    issuer: str | None = None
    """`Huyện ủy Lạc Dương`"""
    place: str | None = None
    """`Lạc Dương`, before the date"""
    sign: str | None = None
    """`BC/HU`, after the number"""
    scope: str | None = None
    """`Đảng bộ huyện`, whose results these are"""
    committee: str | None = None
    """`Ban Thường vụ Huyện ủy`, in whose name the report is made"""
    on_behalf_of: str | None = None
    """`Ban Thường vụ`, after T/M in the signature"""
    signer_title: str | None = None
    """`Bí thư`"""
    signer: str | None = None
