"""The page: one file, nothing loaded, nothing run, every picture with its words."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import pytest

from lacduong_kpi.reports import html
from lacduong_kpi.reports.view import View
from lacduong_kpi.wording import Language
from reports import build
from reports.everything import filled, rich

VOID = {"meta", "br", "link", "img", "input", "hr", "base", "area", "col", "embed", "source"}
# fmt: off
ALLOWED = {
    "html", "head", "meta", "title", "style", "body", "a", "div", "header", "main", "section",
    "article", "footer", "nav", "ul", "li", "p", "h1", "h2", "h3", "h4", "span", "strong",
    "figure", "figcaption", "table", "caption", "thead", "tbody", "tr", "th", "td", "blockquote",
    "br", "dl", "dt", "dd", "svg", "desc", "rect", "line", "circle", "text",
}
ATTRIBUTES = {
    "lang", "charset", "http-equiv", "content", "name", "class", "id", "href", "role",
    "aria-label", "aria-labelledby", "aria-hidden", "scope", "colspan", "data-label", "width",
    "height", "x", "y", "x1", "x2", "y1", "y2", "cx", "cy", "r", "rx",
}
# fmt: on
HOSTILE = '"><script>alert(1)</script><img src=x onerror=alert(2)>{{ 7*7 }}{% raw %}</style>'


class Page(HTMLParser):
    """Notes every tag; a tag that is closed out of turn is a fault."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[str] = []
        self.faults: list[str] = []
        self.tags: Counter[str] = Counter()
        self.attributes: set[str] = set()
        self.ids: list[str] = []
        self.links: list[str] = []
        self.text: list[str] = []
        self.metas: list[dict[str, str | None]] = []

    def handle_starttag(self, tag: str, attrs: Sequence[tuple[str, str | None]]) -> None:
        self.tags[tag] += 1
        values = dict(attrs)
        self.attributes |= set(values)
        if "id" in values:
            self.ids.append(values["id"] or "")
        if "href" in values:
            self.links.append(values["href"] or "")
        if tag == "meta":
            self.metas.append(values)
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: Sequence[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        if not self.open or self.open.pop() != tag:
            self.faults.append(tag)

    def handle_data(self, data: str) -> None:
        if self.open and self.open[-1] != "style":
            self.text.append(data)


def parsed(text: str) -> Page:
    page = Page()
    page.feed(text)
    page.close()
    assert page.faults == []
    assert page.open == []
    return page


PAGES = {
    "district": (rich(), View()),
    "with names": (rich(), View(details=True, limit=None)),
    "members only": (build.members_only(), View()),
    "english": (rich(), View(language=Language.EN)),
    "unusable": (build.assessment(unusable=("DSDV.xlsx",)), View()),
    "no target": (build.assessment(), View()),
    "hostile": (filled(HOSTILE), View(details=True)),
}


@pytest.mark.parametrize("name", list(PAGES))
def test_render__any_page__whole_and_well_nested(name: str) -> None:
    text = html.render(*PAGES[name])
    page = parsed(text)
    assert text.startswith("<!DOCTYPE html>\n")
    assert text.endswith("</html>\n")
    assert set(page.tags) <= ALLOWED
    assert page.attributes <= ATTRIBUTES
    assert len(page.ids) == len(set(page.ids))


@pytest.mark.parametrize("name", list(PAGES))
def test_render__links__lead_into_the_page(name: str) -> None:
    page = parsed(html.render(*PAGES[name]))
    assert all(link.startswith("#") for link in page.links)
    assert {link[1:] for link in page.links} <= set(page.ids)


@pytest.mark.parametrize("name", list(PAGES))
def test_render__policy__forbids_all_but_its_own_styles(name: str) -> None:
    page = parsed(html.render(*PAGES[name]))
    policies = [
        each["content"]
        for each in page.metas
        if each.get("http-equiv") == "Content-Security-Policy"
    ]
    assert policies == ["default-src 'none'; style-src 'unsafe-inline'"]
    assert page.metas[0] == {"charset": "utf-8"}


def test_render__styles__load_nothing() -> None:
    style = html.render(rich(), View()).partition("<style>")[2].partition("</style>")[0]
    assert not re.search(r"url\(|@import|expression|http", style)


@pytest.mark.parametrize(("language", "code"), [(Language.VI, "vi"), (Language.EN, "en")])
def test_render__language__told_to_readers(language: Language, code: str) -> None:
    assert f'<html lang="{code}">' in html.render(rich(), View(language=language))


def test_render__pictures__have_titles_and_descriptions() -> None:
    text = html.render(rich(), View())
    pictures = re.findall(r'<svg class="chart.*?</svg>', text, re.DOTALL)
    assert len(pictures) > 30
    for picture in pictures:
        assert 'role="img"' in picture
        assert re.search(r"<title>[^<]+</title><desc>[^<]+</desc>", picture)
    legends = [svg for svg in re.findall(r"<svg.*?>", text) if 'class="chart' not in svg]
    assert text.count('aria-hidden="true"') == 2
    assert len(legends) == 7


def test_render__figures_and_verdicts__stand_as_text_too() -> None:
    words = " ".join(parsed(html.render(rich(), View())).text)
    for target in rich().targets:
        assert target.id in words
        assert target.label in words
    for wanted in ("CHƯA XÁC ĐỊNH", "90,63\u00a0%", "F412:F418", "88,70", "V05", "CHƯA ĐẾN HẠN"):
        assert wanted in words


def test_render__every_section_of_the_outline() -> None:
    ids = parsed(html.render(rich(), View())).ids
    assert {
        "summary",
        "comparison",
        "organizations",
        "trends",
        "targets",
        "data",
        "reading",
    } <= set(ids)
    plain = parsed(html.render(build.members_only(), View())).ids
    assert "trends" not in plain
    assert "organizations" not in plain


def test_render__unusable_file__said_before_the_result() -> None:
    text = html.render(build.assessment(unusable=("DSDV mat.xlsx",)), View())
    assert text.index("DSDV mat.xlsx") < text.index("<h1>")


def test_render__names__only_with_details_and_the_header_says_so() -> None:
    name = "Người Thử Nghiệm"
    without, with_names = (html.render(rich(), View(details=each)) for each in (False, True))
    assert name not in without
    assert name in with_names
    assert "không có họ tên" in without
    assert "thông tin cá nhân" in with_names


def test_render__hostile_text__only_text() -> None:
    page = parsed(html.render(filled(HOSTILE), View(details=True)))
    assert "script" not in page.tags
    assert "img" not in page.tags
    assert any("{{ 7*7 }}" in text for text in page.text)


def test_render__a_long_list__cut_and_counted() -> None:
    target = build.b3()
    many = replace(
        target,
        gaps=tuple(
            replace(gap, branch=f"Chi bộ {number}") for number, gap in enumerate(target.gaps * 4)
        ),
    )
    cut = html.render(build.assessment(many), View())
    whole = html.render(build.assessment(many), View(limit=None))
    assert "Còn 196 dòng chưa hiện" in cut
    assert "chưa hiện" not in whole
    assert len(whole) > len(cut)


def test_render__a_whole_country_of_organizations__cut_and_counted() -> None:
    target = build.b3()
    many = replace(target, by_organization=tuple(target.by_organization) * 50)
    page = html.render(build.assessment(many), View())
    assert "Còn 1.250 dòng chưa hiện" in page
    assert len(page) < 400_000


CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("chrome")
chromium = pytest.mark.skipif(CHROMIUM is None, reason="chromium is not installed")
FLAGS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--enable-logging=stderr",
]


def browse(page: Path, folder: Path, *options: str) -> subprocess.CompletedProcess[str]:
    command = [
        str(CHROMIUM),
        *FLAGS,
        f"--user-data-dir={folder / 'profile'}",
        *options,
        page.as_uri(),
    ]
    return subprocess.run(command, capture_output=True, text=True, timeout=120, check=True)


@pytest.mark.external
@chromium
@pytest.mark.parametrize("name", ["district", "hostile"])
def test_chromium__opens_the_page__nothing_refused_nothing_run(name: str, tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    page.write_text(html.render(*PAGES[name]), "utf-8")
    seen = browse(page, tmp_path, "--dump-dom")
    assert seen.stdout.rstrip().endswith("</html>")
    assert "<script" not in seen.stdout
    assert "Content Security Policy" not in seen.stderr


@pytest.mark.external
@chromium
@pytest.mark.parametrize("width", [390, 768, 1280])
def test_chromium__any_width__the_page_does_not_scroll_sideways(width: int, tmp_path: Path) -> None:
    """The test's own copy of the page has a script that measures it, in place of the policy."""
    measure = (
        "<script>const e = document.documentElement;"
        "e.dataset.seen = e.scrollWidth + ' ' + window.innerWidth</script></body>"
    )
    text = re.sub(r"<meta http-equiv[^>]*>", "", html.render(rich(), View(details=True)))
    page = tmp_path / "page.html"
    page.write_text(text.replace("</body>", measure), "utf-8")
    seen = browse(page, tmp_path, f"--window-size={width},900", "--dump-dom")
    scroll, inner = map(int, re.search(r'data-seen="(\d+) (\d+)"', seen.stdout).groups())  # type: ignore[union-attr]
    assert scroll <= inner


@pytest.mark.external
@chromium
def test_chromium__prints_on_a4(tmp_path: Path) -> None:
    page, pdf = tmp_path / "page.html", tmp_path / "page.pdf"
    page.write_text(html.render(rich(), View()), "utf-8")
    browse(page, tmp_path, "--no-pdf-header-footer", f"--print-to-pdf={pdf}")
    content = pdf.read_bytes()
    boxes = set(re.findall(rb"/MediaBox \[0 0 (\d+)[.\d]* (\d+)", content))
    assert content.startswith(b"%PDF")
    assert boxes <= {(b"594", b"841"), (b"595", b"842"), (b"595", b"841"), (b"594", b"842")}


def test_render__district__golden_words(golden: Callable[[str, str], None]) -> None:
    """What a reader hears, without the layout."""
    lines = (
        line.strip() for line in "".join(parsed(html.render(rich(), View())).text).splitlines()
    )
    golden("check.html.txt", "\n".join(line for line in lines if line) + "\n")
