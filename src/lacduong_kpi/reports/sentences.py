"""One target in one sentence: for the formats that have a line for each and no table."""

from __future__ import annotations

from lacduong_kpi.assess.model import TargetResult
from lacduong_kpi.reports import words
from lacduong_kpi.verdicts.model import Verdict
from lacduong_kpi.wording import Language, say


def target_sentence(language: Language, target: TargetResult) -> str:
    """`90/92 = 97,83 %, mức 100 %, còn thiếu 2 tổ chức.`

    An undetermined target tells what is possible instead, one without figures why it has none.
    """
    if reason := words.reason_text(language, target):
        return _say(language, "reason", target, reason=_capital(reason))
    if target.verdict is Verdict.UNDETERMINED:
        return _undetermined(language, target)
    result = words.score_text(language, target.score)
    missing = words.missing_text(language, target)
    if missing in ("", words.NOTHING):
        return _say(language, "result", target, result=result)
    return _say(language, "missing", target, result=result, missing=missing)


def _undetermined(language: Language, target: TargetResult) -> str:
    doubt = words.unit(language, target.unit, target.score.unknown or 0)
    spread = words.range_text(language, target.score.bounds)
    if not spread:
        result = words.score_text(language, target.score)
        return _say(language, "doubt", target, result=result, unknown=doubt)
    return _say(language, "range", target, range=spread, unknown=doubt)


def _say(language: Language, kind: str, target: TargetResult, **params: str) -> str:
    goal = words.goal_text(language, target.goal)
    return say(language, f"reports.target.{kind}", goal=goal, **params)


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def headline(language: Language, target: TargetResult) -> str:
    """`B3 CHƯA XÁC ĐỊNH`"""
    verdict = words.verdict_word(language, target.verdict, target.score.exceeded)
    return f"{target.id} {verdict}"
