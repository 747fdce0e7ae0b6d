"""The word lists themselves: what a person who edits them could get wrong."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

import pytest

import lacduong_kpi.vocabulary
from lacduong_kpi.terms import FIELDS, Kind, Sector, Standing, Status
from lacduong_kpi.text import bare
from lacduong_kpi.vocabulary import words

FOLDER = Path(lacduong_kpi.vocabulary.__file__).parent
FILES = sorted(FOLDER.glob("*.json"))
CHOICES = {
    "sex": "sex",
    "standing": "standing",
    "status": "status",
    "status_here": "status",
    "note_status": "status",
    "occupation": "occupation",
    "occupation_contains": "occupation",
    "rating": "rating",
    "residence_exemption": "residence_exemption",
    "residence_review": "residence_review",
}
OF_OTHERS = {
    "organization_rating": (Kind.ORGANIZATION, "rating"),
    "kind": (Kind.ORGANIZATION, "kind"),
    "sector": (Kind.ORGANIZATION, "sector"),
    "branch_kind": (Kind.RESIDENTIAL_UNIT, "branch_kind"),
}


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_file__has_no_entry_twice(path: Path) -> None:
    twice: list[str] = []

    def unique(pairs: list[tuple[str, object]]) -> dict[str, object]:
        counts = Counter(name for name, _ in pairs if name != "_")
        twice.extend(name for name, count in counts.items() if count > 1)
        return dict(pairs)

    json.loads(path.read_text(encoding="utf-8"), object_pairs_hook=unique)
    assert not twice


@pytest.mark.parametrize("kind", Kind)
def test_header_words__are_in_the_form_that_is_compared(kind: Kind) -> None:
    assert [phrase for phrase in words.header_phrases(kind) if bare(phrase) != phrase] == ["#"]


@pytest.mark.parametrize("name", [*CHOICES, *OF_OTHERS])
def test_value_words__are_compared_forms_of_values_that_exist(name: str) -> None:
    kind, field = OF_OTHERS.get(name) or (Kind.MEMBER, CHOICES[name])
    choices = FIELDS[kind][field].choices
    assert choices is not None
    for phrase, value in words.value_phrases(name).items():
        assert bare(phrase) == phrase or phrase == "-"
        choices(value.rstrip("?"))


def test_line_words__are_compared_forms_and_values_that_exist() -> None:
    document = json.loads((FOLDER / "lines.json").read_text(encoding="utf-8"))
    for name, listed in document.items():
        if not name.startswith("_"):
            assert [phrase for phrase in listed if bare(phrase) != phrase] == [], name
    assert set(document["leavers"].values()) <= set(Status)
    assert set(document["standings"].values()) <= set(Standing)
    assert set(document["groups"].values()) <= {"", *Sector}


def test_ditto__with_odd_blanks__is_one() -> None:
    assert words.ditto_codes(("Chi bộ Thôn 1", '"\u200b', " nt ", "-nt-", None, 1)) == [1, 2, 3]
