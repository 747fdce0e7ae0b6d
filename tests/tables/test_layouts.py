"""Any generated list in any generated layout is claimed as it was meant."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from claimed import records
from lacduong_kpi.tables.model import SheetVerdict
from lacduong_kpi.tables.reading import read_sheets
from lacduong_kpi.text import key
from layouts import RATING_WORDS, YEAR, Layout, Person, lay_out, layouts, people, sheets_of, written
from textsheets import workbook


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_any_layout__is_claimed_as_meant(data: st.DataObject) -> None:
    group = data.draw(people())
    layout = data.draw(layouts())
    readings = read_sheets(workbook(*sheets_of(lay_out(group, layout))))
    assert {each.verdict for each in readings} == {SheetVerdict.ROSTER}
    told = [record for each in readings for table in each.tables for record in records(table)]
    assert [record.get("full_name") for record in told] == [each.full_name for each in group]
    for person, record in zip(group, told, strict=True):
        _agrees(layout, person, record)


def _agrees(layout: Layout, person: Person, record: dict[str, object]) -> None:
    assert record["sex"] in (person.sex, "Nam" if person.sex == "male" else "Nữ")
    assert record["date_of_birth"] == written(layout, person.born)
    assert key(str(record["branch"])) == key(person.branch)
    assert record.get("card_number") == person.card
    assert record["ethnicity"] == person.ethnicity
    assert _rating(record) in _rating_words(person)
    _agrees_on_admission(layout, person, record)


def _agrees_on_admission(layout: Layout, person: Person, record: dict[str, object]) -> None:
    both = record.get("admitted_on, official_on")
    if both is not None and layout.admission_in_one and not layout.two_rows:
        days = [day for day in str(both).split("\n") if day]
        assert len(days) == 1 + (person.official is not None)
        return
    official = written(layout, person.official) if person.official else None
    assert record.get("admitted_on", both) == written(layout, person.admitted)
    assert record.get("official_on") == official


def _rating(record: dict[str, object]) -> object:
    return record.get(f"rating@{YEAR}", record.get("rating"))


def _rating_words(person: Person) -> set[object]:
    return {person.rating, *RATING_WORDS[person.rating]} if person.rating else {None}
