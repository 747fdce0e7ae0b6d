"""What the targets must come out as, counted from the objects of the district."""

from __future__ import annotations

from datetime import date

from .district import District, Person

GOOD = ("HTXSNV", "HTTNV")
RATED = (*GOOD, "HTNV", "KHTNV")
Truth = dict[str, dict[str, object]]


def truth(district: District) -> Truth:
    """Verdict, sure numerator and denominator, and records in doubt, per target, for 2024."""
    return {**organization_truth(district), **member_truth(district)}


def organization_truth(district: District) -> Truth:
    everyone, grassroots = district.organizations, district.grassroots
    judged = [o for o in grassroots if o.sector not in ("Công an", "Quân đội")]
    lived = [o for o in everyone if o.unit]
    return {
        "A1": _row("met", sum(o.rules for o in everyone), len(everyone)),
        "A2": _row("not_met", sum(o.programme for o in everyone), len(everyone)),
        "A3": _row("not_met", sum(o.rating[2024] in GOOD for o in judged), len(judged)),
        "A4": _row("met", sum(bool(o.recognised) for o in grassroots), len(grassroots)),
        "A5": _row("met", len(lived), len(lived)),
        "A6": _row("not_due", sum(o.committee for o in lived), len(lived)),
        "A7": _row(
            "met", sum(o.founded.year >= 2021 and "Công ty" in o.sector for o in everyone), None
        ),
    }


def member_truth(district: District) -> Truth:
    present, before = district.present(date(2024, 12, 31)), district.present(date(2023, 12, 31))
    working = [p for p in present if p.working and p.exemption != "Miễn giới thiệu"]
    reviewed = [p for p in working if p.exemption == ""]
    exemplary = sum(p.review.get(2024) == "Gương mẫu" for p in reviewed)
    told = sum(p.review.get(2024) != "" for p in reviewed)
    pledging = [p for p in present if p.pledges and p.status == "Đang sinh hoạt"]
    rated = [p for p in present if p.status == "Đang sinh hoạt" and p.rating.get(2024) in RATED]
    doubtful = [p for p in present if _rating_in_doubt(p)]
    admitted = [p for p in district.people if p.admitted.year == 2024]
    return {
        "B1": _row("not_met", exemplary, len(reviewed), len(reviewed) - told),
        "B2": _row("met", sum(p.pledge[2024] for p in pledging), len(pledging)),
        "B3": _row(
            "undetermined", sum(p.rating[2024] in GOOD for p in rated), len(rated), len(doubtful)
        ),
        "B4": _row("met", len(admitted), len(before)),
        "B5": _row("not_due", 0, None),
    }


def _rating_in_doubt(person: Person) -> bool:
    return person.status == "Đang sinh hoạt" and person.rating.get(2024) in ("", "xem lại")


def _row(
    verdict: str, numerator: int, denominator: int | None, unknown: int = 0
) -> dict[str, object]:
    return {
        "verdict": verdict,
        "numerator": numerator,
        "denominator": denominator,
        "unknown": unknown,
    }
