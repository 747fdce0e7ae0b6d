"""Numbers, names, marks, counts and cells that hold several facts."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lacduong_kpi.column import Unknown
from lacduong_kpi.dates import DateSpan
from lacduong_kpi.terms import FIELDS, Kind, Standing, Status
from lacduong_kpi.vocabulary import (
    Blanks,
    Mark,
    Plain,
    Reading,
    Setting,
    blanks_mean,
    mark,
    read_column,
    read_compound,
)


def column(field: str, *values: Plain, kind: Kind = Kind.MEMBER, **known: object) -> list[Reading]:
    return list(read_column(kind, field, values, Setting(**known)))  # type: ignore[arg-type]


def value(field: str, text: Plain, kind: Kind = Kind.MEMBER) -> object:
    return column(field, text, kind=kind)[0].get(field)


@pytest.mark.parametrize(
    ("text", "digits"),
    [
        ("49668851", "49668851"),
        (49668851, "49668851"),
        (49668851.0, "49668851"),
        ("00071708", "00071708"),
        ("49.668 851", "49668851"),
        ("49.668.851", "49668851"),
        (" 49668851 ", "49668851"),
        ("'49668851", "49668851"),
        ("Số: 49668851", "49668851"),
        ("079203000001", "079203000001"),
        ("49668851.0", "49668851"),
    ],
)
def test_card__however_typed__is_its_digits(text: Plain, digits: str) -> None:
    assert value("card_number", text) == digits


@pytest.mark.parametrize("text", [None, "", "-", "chưa có", "Chưa cấp", "không", 0, "00000000"])
def test_card__that_there_is_not__is_blank(text: Plain) -> None:
    assert column("card_number", text)[0].unknown is Unknown.BLANK


def test_name__with_the_sign_of_a_footnote__is_without() -> None:
    found = column("full_name", "Lê Văn An (*)", "Ka Thẻm (1)", "K'Long*")
    assert [each.get("full_name") for each in found] == ["Lê Văn An", "Ka Thẻm", "K'Long"]


def test_card__too_short_for_lost_zeros__is_kept_and_noted() -> None:
    cards = column("card_number", 49351848, 49135892, 4900, 71708)
    assert [each.get("card_number") for each in cards[2:]] == ["4900", "00071708"]
    assert [each.faults for each in cards[2:]] == [("V13",), ("V12",)]


def test_card__column_of_eleven_digits__has_lost_a_zero() -> None:
    cards = column("card_number", 49351848123, 4935184812)
    assert [each.get("card_number") for each in cards] == ["049351848123", "004935184812"]


def test_card__zeros_lost_as_numbers__are_put_back_with_a_note() -> None:
    cards = column("card_number", 8220856.0, 49351848, 49135892, 271708)
    assert [each.get("card_number") for each in cards] == [
        "08220856",
        "49351848",
        "49135892",
        "00271708",
    ]
    assert [each.faults for each in cards] == [("V12",), (), (), ("V12",)]


def test_card__short_text_that_has_a_zero__keeps_what_it_has() -> None:
    card = column("card_number", "0822085", "49351848", "49135892")[0]
    assert (card.get("card_number"), card.faults) == ("0822085", ("V13",))


def test_card__twelve_digits__lost_zero_comes_back() -> None:
    cards = column("card_number", 79203000001, "079203000002", "068203000003")
    assert cards[0].get("card_number") == "079203000001"


@pytest.mark.parametrize("text", ["abc", "49668851a", True, 4.5, 1e300, float("nan"), -3])
def test_card__that_is_no_number__is_unreadable(text: Plain) -> None:
    assert column("card_number", text)[0].faults == ("V05",)


def test_identity__column_of_numbers__has_twelve_digits_again() -> None:
    found = column("personal_id", 68093001234, 1093001234, "250123456")
    assert [each.get("personal_id") for each in found] == [
        "068093001234",
        "001093001234",
        "250123456",
    ]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Nguyễn Văn A", "Nguyễn Văn A"),
        ("  Nguyễn\xa0 Văn\nA ", "Nguyễn Văn A"),
        ("Đ/c Nguyễn Văn A", "Nguyễn Văn A"),
        ("Thượng úy Trần Văn B", "Trần Văn B"),
        ("ThS. Lê Thị C", "Lê Thị C"),
        ("1. Nguyễn Văn A", "Nguyễn Văn A"),
        ("KA THẺM\nKa Thẻm", "Ka Thẻm"),
        ("K'Thới", "K'Thới"),
        ("Ông Thị Hoa", "Ông Thị Hoa"),
        ("Ông Nguyễn Văn A", "Nguyễn Văn A"),
        ("Bà K'Thới", "K'Thới"),
        ("NA", "NA"),
        ("null Văn", "null Văn"),
        ("Nguyễn Văn A (Bí thư)", "Nguyễn Văn A"),
        ("NGUYỄN VĂN A", "NGUYỄN VĂN A"),
    ],
)
def test_name__is_without_what_stands_around_it(text: str, name: str) -> None:
    assert value("full_name", text) == name


def test_name__with_a_remark__tells_it_too() -> None:
    probationary, exempt, outsider = column(
        "full_name", "Nguyễn Văn A (DB)", "Trần B (MSH)", "Lê C (quần chúng)"
    )
    assert probationary.get("full_name") == "Nguyễn Văn A"
    assert probationary.get("standing") is Standing.PROBATIONARY
    assert exempt.get("status") is Status.EXEMPT
    assert outsider.not_member


def test_name__from_a_font_of_capitals__is_in_proper_case() -> None:
    assert (
        column("full_name", "CIL MÚP K'MBIN", capitals=True)[0].get("full_name") == "Cil Múp K'Mbin"
    )


@pytest.mark.parametrize("text", ["12345", "***", 27, dt.date(2024, 1, 1)])
def test_name__that_is_none__is_unreadable(text: Plain) -> None:
    assert column("full_name", text)[0].unknown in (Unknown.UNREADABLE, Unknown.BLANK)
    assert not column("full_name", text)[0].facts


MARKS: dict[Mark, list[Plain]] = {
    Mark.TICK: ["x", "X", "✓", "√", "v", "V", "+", "●", "ü", 1, 1.0, "1", True, " x ", "xx", "☑"],
    Mark.YES: ["Có", "có", "C", "Đã ký", "rồi", "15/01/2024", dt.date(2024, 1, 15), "12-KH/CB"],
    Mark.NO: ["không", "Không", "chưa", "0", 0, "-", False, "Chưa ký", "ko", "☐", "□"],
    Mark.BLANK: [None, "", "  "],
    Mark.OTHER: ["û", "?", "abc", 7, "Nguyễn Văn A", float("nan"), dt.time(1)],
}


@pytest.mark.parametrize(
    ("cell", "expected"), [(cell, expected) for expected, cells in MARKS.items() for cell in cells]
)
def test_mark__of_a_cell(cell: Plain, expected: Mark) -> None:
    assert mark(cell) is expected


@pytest.mark.parametrize(
    ("values", "alone", "expected"),
    [
        (["x", None], True, Blanks.NO),
        (["x", "✓", 1, None], True, Blanks.NO),
        (["x", None], False, Blanks.UNKNOWN),
        (["x", "không", None], True, Blanks.UNKNOWN),
        (["x", 0, None], True, Blanks.UNKNOWN),
        (["x", "-", None], True, Blanks.UNKNOWN),
        (["x", "Có", None], True, Blanks.UNKNOWN),
        (["Có", None], True, Blanks.UNKNOWN),
        (["x", "?", None], True, Blanks.UNKNOWN),
        ([None], True, Blanks.UNKNOWN),
    ],
)
def test_blanks__are_no_only_beside_nothing_but_ticks(
    values: list[Plain], alone: bool, expected: Blanks
) -> None:
    assert blanks_mean(values, alone) is expected
    blank = column("pledge", *values, alone=alone)[values.index(None)]
    assert blank.get("pledge") is (False if expected is Blanks.NO else None)


def test_flag__of_a_model__may_be_its_name() -> None:
    model = column("new_model", "Camera an ninh", "không", kind=Kind.ORGANIZATION)
    assert [each.get("new_model") for each in model] == [True, False]
    slips = column("new_model_recognised", "???", "zq#x", "!!", kind=Kind.ORGANIZATION)
    assert [each.faults for each in slips] == [("V05",)] * 3
    pledge = column("pledge", "Camera an ninh")[0]
    assert pledge.faults == ("V05",)


def test_committee__column_of_how_many__is_yes_from_three() -> None:
    found = column("has_committee", 3, 1, 0, "5", None, kind=Kind.ORGANIZATION)
    assert [each.get("has_committee") for each in found] == [True, False, False, True, None]


@pytest.mark.parametrize(
    ("text", "count"),
    [(25, 25), (25.0, 25), ("25", 25), ("1.154", 1154), ("08", 8), (0, 0), ("25 ", 25)],
)
def test_count__is_a_whole_number(text: Plain, count: int) -> None:
    assert value("member_count", text, Kind.ORGANIZATION) == count


@pytest.mark.parametrize("text", ["25,5", -1, 2.5, "nhiều", True, float("nan"), "1" * 40])
def test_count__that_is_none__is_unreadable(text: Plain) -> None:
    assert column("member_count", text, kind=Kind.ORGANIZATION)[0].faults == ("V05",)


def test_text__stays_as_written_in_normal_form() -> None:
    assert value("ethnicity", "K’Ho") == "K’Ho"
    assert value("branch", "Chi bộ\nĐạ  Nghịt 1") == "Chi bộ Đạ Nghịt 1"
    assert value("branch", "Chi bộ Ðạ Nghịt 1") == "Chi bộ Đạ Nghịt 1"
    assert value("branch", 5.0) == "5"
    assert value("religion", "Không") == "Không"


def facts(reading: Reading) -> dict[str, str]:
    return {
        field: found.iso if isinstance(found, DateSpan) else str(found)
        for field, found in reading.facts
    }


@pytest.mark.parametrize(
    ("fields", "cell", "expected"),
    [
        (
            ("admitted_on", "official_on"),
            "01/10/2020\n10/10/2021",
            {"admitted_on": "2020-10-01", "official_on": "2021-10-10"},
        ),
        (("admitted_on", "official_on"), "29/01/2024\n", {"admitted_on": "2024-01-29"}),
        (("admitted_on", "official_on"), "\n10/10/2021", {"official_on": "2021-10-10"}),
        (
            ("admitted_on", "official_on"),
            "03/02/2019, 03/02/2020",
            {"admitted_on": "2019-02-03", "official_on": "2020-02-03"},
        ),
        (
            ("admitted_on", "official_on"),
            "03/02/2019 - 03/02/2020",
            {"admitted_on": "2019-02-03", "official_on": "2020-02-03"},
        ),
        (
            ("sex", "ethnicity", "religion"),
            "Nữ, K'Ho, Không",
            {"sex": "female", "ethnicity": "K'Ho", "religion": "Không"},
        ),
        (("sex", "ethnicity", "religion"), "Nam; Kinh", {"sex": "male", "ethnicity": "Kinh"}),
        (("card_number", "", ""), "49593667\nSLL: 00000", {"card_number": "49593667"}),
        (("card_number", "", ""), "chưa có\nSLL: 00074", {}),
        (("", "full_name"), "KA THẺM\nKa Thẻm", {"full_name": "Ka Thẻm"}),
        (("", "full_name"), "Ka Thẻm", {"full_name": "Ka Thẻm"}),
        (("", "occupation"), "Làm nông\nHưu trí", {"occupation": "retired"}),
        (("left_on", ""), "15/06/2024\nĐBCS phường 2", {"left_on": "2024-06-15"}),
        (
            ("left_on", "status"),
            "10/05/2024\nKhai trừ",
            {"left_on": "2024-05-10", "status": "expelled"},
        ),
        (
            ("full_name", "date_of_birth", "", "", "personal_id"),
            "Nguyễn Văn A\n01/02/1990\n123\n456\n068090001234",
            {
                "full_name": "Nguyễn Văn A",
                "date_of_birth": "1990-02-01",
                "personal_id": "068090001234",
            },
        ),
        (("admitted_on", "official_on"), dt.date(2020, 1, 2), {"admitted_on": "2020-01-02"}),
    ],
)
def test_compound__cell__tells_each_fact(
    fields: tuple[str, ...], cell: Plain, expected: dict[str, str]
) -> None:
    assert facts(read_compound(Kind.MEMBER, fields, (cell,))[0]) == expected


def test_compound__blank_and_unreadable__say_so() -> None:
    blank, bad = read_compound(Kind.MEMBER, ("admitted_on", "official_on"), (None, "lạ\nlạ"))
    assert blank.unknown is Unknown.BLANK
    assert bad.faults == ("V05",)


ANY = st.none() | st.text(max_size=20) | st.integers() | st.floats() | st.booleans() | st.dates()
EVERY_FIELD = [(kind, field) for kind in Kind for field in FIELDS[kind]]


@given(st.sampled_from(EVERY_FIELD), st.lists(ANY, min_size=1, max_size=6))
@settings(max_examples=400)
def test_column__whatever_stands_in_it__gives_a_reading_for_each_value(
    which: tuple[Kind, str], values: list[Plain]
) -> None:
    kind, field = which
    readings = read_column(kind, field, values)
    assert len(readings) == len(values)
    for reading in readings:
        assert reading.facts or reading.unknown is not None or reading.not_member


def test_cards__most_lost_one_zero__it_comes_back() -> None:
    cards = column("card_number", 9811587, 9299539, 2947430, 49351848)
    assert [each.get("card_number") for each in cards[:3]] == ["09811587", "09299539", "02947430"]


def test_compound__one_month_in_a_cell_of_two_days__is_not_taken_apart() -> None:
    cell = read_compound(Kind.MEMBER, ("admitted_on", "official_on"), ("05/2024",))[0]
    assert facts(cell) == {"admitted_on": "2024-05"}


@pytest.mark.parametrize(
    ("text", "expected"), [("03 đ/c", True), ("5 đồng chí", True), ("2 đ/c", False)]
)
def test_committee__counted_in_comrades__is_one_from_three(text: str, expected: bool) -> None:
    found = read_column(Kind.ORGANIZATION, "has_committee", (text,))[0]
    assert found.get("has_committee") is expected


def test_name__with_a_post_behind_it__is_without() -> None:
    found = column(
        "full_name", "Lê Văn An - Bí thư", "Ka Thẻm, PBT", "đ/cHồ Thị Ba", "Bon-Niêng Ha Chú"
    )
    assert [each.get("full_name") for each in found] == [
        "Lê Văn An",
        "Ka Thẻm",
        "Hồ Thị Ba",
        "Bon-Niêng Ha Chú",
    ]
