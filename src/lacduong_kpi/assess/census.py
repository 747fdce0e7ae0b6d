"""How many records a roster has."""

from __future__ import annotations

from collections.abc import Sequence

from lacduong_kpi.assess.model import Counts
from lacduong_kpi.measures.counting import Counting
from lacduong_kpi.measures.counting import Counts as Combinations
from lacduong_kpi.measures.exploring import answer, bind
from lacduong_kpi.measures.questions import Ask, OneOf, Tree
from lacduong_kpi.measures.scope import Scope
from lacduong_kpi.plan.calendar import Calendar
from lacduong_kpi.plan.model import Moment
from lacduong_kpi.terms import GONE, Kind


def census(scope: Scope) -> Sequence[Tree]:
    """What is asked of every member: on the list on the as-of date, and gone."""
    as_of = scope.roster.as_of
    translator = scope.translator(Kind.MEMBER, Calendar(as_of.year, as_of), None)
    gone = Ask(("status", None), OneOf(frozenset(GONE)))
    return translator.presence(Moment.PERIOD_END), gone


def counts(scope: Scope, counting: Counting, totals: Combinations) -> Counts:
    """The records of each kind; of the members those on the list on the as-of date (and those who
    may be), and apart those who have left."""
    present, left = _members(scope, counting, totals)
    organizations, units = scope.roster.organizations, scope.roster.residential_units
    return Counts(
        members=present,
        members_left=left,
        organizations=organizations.size if organizations is not None else 0,
        residential_units=units.size if units is not None else 0,
    )


def _members(scope: Scope, counting: Counting, totals: Combinations) -> tuple[int, int]:
    members = counting.frames.get(Kind.MEMBER)
    if members is None:
        return 0, 0
    trees = census(scope)
    here, away = (members.results(answer(bind(tree, members.places)), [tree]) for tree in trees)
    sizes = totals[Kind.MEMBER]
    present = sum(size for k, size in sizes.items() if (True,) in here[k])
    left = sum(size for k, size in sizes.items() if (True,) not in here[k] and away[k] == {(True,)})
    return present, left
