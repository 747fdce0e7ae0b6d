"""Reading that begins before the options are parsed, on another core than the imports of the rest.

What will be read is guessed from the words that were typed. The guess is taken up only where it
proves right to the letter; else it has cost a little time of the other core and nothing more.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise
from pathlib import Path

from lacduong_kpi.cli.standing import stands
from lacduong_kpi.errors import KpiError
from lacduong_kpi.lean import dataclass
from lacduong_kpi.records.load import Loading, start_loading

PASSWORD_VARIABLE = "LACDUONG_KPI_PASSWORD"  # noqa: S105 the name of a variable
READING = frozenset({"check", "explain", "validate", "columns", "records"})
_OTHERWISE = ("--help", "--plan", "--config", "--mapping", "--password-file", "--large", "--jobs")
"""options with which files may be read in another way than is guessed"""


_PATIENCE = 1.0
"""Seconds for which imports wait for a large file: no longer than a typing error may go unsaid."""


@dataclass(slots=True)
class Ahead:
    """At most one reading that was begun and that nobody has taken up yet."""

    paths: tuple[str, ...] = ()
    passwords: tuple[str, ...] = ()
    loading: Loading | None = None

    def begin(self, arguments: Sequence[str], environment: Mapping[str, str]) -> None:
        """Begins to read what will likely be asked for. Says nothing where that cannot be."""
        self.end()
        self.paths, self.passwords = guessed(arguments), environment_passwords(environment)
        if self.paths:
            try:
                self.loading = start_loading(self.paths, passwords=self.passwords)
                self.loading.give_way(_PATIENCE)
            except KpiError:
                self.loading = None

    def take(self, paths: Sequence[str], passwords: Sequence[str]) -> Loading | None:
        """The reading of just these files with these passwords, if it was begun."""
        if self.paths != tuple(paths) or self.passwords != tuple(passwords):
            return None
        loading, self.loading = self.loading, None
        return loading

    def end(self) -> None:
        """Stops what was not taken up."""
        if self.loading is not None:
            self.loading.close()
            self.loading = None


AHEAD = Ahead()
"""of this process"""


def guessed(arguments: Sequence[str]) -> tuple[str, ...]:
    """The files and folders among the words of a command that reads; a word behind an option is
    taken for its value."""
    if not arguments or arguments[0] not in READING or _reads_otherwise(arguments):
        return ()
    words = pairwise(arguments)
    plain = (word for before, word in words if not before.startswith("-"))
    return tuple(word for word in plain if not word.startswith("-") and stands(Path(word)))


def _reads_otherwise(arguments: Sequence[str]) -> bool:
    return "-p" in arguments or any(each.startswith(_OTHERWISE) for each in arguments)


def environment_passwords(environment: Mapping[str, str]) -> tuple[str, ...]:
    given = environment.get(PASSWORD_VARIABLE)
    return (given,) if given else ()
