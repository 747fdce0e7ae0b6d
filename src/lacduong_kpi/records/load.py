"""Rosters from files: found, read side by side in processes of their own, put together."""

from __future__ import annotations

import gc
import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from lacduong_kpi.errors import KpiError, RosterError, WorkbookError, problem
from lacduong_kpi.findings import Finding, Place, Severity, finding
from lacduong_kpi.lean import dataclass
from lacduong_kpi.records.task import (
    bundle_extracts,
    extract_workbook,
    import_rooms,
    import_rooms_and_bundles,
)
from lacduong_kpi.tables.model import Presence
from lacduong_kpi.terms import AddedField, Kind, with_fields
from lacduong_kpi.workbook.find import find_files
from lacduong_kpi.workbook.limits import LARGE, NORMAL
from lacduong_kpi.workbook.model import LeftAside, Unusable
from lacduong_kpi.workbook.pool import Reading

if TYPE_CHECKING:
    from lacduong_kpi.records.bundles import Bundle
    from lacduong_kpi.records.facts import Extract, TableFacts
    from lacduong_kpi.records.gathering import Gathering
    from lacduong_kpi.records.model import Roster
    from lacduong_kpi.tables.overrides import Mapping


AnyPath = str | os.PathLike[str]
OnProgress = Callable[[int, int, int, int], None]
"""called with the files done, all files, and the people and the faults found so far"""


@dataclass(slots=True)
class SoFar:
    """People listed and faults found in the files that came back until now."""

    people: int = 0
    faults: int = 0

    def add(self, tables: Iterable[TableFacts], findings: Iterable[Finding]) -> None:
        self.people += sum(
            len(table.rows)
            for table in tables
            if table.kind is Kind.MEMBER and table.presence is Presence.LISTED
        )
        self.faults += sum(each.count for each in findings if each.severity is not Severity.NOTE)

    def told_to(self, progress: OnProgress | None) -> Callable[[int, int], None] | None:
        """What the reading processes call with the files done and all files."""
        if progress is None:
            return None
        return lambda done, total: progress(done, total, self.people, self.faults)


class Loading:
    """Files that are being read. `finish` waits for them and gives the roster."""

    def __init__(
        self,
        reading: Reading[Extract | Bundle],
        findings: Sequence[Finding],
        unusable: Sequence[Unusable],
        added: Sequence[AddedField] = (),
    ) -> None:
        self._so_far = SoFar()
        self._reading = reading
        self._findings = list(findings)
        self._unusable = list(unusable)
        self._added = tuple(added)

    def report_to(self, progress: OnProgress | None) -> None:
        """Tells `progress` from now on how far the reading is."""
        self._reading.report_to(self._so_far.told_to(progress))

    def give_way(self, seconds: float) -> None:
        """Waits, at most so long, while reading takes all cores there are."""
        self._reading.give_way(seconds)

    def finish(self, *, year: int | None = None, as_of: date | None = None) -> Roster:
        """The roster of all files that could be used.

        WorkbookError: none could. RosterError: they hold no roster, or no year, or are all of our
        own making. UsageError: the day lies before the year.
        """
        from lacduong_kpi.records.building import build_roster
        from lacduong_kpi.records.gathering import Gathering

        with _no_collection(), with_fields(self._added):
            gathered = Gathering(year=year)
            self._gather(gathered)
            if not gathered.inputs:
                raise self._nothing()
            return build_roster(
                gathered, self._unusable, year=year, as_of=as_of, findings=self._findings
            )

    def _nothing(self) -> KpiError:
        """Why there is no roster at all: files that cannot be used, or none but our reports."""
        if self._unusable:
            return WorkbookError(*(each.problem for each in self._unusable))
        return RosterError(problem("roster.no_files"))

    def _gather(self, gathered: Gathering) -> None:
        """Takes in what the files tell, each content once: copies of a list are no further
        people."""
        from lacduong_kpi.records.bundles import Bundle

        first: dict[str, str] = {}
        for told in self._read():
            if isinstance(told, Bundle):
                for file in told.files:
                    self._so_far.add(file.all_tables(), file.extract.findings)
                gathered.add_bundle(
                    told, self._copies([each.extract for each in told.files], first)
                )
            else:
                self._so_far.add(told.tables, told.findings)
                if not self._copies([told], first):
                    gathered.add(told)

    def _copies(self, extracts: Iterable[Extract], first: dict[str, str]) -> set[str]:
        """The paths of files with a content that was there before; it is told of each."""
        copies: set[str] = set()
        for extract in extracts:
            path = first.setdefault(extract.sha256, extract.path)
            if path != extract.path:
                copies.add(extract.path)
                self._findings.append(finding("F15", Place(extract.path), Place(path)))
        return copies

    def _read(self) -> Iterator[Extract | Bundle]:
        with self._reading as reading:
            for _, outcome in reading:
                match outcome:
                    case Unusable():
                        self._so_far.faults += 1
                        self._unusable.append(outcome)
                    case LeftAside():
                        self._findings.append(outcome.finding)
                    case _:
                        yield outcome

    def close(self) -> None:
        """Stops reading; for a caller that will not finish."""
        self._reading.close()


def start_loading(
    paths: Sequence[str],
    *,
    passwords: Sequence[str] = (),
    large: bool = False,
    mapping: Mapping | None = None,
    jobs: int | None = None,
    added: Sequence[AddedField] = (),
) -> Loading:
    """Begins to read files and folders, so that the caller can import what it needs meanwhile.
    `added` are the fields of a plan's own (`plan.fields.added_fields`).

    WorkbookError: nothing of what was given can be opened.
    """
    listing = find_files([str(path) for path in paths])
    if not listing.files:
        raise WorkbookError(*(each.problem for each in listing.unusable))
    several = len(listing.files) > 1
    reading: Reading[Extract | Bundle] = Reading(
        listing.files,
        partial(extract_workbook, mapping=mapping, added=tuple(added)),
        bundle=partial(bundle_extracts, added=tuple(added)) if several else None,
        limits=LARGE if large else NORMAL,
        passwords=passwords,
        jobs=jobs,
        prepare=import_rooms_and_bundles if several else import_rooms,
    )
    return Loading(reading, listing.findings, listing.unusable, added)


def load_roster(
    paths: AnyPath | Iterable[AnyPath],
    *,
    year: int | None = None,
    as_of: date | None = None,
    passwords: Sequence[str] = (),
    large: bool = False,
    mapping: Mapping | AnyPath | None = None,
    jobs: int | None = None,
    progress: OnProgress | None = None,
    added: Sequence[AddedField] = (),
) -> Roster:
    """The roster of workbooks and folders, mixed; a single one needs no list around it.

    `year` is the year that is scored (else the newest that the lists name), `as_of` the day (else
    the one on which the lists agree, else 31 December). Each file is read in a process with
    limits; one that cannot be used is among `unusable` and the others count. Raises KpiError
    where nothing can be used, no list is found, or no year is known. `mapping` is the file that
    `columns --write-mapping` writes, or what `load_mapping` makes of it. `added` are the fields of a
    plan's own (`plan.fields.added_fields`).
    """
    if isinstance(mapping, str | os.PathLike):
        from lacduong_kpi.tables.mapping import load_mapping

        mapping = load_mapping(Path(mapping))
    loading = start_loading(
        [os.fspath(each) for each in _each(paths)],
        passwords=passwords,
        large=large,
        mapping=mapping,
        jobs=jobs,
        added=added,
    )
    loading.report_to(progress)
    return loading.finish(year=year, as_of=as_of)


def _each(paths: AnyPath | Iterable[AnyPath]) -> Iterable[AnyPath]:
    return (paths,) if isinstance(paths, str | os.PathLike) else paths


@contextmanager
def _no_collection() -> Iterator[None]:
    """Nothing that is made while loading is garbage in cycles; looking for it costs a third."""
    collecting = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collecting:
            gc.enable()
