"""Whether some of the unknown records keep a measure undetermined by themselves."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import replace

from lacduong_kpi.measures.model import Outcomes, Tally
from lacduong_kpi.plan.model import Goal
from lacduong_kpi.verdicts.flips import turn
from lacduong_kpi.verdicts.line import Line, line
from lacduong_kpi.verdicts.possible import possible


def undetermined_by(tally: Tally, goal: Goal, these: Mapping[Outcomes, int]) -> bool:
    """Whether `these` records (by their outcomes) leave it open even if all others turn out well,
    and even if all others turn out badly."""
    on_goal = line(goal, tally)
    return all(
        len(possible(_others_turned(tally, on_goal, these, well), on_goal)) > 1
        for well in (False, True)
    )


def _others_turned(tally: Tally, goal: Line, these: Mapping[Outcomes, int], well: bool) -> Tally:
    records: Counter[Outcomes] = Counter()
    for outcomes, count in tally.records.items():
        mine = these.get(outcomes, 0)
        records[outcomes] += mine
        records[frozenset({turn(outcomes, goal)[well]})] += count - mine
    return replace(tally, records={each: count for each, count in records.items() if count})
