"""Exit codes: one test per code, and the order when several hold."""

from __future__ import annotations

from dataclasses import replace

import pytest

from lacduong_kpi.assess.gate import ExitCode, FailOn, exit_code, failing
from lacduong_kpi.assess.model import Assessment
from lacduong_kpi.findings import Place, finding
from lacduong_kpi.verdicts.model import Verdict
from reports import build


def with_verdicts(*verdicts: Verdict, errors: int = 0, unusable: bool = False) -> Assessment:
    targets = [
        build.target(f"T{number}", "label", build.score(verdict, 1, 2))
        for number, verdict in enumerate(verdicts)
    ]
    faults = tuple(finding("V02", Place("a.xlsx", "Sheet", "B3")) for _ in range(errors))
    made = build.assessment(*targets, unusable=("b.xlsx",) if unusable else ())
    return replace(made, findings=faults)


MET, NOT_MET, UNDETERMINED = Verdict.MET, Verdict.NOT_MET, Verdict.UNDETERMINED


@pytest.mark.parametrize("fail_on", list(FailOn))
def test_exit_code__met_not_due_not_applicable__0_whatever_is_asked(fail_on: FailOn) -> None:
    settled = with_verdicts(MET, Verdict.NOT_DUE, Verdict.NOT_APPLICABLE)
    assert exit_code(settled, fail_on) == 0


@pytest.mark.parametrize(
    ("fail_on", "code"),
    [(FailOn.NEVER, 0), (FailOn.NOT_MET, 1), (FailOn.UNDETERMINED, 1), (FailOn.FINDING, 1)],
)
def test_exit_code__one_not_met(fail_on: FailOn, code: int) -> None:
    assert exit_code(with_verdicts(MET, NOT_MET), fail_on) == code


@pytest.mark.parametrize(
    ("fail_on", "code"),
    [(FailOn.NEVER, 0), (FailOn.NOT_MET, 0), (FailOn.UNDETERMINED, 3), (FailOn.FINDING, 3)],
)
def test_exit_code__one_undetermined(fail_on: FailOn, code: int) -> None:
    assert exit_code(with_verdicts(MET, UNDETERMINED), fail_on) == code


@pytest.mark.parametrize(
    ("fail_on", "code"),
    [(FailOn.NEVER, 0), (FailOn.NOT_MET, 0), (FailOn.UNDETERMINED, 0), (FailOn.FINDING, 1)],
)
def test_exit_code__an_error_finding(fail_on: FailOn, code: int) -> None:
    assert exit_code(with_verdicts(MET, errors=2), fail_on) == code


def test_exit_code__warnings_only__never_fail() -> None:
    warned = replace(with_verdicts(MET), findings=(finding("V01", Place("a.xlsx")),))
    assert exit_code(warned, FailOn.FINDING) == 0


@pytest.mark.parametrize("fail_on", list(FailOn))
def test_exit_code__unusable_file__2_before_all_else(fail_on: FailOn) -> None:
    assert exit_code(with_verdicts(NOT_MET, UNDETERMINED, errors=1, unusable=True), fail_on) == 2


def test_exit_code__not_met_and_undetermined__1() -> None:
    assert exit_code(with_verdicts(UNDETERMINED, NOT_MET)) is ExitCode.FAILED


def test_exit_code__undetermined_and_error_finding__1() -> None:
    assert exit_code(with_verdicts(UNDETERMINED, errors=1), FailOn.FINDING) is ExitCode.FAILED


def test_failing__names_the_targets_in_their_order() -> None:
    made = with_verdicts(UNDETERMINED, MET, NOT_MET)
    assert [each.id for each in failing(made, FailOn.UNDETERMINED)] == ["T0", "T2"]
    assert [each.id for each in failing(made, FailOn.NOT_MET)] == ["T2"]
    assert failing(made, FailOn.NEVER) == ()
