"""A large sheet read by two processes: the same as by one, whatever happens to the helper."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable
from dataclasses import replace
from io import BytesIO

import pytest

from lacduong_kpi.workbook import halves
from lacduong_kpi.workbook.archive import Archive
from lacduong_kpi.workbook.limits import NORMAL, Limits
from lacduong_kpi.workbook.package import main_part
from lacduong_kpi.workbook.refusal import RefusedError
from lacduong_kpi.workbook.sharing import Sharing
from lacduong_kpi.workbook.xlsx import read_xlsx
from packages import packed, parts, sheet
from workbooks import cells

COUNT = 3_000


def row(r: int) -> str:
    """Numbers of its own, repeated texts, a column that only the end has, and odd rows."""
    extra = f'<c r="F{r}"><f>A{r}</f><v>{r}</v></c>' if r > 2_900 else ""
    if r % 501 == 0:
        extra += f'<c r="H{r}" t="inlineStr"><is><r><t>rich {r}</t></r></is></c>'
    hidden = ' hidden="1"' if r % 700 == 0 else ""
    return (
        f'<row r="{r}"{hidden}><c r="A{r}"><v>{r}</v></c><c r="B{r}" t="s"><v>{r % 3}</v></c>'
        f'<c r="C{r}" s="0"/>{extra}</row>'
    )


def content(change: Callable[[str], str] = lambda xml: xml) -> bytes:
    xml = sheet(
        "".join(row(r) for r in range(1, COUNT + 1)),
        before='<cols><col min="2" max="2" hidden="1"/></cols>',
        after='<mergeCells><mergeCell ref="A5:B5"/></mergeCells>',
    )
    return packed(parts({"S": change(xml)}, strings=["a", "b", "c"]))


def sharing(told: list[str] | None = None) -> Sharing:
    said: list[str] = [] if told is None else told
    return Sharing(lambda: said.append("meanwhile"), lambda: said.append("alone"))


def read(data: bytes, processes: int, limits: Limits = NORMAL) -> object:
    archive = Archive(BytesIO(data).getvalue(), limits)
    (found,) = read_xlsx(archive, main_part(archive), limits, sharing() if processes > 1 else None)
    each = found.sheet
    return (
        cells(each), each.top, each.left, each.hidden_rows, each.hidden_columns, each.merges,
        [sorted(map(str, column.values)) for column in each.columns],
    )  # fmt: skip


@pytest.fixture(autouse=True)
def low_threshold(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("lacduong_kpi.workbook.xlsx.LARGE_PART", 1)
    monkeypatch.setattr("lacduong_kpi.workbook.archive._FEED", 2_000)


@pytest.mark.parametrize("share", [0.0, 0.1, 0.42, 0.9, 1.0])
def test_scan_with_help__any_cut__the_same_as_alone(
    monkeypatch: pytest.MonkeyPatch, share: float
) -> None:
    monkeypatch.setattr(halves, "_FIRST_SHARE", share)
    assert read(content(), 2) == read(content(), 1)


def test_scan_with_help__columns_of_their_own_values__the_same(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("lacduong_kpi.workbook.grid._PROBE", 100)
    assert read(content(), 2) == read(content(), 1)


def test_scan_with_help__rows_without_numbers__the_same() -> None:
    data = content(lambda xml: xml.replace('<row r="', '<row x="').replace(' r="', ' y="'))
    assert read(data, 2) == read(data, 1)


@pytest.mark.parametrize(
    "trouble",
    [
        lambda *_: os.kill(os.getpid(), signal.SIGKILL),
        lambda *_: os._exit(3),
        lambda _archive, _part, _limits, _cut, pipe: (os.write(pipe, b"half"), os._exit(0)),
    ],
)
def test_scan_with_help__helper_dies__the_same(
    monkeypatch: pytest.MonkeyPatch, trouble: Callable[..., None]
) -> None:
    expected = read(content(), 1)
    monkeypatch.setattr(halves, "_help", trouble)
    assert read(content(), 2) == expected


@pytest.mark.parametrize("name", ["fork", "pipe"])
def test_scan_with_help__no_helper_to_be_had__the_same(
    monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    def refuse() -> int:
        raise OSError

    expected = read(content(), 1)
    monkeypatch.setattr(os, name, refuse)
    assert read(content(), 2) == expected


@pytest.mark.parametrize(
    ("change", "limits", "key"),
    [
        (lambda xml: xml.replace('<row r="2000"', '<row r="1999"'), NORMAL, "files.damaged"),
        (lambda xml: xml.replace('<row r="2999"', '<row r="5"'), NORMAL, "files.damaged"),
        (lambda xml: xml[:-30], NORMAL, "files.damaged"),
        (lambda xml: xml, replace(NORMAL, rows=2_000), "files.too_many_rows"),
        (lambda xml: xml, replace(NORMAL, cells=5_000), "files.too_many_cells"),
    ],
)
def test_scan_with_help__fault_in_either_half__refused(
    change: Callable[[str], str], limits: Limits, key: str
) -> None:
    with pytest.raises(RefusedError) as refused:
        read(content(change), 2, limits)
    assert refused.value.key == key


@pytest.mark.parametrize(
    ("threshold", "told"), [(1, ["meanwhile"] * 2 + ["alone"]), (1 << 30, ["alone"])]
)
def test_read_xlsx__says_once_that_no_helper_is_needed_any_more(
    monkeypatch: pytest.MonkeyPatch, threshold: int, told: list[str]
) -> None:
    monkeypatch.setattr("lacduong_kpi.workbook.xlsx.LARGE_PART", threshold)
    both = packed(parts({"S": sheet(row(1)), "T": sheet(row(2))}, strings=["a", "b", "c"]))
    archive = Archive(BytesIO(both).getvalue(), NORMAL)
    said: list[str] = []
    assert len(read_xlsx(archive, main_part(archive), NORMAL, sharing(said))) == 2
    assert said == told
