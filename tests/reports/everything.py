"""Every renderer that writes a file or a stream for others, and an assessment full of one text."""

from __future__ import annotations

from dataclasses import replace

from lacduong_kpi.assess.model import Assessment, TargetResult, YearScore
from lacduong_kpi.findings import Place
from lacduong_kpi.reports import (
    csv_report,
    docx,
    github,
    html,
    junit,
    markdown,
    prometheus,
    xlsx,
)
from lacduong_kpi.reports.view import View
from lacduong_kpi.verdicts.model import Excluded
from reports import build

TEXTS = {
    "junit": junit.render,
    "github": github.render,
    "markdown": markdown.render,
    "prometheus": prometheus.render,
    "html": html.render,
}
PACKAGES = {"xlsx": xlsx.render, "docx": docx.render}


def all_rendered(assessment: Assessment, view: View) -> dict[str, bytes]:
    """The bytes of every format."""
    texts = {name: render(assessment, view) for name, render in TEXTS.items()}
    texts["csv"] = "".join(csv_report.render(assessment, view))
    encoded = {name: text.encode("utf-8") for name, text in texts.items()}
    return encoded | {name: render(assessment, view) for name, render in PACKAGES.items()}


def rich() -> Assessment:
    """A district with faults, readings and several years."""
    full = build.with_faults()
    years = (
        YearScore(2022, build.score(build.NOT_MET, 921, 1045)),
        YearScore(2023, build.score(build.NOT_MET, 939, 1049)),
    )
    targets = tuple(
        replace(each, trend=(*years, YearScore(2024, each.score))) if each.id == "B3" else each
        for each in full.targets
    )
    return replace(full, targets=targets)


def filled(text: str) -> Assessment:
    """`text` in every place that comes from files, plans and cells; small, as many are rendered."""
    full = rich()
    place = Place(text, text, "F1", 1, text)
    targets = tuple(
        _filled(each, text, place) for each in full.targets if each.id in ("A7", "B1", "B3")
    )
    return replace(
        full,
        plan=replace(
            full.plan,
            id=text,
            title=text,
            issuer=text,
            letterhead=replace(full.plan.letterhead, issuer=text, place=text, signer=text),
        ),
        inputs=tuple(replace(each, path=text, sheets=(text,)) for each in full.inputs),
        unusable=tuple(
            replace(each, path=text) for each in build.assessment(unusable=("a",)).unusable
        ),
        settings=((text, text),),
        targets=targets,
        findings=tuple(replace(each, place=place, others=(place,)) for each in full.findings[:4]),
        readings=tuple(replace(each, file=text, sheet=text) for each in full.readings),
    )


def _filled(target: TargetResult, text: str, place: Place) -> TargetResult:
    deciding = target.deciding and replace(
        target.deciding,
        cells=tuple(
            replace(cell, file=text, sheet=text, organization=text)
            for cell in target.deciding.cells[:5]
        ),
    )
    score = replace(target.score, excluded=(Excluded(text, 3),))
    return replace(
        target,
        label=text,
        text=text,
        group=text,
        citation=text,
        score=score,
        deciding=deciding,
        parts=tuple(replace(part, label=text) for part in target.parts),
        by_organization=tuple(
            replace(each, organization=text) for each in target.by_organization[:5]
        ),
        gaps=tuple(
            replace(gap, place=place, cell=place, organization=text, branch=text, name=text)
            for gap in target.gaps[:3]
        ),
        explanation=tuple(
            replace(
                each,
                population_words=text,
                denominator_words=text,
                numerator_words=text,
                regulations=(text,),
                notes=(text,),
            )
            for each in target.explanation
        ),
    )
