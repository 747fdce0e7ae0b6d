"""One self-contained page: no script, nothing loaded, everything from outside escaped.

The template lays out, `charts` draws, this module says what stands where. A page is for a
screen, a phone and A4 paper alike.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from typing import TYPE_CHECKING

from lacduong_kpi import __version__
from lacduong_kpi.assess.model import Assessment, TargetResult
from lacduong_kpi.reports.html_panels import comparison, organization_panels, trend_panels
from lacduong_kpi.reports.html_phrases import Phrases
from lacduong_kpi.reports.html_sections import data_section, target_sections
from lacduong_kpi.reports.view import View
from lacduong_kpi.text import clean

if TYPE_CHECKING:
    from jinja2 import Environment

POLICY = "default-src 'none'; style-src 'unsafe-inline'"
"""The page's own content security policy: whatever gets into it loads and runs nothing."""


def render(assessment: Assessment, view: View) -> str:
    """The whole page; ends with `</html>` and a line break."""
    phrases = Phrases(view)
    template = _environment().get_template("page.html.jinja")
    return (
        template.render(
            policy=POLICY,
            version=__version__,
            language=view.language.value,
            details=view.details,
            a=assessment,
            say=phrases.say,
            w=phrases,
            anchors={
                target.id: f"t{number}" for number, target in enumerate(assessment.targets, 1)
            },
            groups=_groups(assessment.targets),
            comparison=comparison(phrases, assessment),
            panels=organization_panels(phrases, assessment),
            trends=trend_panels(phrases, assessment),
            sections=target_sections(phrases, assessment),
            data=data_section(phrases, assessment),
        )
        + "\n"
    )


def _groups(targets: Sequence[TargetResult]) -> list[tuple[str, list[TargetResult]]]:
    return [(name, list(group)) for name, group in groupby(targets, key=lambda each: each.group)]


def _environment() -> Environment:
    from jinja2 import Environment, PackageLoader, StrictUndefined

    return Environment(
        loader=PackageLoader("lacduong_kpi.reports"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=_cleaned,
    )


def _cleaned(value: object) -> object:
    """Every text that reaches the page is cleaned here; what is already markup is ours."""
    from markupsafe import Markup

    if isinstance(value, str) and not isinstance(value, Markup):
        return clean(value)
    return value
