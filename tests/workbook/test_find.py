"""Which files are meant by what was typed."""

from __future__ import annotations

import contextlib
import os
import sys
import unicodedata
from pathlib import Path

import pytest

from lacduong_kpi.workbook.find import DEEPEST, Listing, find_files


def touch(*paths: Path) -> None:
    for path in paths:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b"x")


def shown(listing: Listing) -> list[str]:
    return [found.shown_as for found in listing.files]


def notes(listing: Listing) -> list[tuple[str, str]]:
    return [(each.code, each.place.file) for each in listing.findings]


def problems(listing: Listing) -> list[tuple[str, str]]:
    return [(each.problem.key, each.path) for each in listing.unusable]


def test_find_files__folder__in_order_of_nfc_paths_without_rubbish(tmp_path: Path) -> None:
    touch(
        tmp_path / "b.xlsx",
        tmp_path / unicodedata.normalize("NFD", "ấp.XLS"),
        tmp_path / "a" / "z.ods",
        tmp_path / "a" / "y.csv",
        tmp_path / "note.docx",
        tmp_path / "truth.json",
        tmp_path / "~$b.xlsx",
        tmp_path / "old.xlsx.bak",
        tmp_path / ".hidden.xlsx",
        tmp_path / ".git" / "x.xlsx",
        tmp_path / "__MACOSX" / "b.xlsx",
        tmp_path / "page.html",
    )
    listing = find_files([str(tmp_path)])
    assert shown(listing) == [
        "a/y.csv",
        "a/z.ods",
        "b.xlsx",
        unicodedata.normalize("NFD", "ấp.XLS"),
    ]
    assert notes(listing) == [
        ("F02", "note.docx"),
        ("F02", "old.xlsx.bak"),
        ("F02", "page.html"),
        ("F02", "truth.json"),
        ("F01", "~$b.xlsx"),
    ]
    assert listing.unusable == ()
    assert all(found.in_folder for found in listing.files)


def test_find_files__owner_file_beside__open_elsewhere(tmp_path: Path) -> None:
    touch(
        tmp_path / "a.xlsx", tmp_path / "~$a.xlsx", tmp_path / "b.ods", tmp_path / ".~lock.b.ods#"
    )
    touch(tmp_path / "c.xlsx")
    listing = find_files([str(tmp_path)])
    assert [found.open_elsewhere for found in listing.files] == [True, True, False]
    (given,) = find_files([str(tmp_path / "a.xlsx")]).files
    assert given.open_elsewhere
    assert not given.in_folder


def test_find_files__folder_and_its_files_by_other_names__each_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "below").mkdir()
    touch(tmp_path / "a.xlsx", tmp_path / "~$a.xlsx", tmp_path / "~$", tmp_path / "below" / "b.ods")
    (tmp_path / "link").symlink_to(tmp_path)
    monkeypatch.chdir(tmp_path)
    listing = find_files([".", "a.xlsx", "below", str(tmp_path / "link" / "below" / "b.ods")])
    assert [(str(each.path), each.open_elsewhere) for each in listing.files] == [
        ("a.xlsx", True),
        (str(Path("below", "b.ods")), False),
    ]
    assert [each.code for each in listing.findings].count("F06") == 3


def test_find_files__links_in_a_folder__never_followed(tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere"
    touch(elsewhere / "secret.xlsx")
    folder = tmp_path / "folder"
    touch(folder / "a.xlsx")
    (folder / "link.xlsx").symlink_to(elsewhere / "secret.xlsx")
    (folder / "sub").symlink_to(elsewhere)
    (folder / "loop").symlink_to(folder)
    listing = find_files([str(folder)])
    assert shown(listing) == ["a.xlsx"]
    assert notes(listing) == [("F05", "link.xlsx"), ("F05", "loop"), ("F05", "sub")]


@pytest.mark.skipif(sys.platform == "win32", reason="descriptors of POSIX")
def test_find_files__file_that_takes_the_result__left_aside(tmp_path: Path) -> None:
    for name in ("ds.csv", "kq.csv", "loi.txt"):
        touch(tmp_path / name)
    kept = {number: os.dup(number) for number in (1, 2)}
    try:
        for number, name in ((1, "kq.csv"), (2, "loi.txt")):
            descriptor = os.open(tmp_path / name, os.O_WRONLY)
            os.dup2(descriptor, number)
            os.close(descriptor)
        listing = find_files([str(tmp_path)])
    finally:
        for number, before in kept.items():
            os.dup2(before, number)
            os.close(before)
    assert shown(listing) == ["ds.csv"]
    assert notes(listing) == [("F04", "kq.csv"), ("F04", "loi.txt")]


def test_find_files__xml_in_a_folder__only_spreadsheets(tmp_path: Path) -> None:
    touch(tmp_path / "junit.xml")
    (tmp_path / "ds.xml").write_text(
        '<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"/>'
    )
    assert shown(find_files([str(tmp_path)])) == ["ds.xml"]


def test_find_files__given_twice__read_once(tmp_path: Path) -> None:
    touch(tmp_path / "a.xlsx")
    listing = find_files([str(tmp_path / "a.xlsx"), str(tmp_path)])
    assert shown(listing) == [str(tmp_path / "a.xlsx")]
    assert notes(listing) == [("F06", "a.xlsx")]


def test_find_files__two_folders_with_one_name__told_apart(tmp_path: Path) -> None:
    touch(tmp_path / "x" / "ds.xlsx", tmp_path / "y" / "ds.xlsx", tmp_path / "y" / "other.xlsx")
    listing = find_files([str(tmp_path / "x"), str(tmp_path / "y")])
    assert shown(listing) == [f"{tmp_path}/x/ds.xlsx", f"{tmp_path}/y/ds.xlsx", "other.xlsx"]


def test_find_files__missing__the_nearest_name(tmp_path: Path) -> None:
    touch(tmp_path / "DSĐV 2024.xlsx", tmp_path / "khác.xlsx")
    (missing,) = find_files([str(tmp_path / "DSDV 2024.xlsx")]).unusable
    assert missing.problem.key == "files.missing_near"
    assert dict(missing.problem.params)["nearest"] == "DSĐV 2024.xlsx"
    assert problems(find_files([str(tmp_path / "qqq")])) == [("files.missing", f"{tmp_path}/qqq")]


def test_find_files__link_to_nowhere__not_offered_its_own_name(tmp_path: Path) -> None:
    (tmp_path / "ds.xlsx").symlink_to("gone.xlsx")
    link = str(tmp_path / "ds.xlsx")
    assert problems(find_files([link])) == [("files.missing", link)]


def test_find_files__name_in_another_normal_form__found(tmp_path: Path) -> None:
    touch(tmp_path / unicodedata.normalize("NFD", "Đạ Sar.xlsx"))
    listing = find_files([str(tmp_path / unicodedata.normalize("NFC", "Đạ Sar.xlsx"))])
    assert len(listing.files) == 1


@pytest.mark.parametrize(
    "url", ["https://example.org/a.xlsx", "file:///etc/passwd", "s3://b/a.xlsx"]
)
def test_find_files__url__refused(url: str) -> None:
    assert problems(find_files([url])) == [("files.url", url)]


def test_find_files__no_ordinary_file__refused_without_blocking(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.xlsx")
    (tmp_path / "zero.xlsx").symlink_to("/dev/zero")
    arguments = [str(tmp_path / "pipe.xlsx"), str(tmp_path / "zero.xlsx")]
    assert problems(find_files(arguments)) == [("files.not_regular", each) for each in arguments]
    assert shown(find_files([str(tmp_path)])) == []


def test_find_files__owner_file_given__says_of_which(tmp_path: Path) -> None:
    touch(tmp_path / "~$DSDV 2024.xlsx")
    (refused,) = find_files([str(tmp_path / "~$DSDV 2024.xlsx")]).unusable
    assert refused.problem.key == "files.lock_file"
    assert dict(refused.problem.params)["workbook"] == "DSDV 2024.xlsx"


def test_find_files__folder_without_spreadsheets__refused(tmp_path: Path) -> None:
    touch(tmp_path / "readme.md")
    assert problems(find_files([str(tmp_path)])) == [("files.nothing_in_folder", str(tmp_path))]


def test_find_files__name_that_is_no_utf_8__shown_and_openable(tmp_path: Path) -> None:
    path = os.fsdecode(os.fsencode(tmp_path) + b"/ds\xff.xlsx")
    Path(path).write_bytes(b"x")
    (found,) = find_files([str(tmp_path)]).files
    assert found.shown_as == "ds\ufffd.xlsx"
    assert found.path.read_bytes() == b"x"


def test_find_files__folder_that_cannot_be_read__named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    touch(tmp_path / "a.xlsx", tmp_path / "locked" / "b.xlsx")
    scandir = os.scandir

    def guarded(path: Path) -> object:
        if Path(path).name == "locked":
            raise PermissionError
        return scandir(path)

    monkeypatch.setattr(os, "scandir", guarded)
    listing = find_files([str(tmp_path)])
    assert shown(listing) == ["a.xlsx"]
    assert problems(listing) == [("files.no_permission", "locked")]


def test_find_files__file_removed_while_the_folder_is_read__left_out(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("a.xlsx", "gone.xlsx"):
        (tmp_path / name).write_bytes(b"x")
    scan = os.scandir

    def and_remove(path: str | Path) -> contextlib.nullcontext[list[os.DirEntry[str]]]:
        found = contextlib.nullcontext(list(scan(path)))
        (tmp_path / "gone.xlsx").unlink(missing_ok=True)
        return found

    monkeypatch.setattr(os, "scandir", and_remove)
    listing = find_files([str(tmp_path)])
    assert [each.shown_as for each in listing.files] == ["a.xlsx"]


def test_find_files__folder_with_more_than_anybody_keeps__refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("lacduong_kpi.workbook.find.MOST_ENTRIES", 4)
    touch(*(tmp_path / name / "a.xlsx" for name in "ab"))
    assert shown(find_files([str(tmp_path)])) == ["a/a.xlsx", "b/a.xlsx"]
    touch(tmp_path / "c.txt")
    listing = find_files([str(tmp_path)])
    assert problems(listing) == [("files.folder_too_large", str(tmp_path))]
    assert not listing.files


def test_find_files__folders_in_folders_without_end__refused(tmp_path: Path) -> None:
    deep = tmp_path.joinpath(*"d" * (DEEPEST - 1))
    touch(deep / "a.xlsx")
    assert len(find_files([str(tmp_path)]).files) == 1
    touch(deep / "d" / "d" / "b.xlsx")
    listing = find_files([str(tmp_path)])
    assert problems(listing) == [("files.folder_too_large", str(tmp_path))]


@pytest.mark.skipif(not Path("/proc/self").is_dir(), reason="needs Linux")
def test_find_files__folder_of_the_system__refused(tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to("/proc")
    for folder in ("/proc", "/dev", "/sys/kernel", str(tmp_path / "link")):
        assert problems(find_files([folder])) == [("files.not_regular", folder)]


def test_find_files__name_as_long_as_can_be__found(tmp_path: Path) -> None:
    """Those of the owner files beside it would be too long."""
    path = tmp_path / ("a" * 250 + ".xls")
    touch(path)
    assert len(find_files([str(path)]).files) == len(find_files([str(tmp_path)]).files) == 1


def test_find_files__name_with_spaces_without_quotation_marks__one_name(tmp_path: Path) -> None:
    (tmp_path / "Danh sach 2024").mkdir()
    first = str(tmp_path / "Danh")
    assert problems(find_files(["qqq", first, "sach", "2024", "zzz"])) == [
        ("files.missing", "qqq"),
        ("files.unquoted", f"{tmp_path}/Danh sach 2024"),
        ("files.missing", "zzz"),
    ]


def test_find_files__suffix_left_out__the_name_with_it(tmp_path: Path) -> None:
    (tmp_path / "DS.xlsx").write_bytes(b"x")
    (missing,) = find_files([str(tmp_path / "ds")]).unusable
    assert dict(missing.problem.params)["nearest"] == "DS.xlsx"


def test_find__empty_argument__missing_and_not_the_working_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "a.xlsx").write_bytes(b"x")
    monkeypatch.chdir(tmp_path)
    listing = find_files([""])
    assert not listing.files
    assert [each.problem.key for each in listing.unusable] == ["files.missing"]


def test_find_files__pipe_in_a_folder__is_named_and_not_opened(tmp_path: Path) -> None:
    touch(tmp_path / "a.xlsx")
    os.mkfifo(tmp_path / "b.xlsx")
    os.mkfifo(tmp_path / "pipe")
    listing = find_files([str(tmp_path)])
    assert shown(listing) == ["a.xlsx"]
    assert problems(listing) == [("files.not_regular", "b.xlsx")]
    assert notes(listing) == [("F02", "pipe")]
