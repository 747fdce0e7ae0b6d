"""Files that are written: whole or not at all, private, never over the user's own."""

from __future__ import annotations

import errno
import os
import stat
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from cli.running import call
from cli.test_exit_codes import roster
from lacduong_kpi.cli.outputs import Output, write_whole
from lacduong_kpi.errors import OutputError

Capsys = pytest.CaptureFixture[str]
SUFFIXES = ["html", "xlsx", "docx", "json", "xml", "csv", "md", "prom"]
posix = pytest.mark.skipif(sys.platform == "win32", reason="modes of POSIX")


def test_reports__every_format_in_one_run(capsys: Capsys, tmp_path: Path) -> None:
    path = roster(tmp_path / "a.xlsx", "HTNV")
    reports = [tmp_path / f"ket-qua.{suffix}" for suffix in SUFFIXES]
    options = [word for each in reports for word in ("--report", str(each))]
    outcome = call(capsys, "check", path, *options)
    assert outcome.code == 1
    assert all(each.stat().st_size > 100 for each in reports)
    assert sorted(tmp_path.iterdir()) == sorted([path, *reports])


@posix
def test_reports__for_their_owner_alone(capsys: Capsys, tmp_path: Path) -> None:
    path = roster(tmp_path / "a.xlsx", "HTTNV")
    old = os.umask(0o022)
    try:
        call(
            capsys, "check", path, "--report", tmp_path / "k.json", "--report", tmp_path / "k.prom"
        )
    finally:
        os.umask(old)
    assert stat.S_IMODE((tmp_path / "k.json").stat().st_mode) == 0o600
    assert stat.S_IMODE((tmp_path / "k.prom").stat().st_mode) == 0o644


def test_report__never_over_a_roster(capsys: Capsys, tmp_path: Path) -> None:
    path = roster(tmp_path / "a.xlsx", "HTTNV")
    before = path.read_bytes()
    outcome = call(capsys, "check", path, "--report", path)
    assert outcome.code == 2
    assert "không ghi đè lên danh sách" in outcome.err
    assert path.read_bytes() == before


def test_report__never_over_a_workbook_of_others(capsys: Capsys, tmp_path: Path) -> None:
    path, other = roster(tmp_path / "a.xlsx", "HTTNV"), roster(tmp_path / "b.xlsx", "HTNV")
    before = other.read_bytes()
    assert call(capsys, "check", path, "--report", other).code == 2
    assert other.read_bytes() == before


def test_report__replaces_its_own(capsys: Capsys, tmp_path: Path) -> None:
    path, report = roster(tmp_path / "a.xlsx", "HTTNV"), tmp_path / "kq.xlsx"
    assert call(capsys, "check", path, "--report", report, "--target", "B3").code == 0
    assert call(capsys, "check", path, "--report", report, "--target", "B3").code == 0


def test_report_in_a_folder__left_aside_when_read(capsys: Capsys, tmp_path: Path) -> None:
    roster(tmp_path / "a.xlsx", "HTTNV")
    call(capsys, "check", tmp_path, "--report", tmp_path / "kq.xlsx")
    outcome = call(capsys, "check", tmp_path, "--target", "B3")
    assert "Đã đọc 1 tệp: 1 đảng viên" in outcome.out


@pytest.mark.parametrize("name", ["folder.json", "missing/kq.json"])
def test_report__folder_or_no_folder__refused_before_reading(
    capsys: Capsys, tmp_path: Path, name: str
) -> None:
    (tmp_path / "folder.json").mkdir()
    outcome = call(capsys, "check", tmp_path / "none.xlsx", "--report", tmp_path / name)
    assert outcome.code == 2
    assert "không ghi được" in outcome.err
    assert "không tìm thấy" not in outcome.err


@posix
def test_report__link_is_not_written_through(capsys: Capsys, tmp_path: Path) -> None:
    target, link = tmp_path / "real.json", tmp_path / "link.json"
    target.write_text("mine", encoding="utf-8")
    link.symlink_to(target)
    path = roster(tmp_path / "a.xlsx", "HTTNV")
    assert call(capsys, "check", path, "--report", link).code == 2
    assert target.read_text(encoding="utf-8") == "mine"


def test_template__never_overwrites(capsys: Capsys, tmp_path: Path) -> None:
    path = tmp_path / "mau-2024.xlsx"
    assert call(capsys, "template", path).code == 0
    before = path.read_bytes()
    outcome = call(capsys, "template", path)
    assert outcome.code == 2
    assert "đã có" in outcome.err
    assert path.read_bytes() == before


def test_write_whole__failure_leaves_the_old_and_nothing_new(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "kq.json"
    path.write_bytes(b"old")

    def full(_descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OutputError):
        write_whole(Output(path, b"new"))
    assert path.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [path]


def test_write_whole__a_report_fails_while_it_is_made__nothing_of_it_remains(
    tmp_path: Path,
) -> None:
    def pieces() -> Iterator[bytes]:
        yield b"a"
        assert len(list(tmp_path.iterdir())) == 2  # the one of before, and what is being written
        raise ZeroDivisionError

    path = tmp_path / "kq.csv"
    path.write_bytes(b"old")
    with pytest.raises(ZeroDivisionError):
        write_whole(Output(path, pieces()))
    assert path.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [path]


def test_write_whole__pieces__are_one_file(tmp_path: Path) -> None:
    write_whole(Output(tmp_path / "a.csv", iter([b"1", b"", b"2"])))
    assert (tmp_path / "a.csv").read_bytes() == b"12"


def test_write_whole__no_room_for_the_second__the_first_stays_as_it_was(tmp_path: Path) -> None:
    first = tmp_path / "kq.json"
    first.write_bytes(b"old")
    with pytest.raises(OutputError) as caught:
        write_whole(Output(first, b"new"), Output(tmp_path / "gone" / "kq.csv", b"new"))
    assert dict(caught.value.problems[0].params)["file"] == "kq.csv"
    assert first.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [first]


@pytest.mark.parametrize("links", [True, False])
def test_write_whole__last_cannot_be_replaced__those_before_are_as_they_were(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, links: bool
) -> None:
    old, last = tmp_path / "kq.csv", tmp_path / "kq.docx"
    for each in (old, last):
        each.write_bytes(b"old")
    replace = Path.replace

    def held(path: Path, target: Path) -> Path:
        if target == last:
            raise PermissionError(13, "held by another process")
        return replace(path, target)

    def none(_path: Path, _target: Path) -> None:
        raise OSError(errno.EPERM, "no links on this disk")

    monkeypatch.setattr(Path, "replace", held)
    if not links:
        monkeypatch.setattr(Path, "hardlink_to", none)
    with pytest.raises(OutputError):
        write_whole(*(Output(each, b"new") for each in (tmp_path / "kq.json", old, last)))
    assert sorted(each.name for each in tmp_path.iterdir()) == ["kq.csv", "kq.docx"]
    assert old.read_bytes() == (b"old" if links else b"new")  # whole in any case
    assert last.read_bytes() == b"old"


@pytest.mark.parametrize("links", [True, False])
@pytest.mark.parametrize(
    ("name", "replace", "key"),
    [("mau.xlsx", False, "output.exists"), ("kq.xlsx", True, "output.not_ours")],
)
def test_write_whole__the_users_file_came_meanwhile__it_stays(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, links: bool, name: str, replace: bool, key: str
) -> None:
    path = tmp_path / name
    fsync = os.fsync

    def saved(descriptor: int) -> None:
        path.write_bytes(b"the user's")
        fsync(descriptor)

    def none(_path: Path, _target: Path) -> None:
        raise OSError(errno.EPERM, "no links on this disk")

    monkeypatch.setattr(os, "fsync", saved)
    if not links:
        monkeypatch.setattr(Path, "hardlink_to", none)
    with pytest.raises(OutputError) as caught:
        write_whole(Output(path, b"new", replace=replace))
    assert caught.value.problems[0].key == key
    assert [each.read_bytes() for each in tmp_path.iterdir()] == [b"the user's"]


@pytest.mark.parametrize("links", [True, False])
def test_write_whole__nothing_may_be_replaced_at_the_last_moment__it_stays(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, links: bool
) -> None:
    path = tmp_path / "mau.xlsx"
    link = Path.hardlink_to

    def late(place: Path, target: Path) -> None:
        if not links:
            raise OSError(errno.EPERM, "no links on this disk")
        place.write_bytes(b"the user's")
        link(place, target)

    monkeypatch.setattr(Path, "hardlink_to", late)
    if links:
        with pytest.raises(OutputError) as caught:
            write_whole(Output(path, b"new", replace=False))
        assert caught.value.problems[0].key == "output.exists"
    else:
        write_whole(Output(path, b"new", replace=False))
    assert [each.read_bytes() for each in tmp_path.iterdir()] == [
        b"the user's" if links else b"new"
    ]


def test_write_whole__open_in_word__says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "kq.docx"
    path.write_bytes(b"old")

    def held(_self: Path, _target: Path) -> Path:
        raise PermissionError(13, "held by another process")

    monkeypatch.setattr(Path, "replace", held)
    with pytest.raises(OutputError) as caught:
        write_whole(Output(path, b"new"))
    assert caught.value.problems[0].key == "output.in_use"


@pytest.mark.parametrize("member", [[], ["--member", "Xếp loại 2024!E523"]])
def test_explain_in_english__conditions_are_english_too(capsys: Capsys, member: list[str]) -> None:
    from cli.running import SAMPLES

    outcome = call(capsys, "explain", "B3", SAMPLES / "2024", "--lang", "en", *member)
    assert "đảng viên có mặt ngày" not in outcome.out.lower()
    assert "xếp loại từ hoàn thành tốt trở lên" not in outcome.out.split("\n", 3)[3]
    assert "31/12/2024" in outcome.out


def test_template__shows_the_command_that_scores_it(capsys: Capsys, tmp_path: Path) -> None:
    from cli.running import ROOT

    plan = ROOT / "targets" / "xa-sau-2025.yaml"
    path = tmp_path / "mau 2025.xlsx"
    outcome = call(capsys, "template", path, "--plan", plan)
    assert outcome.code == 0
    assert f'lacduong-kpi check "{path}" --plan {plan}' in outcome.err


def test_annotate__the_only_workbook_of_a_folder__is_meant(capsys: Capsys, tmp_path: Path) -> None:
    folder = tmp_path / "lists"
    folder.mkdir()
    path = roster(folder / "a.xlsx", "???")
    before = path.read_bytes()
    first, second = folder / "copy.xlsx", tmp_path / "copy.xlsx"
    for copy in (first, second):
        outcome = call(capsys, "validate", folder, "--annotate", copy)
        assert outcome.code == 1, outcome
        assert copy.exists()
    assert path.read_bytes() == before
    assert sorted(folder.iterdir()) == [path, first]
    outcome = call(capsys, "validate", folder, "--annotate", path)
    assert "không ghi đè" in outcome.err
    roster(folder / "b.xlsx", "HTTNV")
    outcome = call(capsys, "validate", folder, "--annotate", tmp_path / "c.xlsx")
    assert (outcome.code, outcome.out) == (2, "")
    assert "--annotate cần đúng một sổ tính" in outcome.err
