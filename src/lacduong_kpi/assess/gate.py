"""Which exit code an assessment earns, and which targets fail the gate.

Every target of a run is gated. The codes 4 (our bug), 130 and 143 (signals), and 2 for outputs
that cannot be written, are the command line's own.
"""

from __future__ import annotations

from enum import IntEnum, StrEnum
from typing import TYPE_CHECKING, assert_never

from lacduong_kpi.findings import Severity
from lacduong_kpi.verdicts.model import Verdict

if TYPE_CHECKING:
    from lacduong_kpi.assess.model import Assessment, TargetResult


class FailOn(StrEnum):
    """What makes a run fail, each with all that stands before it."""

    NEVER = "never"
    NOT_MET = "not-met"
    UNDETERMINED = "undetermined"
    FINDING = "finding"


class ExitCode(IntEnum):
    """What the exit code of a run says. The highest in the order 4, 2, 1, 3, 0 wins.

    `INTERRUPTED` and `TERMINATED` are 128 and the number of the signal.
    """

    OK = 0
    FAILED = 1
    UNUSABLE = 2
    UNDETERMINED = 3
    BUG = 4
    INTERRUPTED = 130
    TERMINATED = 143


def failing_verdicts(fail_on: FailOn) -> frozenset[Verdict]:
    """The verdicts that make the run fail."""
    match fail_on:
        case FailOn.NEVER:
            return frozenset()
        case FailOn.NOT_MET:
            return frozenset({Verdict.NOT_MET})
        case FailOn.UNDETERMINED | FailOn.FINDING:
            return frozenset({Verdict.NOT_MET, Verdict.UNDETERMINED})
        case _:
            assert_never(fail_on)


def failing(assessment: Assessment, fail_on: FailOn) -> tuple[TargetResult, ...]:
    """The targets that make the run fail, in the order of the plan."""
    verdicts = failing_verdicts(fail_on)
    return tuple(target for target in assessment.targets if target.verdict in verdicts)


def failing_findings(assessment: Assessment, fail_on: FailOn) -> int:
    """How many places with an error make the run fail."""
    if fail_on is not FailOn.FINDING:
        return 0
    errors = (each for each in assessment.findings if each.severity is Severity.ERROR)
    return sum(finding.count for finding in errors)


def exit_code(assessment: Assessment, fail_on: FailOn = FailOn.UNDETERMINED) -> ExitCode:
    """The code of the run: an unusable file outweighs every verdict, a target that is surely not
    met outweighs one that is undetermined."""
    if assessment.unusable:
        return ExitCode.UNUSABLE
    verdicts = {target.verdict for target in failing(assessment, fail_on)}
    if Verdict.NOT_MET in verdicts or failing_findings(assessment, fail_on):
        return ExitCode.FAILED
    return ExitCode.UNDETERMINED if Verdict.UNDETERMINED in verdicts else ExitCode.OK


def findings_exit_code(assessment: Assessment) -> ExitCode:
    """The code of `validate`: an unusable file outweighs a data error, warnings are none."""
    if assessment.unusable:
        return ExitCode.UNUSABLE
    return ExitCode.FAILED if failing_findings(assessment, FailOn.FINDING) else ExitCode.OK
