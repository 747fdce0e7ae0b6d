"""How many records a roster has."""

from __future__ import annotations

from collections import Counter

from lacduong_kpi.assess.model import Counts
from lacduong_kpi.measures.exploring import answer, bind
from lacduong_kpi.measures.frame import frame
from lacduong_kpi.measures.questions import Ask, OneOf
from lacduong_kpi.measures.scope import Scope
from lacduong_kpi.plan.calendar import Calendar
from lacduong_kpi.plan.model import Moment
from lacduong_kpi.terms import GONE, Kind


def counts(scope: Scope) -> Counts:
    """The records of each kind; of the members those on the list on the as-of date (and those who
    may be), and apart those who have left."""
    present, left = _members(scope)
    organizations, units = scope.roster.organizations, scope.roster.residential_units
    return Counts(
        members=present,
        members_left=left,
        organizations=organizations.size if organizations is not None else 0,
        residential_units=units.size if units is not None else 0,
    )


def _members(scope: Scope) -> tuple[int, int]:
    if scope.roster.members is None:
        return 0, 0
    as_of = scope.roster.as_of
    translator = scope.translator(Kind.MEMBER, Calendar(as_of.year, as_of), None)
    listed = translator.presence(Moment.PERIOD_END)
    gone = Ask(("status", None), OneOf(frozenset(GONE)))
    members = frame(scope, Kind.MEMBER, [listed, gone])
    sizes = Counter(members.combination)
    here = members.results(answer(bind(listed, members.places)), [listed])
    away = members.results(answer(bind(gone, members.places)), [gone])
    present = sum(sizes[k] for k, found in enumerate(here) if (True,) in found)
    left = sum(
        sizes[k]
        for k, (found, status) in enumerate(zip(here, away, strict=True))
        if (True,) not in found and status == {(True,)}
    )
    return present, left
