"""What stops a run. Each error carries a catalogue key and its parameters, never a sentence.

An error is something that a person can mend (file, plan, option). Anything else that is raised is
a bug of ours and ends in exit code 4. Data faults that do not stop the run are `findings`.
"""

from __future__ import annotations

from lacduong_kpi.lean import dataclass


@dataclass(frozen=True, slots=True)
class Problem:
    """One fault for which a run stops: `key` names its sentence and remedy in the catalogues.

    `params` fill the sentence. They hold names of files, options and sheets, addresses and
    counts, never the value of a cell.
    """

    key: str
    params: tuple[tuple[str, str | int], ...] = ()


def problem(key: str, /, **params: str | int) -> Problem:
    return Problem(key, tuple(params.items()))


class KpiError(Exception):
    """A run cannot go on. `problems` are all the faults that were found, first things first."""

    def __init__(self, *problems: Problem) -> None:
        super().__init__(", ".join(each.key for each in problems))
        self.problems = problems


class UsageError(KpiError):
    """An option or argument that cannot be meant."""


class WorkbookError(KpiError):
    """A file that cannot be used as a workbook: missing, locked away, damaged, hostile."""


class RosterError(KpiError):
    """Files were read, but they hold no roster, or no year."""


class PlanError(KpiError):
    """A plan, mapping or configuration file that cannot be used."""


class OutputError(KpiError):
    """A result that cannot be written."""


def kind_of(bug: BaseException) -> str:
    """The name of an exception as later Pythons give it: up to 3.11.3 a module of null bytes, as a
    damaged disk leaves it, is no `SyntaxError`."""
    damaged = type(bug) is ValueError and "cannot contain null bytes" in str(bug)
    return "SyntaxError" if damaged else type(bug).__name__
