"""Which of the statuses that one note tells holds: `Chuyển đến 2022, từ trần 2024`."""

from __future__ import annotations

from lacduong_kpi.dates import DateSpan
from lacduong_kpi.terms import GONE, Status
from lacduong_kpi.vocabulary.model import Fact

Facts = tuple[tuple[str, Fact], ...]


def add(facts: dict[str, Fact], told: Facts, *, again: bool) -> None:
    """Adds what a further clause of a note tells. Of two statuses the one that comes later holds,
    by their days; without days, who has gone is gone and who is exempt is exempt, whatever else is
    said, unless the clause says that somebody belongs to the list `again`."""
    new = dict(told)
    old_status, new_status = facts.get("status"), new.get("status")
    if old_status is None or new_status is None or old_status == new_status:
        pass
    elif _holds(facts, new, again):
        del facts["status"]
        facts.pop("left_on", None)
        if "transferred_in_on" in new:
            facts.pop("transferred_in_on", None)
    else:
        if not _is_earlier(new, facts):
            new.pop("transferred_in_on", None)
        new.pop("left_on", None)
    for field, value in new.items():
        facts.setdefault(field, value)


def _holds(old: dict[str, Fact], new: dict[str, Fact], again: bool) -> bool:
    """Whether the status of `new` holds, and not that of `old`."""
    if old["status"] == Status.DECEASED:
        return False
    if _day(old) and _day(new) and Status.ACTIVE in (old["status"], new["status"]):
        return _is_earlier(old, new)
    return again or _strength(new["status"]) > _strength(old["status"])


def _is_earlier(one: dict[str, Fact], other: dict[str, Fact]) -> bool:
    """Whether somebody came or went on a day before that of the other."""
    first, second = _day(one), _day(other)
    return first is not None and second is not None and first.last < second.first


def _day(facts: dict[str, Fact]) -> DateSpan | None:
    """The day on which somebody came or went."""
    day = facts.get("left_on") or facts.get("transferred_in_on")
    return day if isinstance(day, DateSpan) else None


def _strength(status: Fact) -> int:
    if status in GONE:
        return 2
    return 0 if status == Status.ACTIVE else 1
