"""Records one by one: JSON, CSV, tables, data frames."""

from __future__ import annotations

import csv
import io
import json

from lacduong_kpi.records.rows import names, rows, table, to_frame
from lacduong_kpi.reports import records_csv, records_json
from lacduong_kpi.reports.view import View
from records.tell import about, organizations, people, roster, units

MAIN = people(
    """
    full_name | card_number | date_of_birth | sex    | rating@2023 | rating@2024 | working
    Lê Văn A  | 01234567    | 1990-02       | male   | completed   | good        | yes
    Lê Văn A  | 01234567    | 1990-02-03    | male   |             | good        |
    Trần B    |             | 1985          | female |             |             | ?
    """
)
ROSTER = roster(
    MAIN,
    about("full_name | pledge\nTrần B | yes"),
    organizations("name | member_count\n=cmd() | 7"),
    units("name | commune\nThôn 1 | xã Lát"),
)


def test_rows__unknown_is_none_and_dates_are_iso() -> None:
    assert ROSTER.members is not None
    first, second = rows(ROSTER.members)
    assert first.plain["date_of_birth"] == "1990-02-03"
    assert first.plain["working"] is True
    assert second.plain["working"] is None
    assert first.yearly["rating"] == {2023: "completed", 2024: "good"}
    assert [source.row for source in first.sources] == [2, 3]


def test_table__has_a_column_for_each_year() -> None:
    assert ROSTER.members is not None
    header = names(ROSTER.members)
    assert [name for name in header if name.startswith("rating")] == ["rating 2023", "rating 2024"]
    lines = [dict(zip(header, line, strict=True)) for line in table(ROSTER.members)]
    assert [line["rating 2023"] for line in lines] == ["completed", None]


def test_frame__closed_values_are_categories() -> None:
    assert ROSTER.members is not None
    frame = to_frame(ROSTER.members)
    assert frame["sex"].tolist() == ["male", "female"]
    assert frame["sex"].dtype == "category"
    assert frame["card_number"].tolist()[0] == "01234567"
    assert frame["row"].tolist() == [2, 4]
    assert frame["rating 2024"].isna().tolist() == [False, True]


def test_json__is_strict_and_says_where_everything_stands() -> None:
    document = json.loads("".join(records_json.render(ROSTER, View())))
    assert list(document) == [
        "schema_version",
        "year",
        "as_of",
        "members",
        "organizations",
        "residential_units",
        "findings",
    ]
    first, second = document["members"]
    assert first["card_number"] == "01234567"
    assert first["rating"] == {"2023": "completed", "2024": "good"}
    assert first["source"]["cells"]["sex"] == "D2"
    assert first["source"]["cells"]["rating"] == ["E2", "F2"]
    assert first["other_sources"][0]["cells"]["rating"] == ["E3", "F3"]
    assert set(first["source"]["cells"]) <= set(first)
    assert [each["row"] for each in first["other_sources"]] == [3]
    assert second["pledge"] == {"2024": True}
    assert second["other_sources"][0]["sheet"] == "XL"
    assert "other_sources" not in document["organizations"][0]
    assert (document["year"], document["as_of"]) == (2024, "2024-12-31")


def test_json__same_bytes_for_the_same_roster() -> None:
    assert "".join(records_json.render(ROSTER, View())) == "".join(
        records_json.render(ROSTER, View())
    )


def test_csv__one_table_of_all_kinds_without_formulas() -> None:
    text = "".join(records_csv.render(ROSTER, View()))
    lines = list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"))))
    assert [line["record"] for line in lines] == [
        "member",
        "member",
        "organization",
        "residential_unit",
    ]
    assert lines[0]["full_name"] == "Lê Văn A"
    assert lines[0]["working"] == "true"
    assert lines[2]["name"] == "'=cmd()"
    assert (lines[2]["file"], lines[2]["row"]) == ("a.xlsx", "2")
