"""Which targets a fault of the data touches: those that look at its field."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping

from lacduong_kpi.assess.model import Assessment, TargetResult
from lacduong_kpi.findings import Finding
from lacduong_kpi.reports import words
from lacduong_kpi.reports.places import name
from lacduong_kpi.terms import Kind
from lacduong_kpi.wording import Language, say


class Touching:
    """The targets of an assessment with the fields that they look at."""

    def __init__(self, assessment: Assessment) -> None:
        self.targets = assessment.targets
        self.kinds = _kinds(assessment)

    def text(self, language: Language, findings: Iterable[Finding]) -> str:
        """`Ảnh hưởng: B1 (5), B3 (20).`; empty for faults that are about no field."""
        findings = [finding for finding in findings if finding.field is not None]
        if not findings:
            return ""
        counts = self.counts(findings)
        if not counts:
            return say(language, "screens.touches_nothing")
        alone = set(counts.values()) == {sum(finding.count for finding in findings)}
        parts = [
            name(target.id) if alone else f"{name(target.id)} ({counts[target.id]})"
            for target in self.targets
            if counts[target.id]
        ]
        return say(language, "screens.touches", targets=", ".join(parts))

    def counts(self, findings: Iterable[Finding]) -> Counter[str]:
        """How many faulty places touch each target."""
        counts: Counter[str] = Counter()
        for finding in findings:
            for target in self.targets:
                if self._of(target, finding):
                    counts[target.id] += finding.count
        return counts

    def _of(self, target: TargetResult, finding: Finding) -> bool:
        kinds = self.kinds.get((finding.place.file, finding.place.sheet))
        kind = words.kind_of_unit(target.unit)
        return finding.field in target.fields and (not kinds or kind in kinds)


def _kinds(assessment: Assessment) -> Mapping[tuple[str, str | None], set[Kind]]:
    """The kinds of record that each sheet holds."""
    kinds: dict[tuple[str, str | None], set[Kind]] = {}
    for reading in assessment.readings:
        for table in reading.tables:
            kinds.setdefault((reading.file, reading.sheet), set()).add(table.kind)
    return kinds
