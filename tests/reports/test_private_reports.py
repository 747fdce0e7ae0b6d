"""Without details no report holds a person; with them only those that may."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from dataclasses import replace
from html import unescape
from io import BytesIO

import pytest

from lacduong_kpi.assess.model import Assessment, EvidenceRow, Fact, Group
from lacduong_kpi.findings import Place
from lacduong_kpi.reports.view import View
from lacduong_kpi.wording import Language
from reports import build
from reports.everything import all_rendered, rich

SENTINELS = ("Lính Canh Họ Tên", "049000000001", "079123456789", "31/12/1977", "Lính Canh Dân Tộc")
MACHINES = ("junit", "github", "prometheus", "csv", "markdown", "docx")
"""formats that hold no name whatever is asked"""


def guarded() -> Assessment:
    """A sentinel wherever the model says that a value is personal."""
    full = rich()
    facts = tuple(
        Fact(field, sentinel, (Place("f", "s", "A1"),), personal=True)
        for field, sentinel in zip(
            ("full_name", "card_number", "personal_id", "date_of_birth", "ethnicity"),
            SENTINELS,
            strict=True,
        )
    )
    row = EvidenceRow(
        Place("f", "s", None, 3), Group.MISSED, None, "TCCSĐ", "Chi bộ", SENTINELS[0], facts
    )
    targets = tuple(
        replace(
            target,
            gaps=tuple(replace(gap, name=" ".join(SENTINELS)) for gap in target.gaps),
            evidence=tuple(build.Listed((row,)) for _ in target.evidence),
        )
        for target in full.targets
    )
    return replace(full, targets=targets)


def leaks(content: bytes) -> list[str]:
    """Sentinels in the bytes, or in any part of a package."""
    texts = [unescape(part.decode("utf-8", "ignore")) for part in parts(content)]
    return [sentinel for sentinel in SENTINELS for text in texts if sentinel in text]


def parts(content: bytes) -> Iterator[bytes]:
    yield content
    if content.startswith(b"PK"):
        with zipfile.ZipFile(BytesIO(content)) as archive:
            yield from map(archive.read, archive.namelist())


@pytest.mark.parametrize("language", list(Language))
def test_without_details__no_report_holds_a_person(language: Language) -> None:
    view = View(language=language, by_organization=True, limit=None)
    for name, content in all_rendered(guarded(), view).items():
        assert leaks(content) == [], name


def test_with_details__only_page_and_workbook_hold_names() -> None:
    made = all_rendered(guarded(), View(details=True, limit=None))
    holding = {name for name, content in made.items() if SENTINELS[0] in leaks(content)}
    assert holding == {"html", "xlsx"}
    assert not holding & set(MACHINES)
