"""Any generated list, set out in any layout, comes back as the same records."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from enum import StrEnum
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lacduong_kpi.column import Unknown
from lacduong_kpi.dates import DateSpan
from lacduong_kpi.records.building import build_roster
from lacduong_kpi.records.extract import extract
from lacduong_kpi.records.gathering import Gathering
from lacduong_kpi.records.model import FieldValue, Records
from lacduong_kpi.text import key
from lacduong_kpi.workbook.model import Workbook
from lacduong_kpi.workbook.read import read_workbook
from layouts import (
    YEAR,
    Births,
    Branches,
    Laid,
    Layout,
    Person,
    Sexes,
    in_csv,
    in_xls,
    in_xlsx,
    lay_out,
    layouts,
    people,
    sheets_of,
)
from textsheets import workbook


def read(book: Workbook) -> Records:
    """The members that are read from a workbook."""
    roster = build_roster(Gathering([extract(book)]), year=YEAR)
    assert roster.members is not None
    return roster.members


def plain(value: FieldValue) -> object:
    match value:
        case Unknown():
            return None
        case DateSpan():
            return value.first if value.is_full else value.iso
        case StrEnum():
            return value.value
        case _:
            return value


def told(person: Person) -> dict[str, object]:
    return {
        "full_name": person.full_name,
        "sex": person.sex,
        "date_of_birth": person.born,
        "ethnicity": person.ethnicity,
        "admitted_on": person.admitted,
        "official_on": person.official,
        "card_number": person.card,
        "rating": person.rating,
        "branch": key(person.branch),
    }


@settings(max_examples=40, deadline=None)
@given(st.data())
def test_any_layout__comes_back_as_the_same_records(data: st.DataObject) -> None:
    group, layout = data.draw(people()), data.draw(layouts())
    agrees(read(workbook(*sheets_of(lay_out(group, layout)))), group, layout)


@settings(max_examples=12, deadline=None)
@pytest.mark.parametrize("write", [in_xlsx, in_xls, in_csv])
@given(st.data())
def test_any_layout_in_any_container__comes_back_as_the_same_records(
    write: Callable[[Sequence[Laid]], bytes], data: st.DataObject
) -> None:
    group, layout = data.draw(people(7)), data.draw(layouts())
    if write is in_csv and layout.branches is Branches.SHEET:
        layout = replace(layout, branches=Branches.SECTION)
    suffix = write.__name__.removeprefix("in_")
    with TemporaryDirectory() as folder:
        path = Path(folder, f"DSDV.{suffix}")
        path.write_bytes(write(lay_out(group, layout)))
        agrees(read(read_workbook(path)), group, layout)


def agrees(members: Records, group: Sequence[Person], layout: Layout) -> None:
    columns = {name: members.column(name, YEAR) for name in told(group[0])}
    found = [
        {name: plain(column[index]) for name, column in columns.items()}
        for index in range(members.size)
    ]
    for each in found:
        each["branch"] = key(str(each["branch"]))
    order = [person.full_name for person in group]
    found.sort(key=lambda each: order.index(str(each["full_name"])))
    assert found == [_told_on_its_sheet(person, layout, group) for person in group]


def _told_on_its_sheet(
    person: Person, layout: Layout, group: Sequence[Person]
) -> dict[str, object]:
    """What the list tells of a person. A column `Nữ (x)` without any tick tells nothing."""
    alone = layout.branches is Branches.SHEET
    mates = [each for each in group if each.branch == person.branch or not alone]
    ticked = layout.sexes is Sexes.TICK_FEMALE and layout.births is Births.DATE
    if ticked and all(each.sex == "male" for each in mates):
        return told(person) | {"sex": None}
    return told(person)
