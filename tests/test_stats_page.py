"""The page of ``flashcards stats --html``: self-contained, safe, and right in a real browser."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flashcards.html.charts import ChartColumn, columns, times
from flashcards.html.markup import element
from tests.browser import chromium
from tests.build import deck, story
from tests.conftest import Home, let_times_count

THEMES = "## Themes\n\n" + "".join(f"- Theme {n}{'m' * 90 * (n == 7)} {{#t{n}}}: x\n" for n in range(8))
HOSTILE = '<script>alert(1)</script> "><img src=x onerror=alert(2)> http://evil.example &amp; \x1b]0;x\x07 '
VOID = {"meta", "link", "img", "br", "hr", "input"}


class Page(HTMLParser):
    """The elements of a page, its text, and whether every element was closed in its turn."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.words: list[str] = []
        self.open: list[str] = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.words.append(data)

    def all(self, tag: str) -> list[dict[str, str | None]]:
        """The attributes of every element of that name."""
        return [attributes for name, attributes in self.tags if name == tag]


def written(home: Home, folder: Path, now: str | None = None) -> str:
    """The page that the command writes."""
    target = folder / "stats.html"
    assert str(target) in home.ok("stats", "--html", str(target), now=now)
    return target.read_text(encoding="utf-8")


@pytest.fixture
def told(made, monkeypatch: pytest.MonkeyPatch) -> Home:
    """Stories told on some days, eight themes, and an interview ahead."""
    let_times_count(monkeypatch)
    return made(tell)


def tell(home: Home) -> None:
    tags = ["#t0 #t1\n", "#t1 #t2 #t3\n", "#t4 #t5 #t6 #t7\n", "#t0\n"]
    names = ["one", "two", "three", "four"]
    home.write_deck(
        deck(
            "Shop",
            *(story(f"Question {n}, {'o' * 90}?", t) for n, t in zip(names, tags, strict=True)),
            end=THEMES,
        )
    )
    for day, new in ((19, 3), (20, 0), (21, 0), (23, 0)):
        home.ok("review", "--new", str(new), typed="\n5\n" + "\nr\n3\n" + "\n2\n" + "\n4\n" * 2, now=f"2026-11-{day}")
    home.ok("interview", "2026-11-30")


def test_the_page_is_whole_and_loads_nothing(told: Home, tmp_path: Path):
    """No script, no link, no address, and a policy that would forbid them."""
    text = written(told, tmp_path)
    page = Page(text)
    assert page.open == []
    assert {tag for tag, _ in page.tags} & {"script", "link", "img", "iframe", "object", "a", "form", "input"} == set()
    assert not re.search(r"https?:|javascript:|url\(|@import|\bon[a-z]+=", text)
    (policy,) = [meta["content"] for meta in page.all("meta") if "http-equiv" in meta]
    style = text.partition("<style>")[2].partition("</style>")[0]
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    assert policy == f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    assert not any("style" in attributes for _, attributes in page.tags)


def test_the_page_says_what_the_command_says(told: Home, tmp_path: Path):
    """The same numbers, the interview, the parts missed, every theme; stories by name and question, cut or whole."""
    page = Page(written(told, tmp_path))
    words = " ".join(page.words)
    whole = {attributes.get("title") for attributes in page.all("span")}
    assert " …two, ooo" in words
    for each in told.json("stats")["stories"]:
        if each["strength"] is not None:
            assert each["prompt"] in words or each["prompt"] in whole
            assert f"{each['strength']} {each['class']}" in words
    for said in ("Interview in 7 days", "missed most: Result, ", "Theme 7", "1 never told.", "in one go", "interview"):
        assert said in words


def test_charts_say_in_words_what_they_show(told: Home, tmp_path: Path):
    """Each has a title and a description of its own, and its figures as a table with heads."""
    page = Page(written(told, tmp_path))
    charts = page.all("svg")
    assert len(charts) == 3 + 3
    ids = [attributes["id"] for _, attributes in page.tags if "id" in attributes]
    assert len(ids) == len(set(ids))
    for chart in charts:
        assert chart["role"] == "img"
        assert set((chart["aria-labelledby"] or "").split()) <= set(ids)
    assert len(page.all("table")) == 1 + 3 + 1 + 1 + 2
    assert all(attributes.get("scope") in ("row", "col") for attributes in page.all("th"))


def test_text_of_a_deck_is_never_markup(home: Home, tmp_path: Path):
    """Questions, parts, themes and answers are shown to the letter."""
    home.write_deck(
        f"---\ndeck: Shop\nparts: Setup <b>, Rest\n---\n\n## {HOSTILE}{{#x}}\n#t\n\nSetup <b>: One.\n\nRest: Two.\n\n"
        f"## Themes\n\n- {HOSTILE}{{#t}}: {HOSTILE}\n"
    )
    home.ok("review", typed="\n4\n")
    text = written(home, tmp_path)
    page = Page(text)
    assert {tag for tag, _ in page.tags} & {"script", "img", "b"} == set()
    assert "<script>alert(1)</script>" in " ".join(page.words)
    assert "\x1b" not in text
    assert "␛" in text


def test_nothing_told_is_a_calm_page(shop: Home, tmp_path: Path):
    """No chart of nothing."""
    page = Page(written(shop, tmp_path))
    assert "Nothing told yet." in page.words
    assert page.all("svg") == []


def test_the_page_is_written_over_the_old_one_whole_or_not_at_all(told: Home, failing, tmp_path: Path):
    """As an export is; a folder that is missing is named, and nothing is left behind."""
    first = written(told, tmp_path)
    assert written(told, tmp_path) == first
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith((".stats", "stats"))] == ["stats.html"]
    missing = tmp_path / "no" / "stats.html"
    assert "there is no folder" in failing(4, "stats", "--html", str(missing))
    assert not missing.parent.exists()
    assert failing(2, "stats", "--html", str(tmp_path))


@given(st.text(), st.text())
def test_no_text_leaves_its_element_or_its_attribute(content, value):
    """Whatever it is made of."""
    page = Page(element("p", content, title=value))
    assert [tag for tag, _ in page.tags] == ["p"]
    assert page.open == []
    kept = re.sub("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]", "", content)
    assert "".join(page.words) == kept


@given(st.lists(st.tuples(st.floats(0, 1e6), st.floats(0, 1)), max_size=20))
def test_columns_stay_in_their_frame(heights):
    """From the axis up to the top, whatever their number."""
    shown = [ChartColumn("x", height, light=height * share) for height, share in heights]
    most = max((each.height for each in shown), default=0.0)
    page = Page(columns("c", "title", "description", shown, most))
    _, _, width, height = map(float, (page.all("svg")[0]["viewbox"] or "").split())
    for bar in page.all("rect"):
        x, y, wide, tall = (float(bar[name] or "nan") for name in ("x", "y", "width", "height"))
        assert 0 <= x <= x + wide <= width
        assert 0 <= y <= y + tall <= height


@given(st.lists(st.tuples(st.floats(0, 1e6), st.booleans()), min_size=1, max_size=10), st.integers(1, 3600))
def test_a_line_of_times_stays_in_its_frame(tellings, target):
    """One dot for each telling, rings for those step by step."""
    page = Page(times("t", "title", "description", tellings, target))
    dots = page.all("circle")
    assert [dot["class"] == "step" for dot in dots] == [stepped for _, stepped in tellings]
    assert all(0 <= float(dot["cx"] or "nan") <= 100 and 0 <= float(dot["cy"] or "nan") <= 30 for dot in dots)


MEASURE = (
    "<script>addEventListener('load', () => { const d = document.getElementById('page').contentDocument;"
    "const seen = e => { const c = getComputedStyle(e); return [c.color, c.backgroundColor]; };"
    "document.body.dataset.seen = JSON.stringify({"
    "wide: d.documentElement.scrollWidth, paper: seen(d.body), "
    "pills: [...d.querySelectorAll('.pill')].map(seen),"
    "over: [...d.querySelectorAll('main *')].filter(e => e.getBoundingClientRect().right > innerWidth + 1).length,"
    "tall: [...d.querySelectorAll('svg')].map(e => e.getBoundingClientRect().height)}); })</script>"
)


def seen_in_a_browser(folder: Path, text: str, width: int, scheme: str) -> dict:
    """What Chromium makes of the page in a window of that width, by day or by night.

    A frame gives the width, as a window of Chromium has a least one; the policy forbids the page any script, so that
    the one which measures stands in the page around it.
    """
    source = text.replace("&", "&amp;").replace('"', "&quot;")
    frame = f'<iframe id=page srcdoc="{source}" style="border:0;width:{width}px;height:900px"></iframe>'
    around = folder / "around.html"
    around.write_text(f"<!doctype html><meta charset=utf-8><body>{frame}{MEASURE}")
    scheme_setting = f"--blink-settings=preferredColorScheme={0 if scheme == 'dark' else 1}"
    dom = chromium(folder, around.as_uri(), "--window-size=1200,950", scheme_setting, "--dump-dom")
    (found,) = re.findall(r'data-seen="([^"]*)"', dom)
    return json.loads(found.replace("&quot;", '"'))


def luminance(colour: str) -> float:
    """The relative luminance of ``rgb(r, g, b)`` as WCAG 2 defines it."""
    parts = [int(part) / 255 for part in re.findall(r"\d+", colour)[:3]]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(ink: str, paper: str) -> float:
    """How far two colours stand apart, 1 to 21."""
    lighter, darker = sorted((luminance(ink), luminance(paper)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


@pytest.mark.browser
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 360, 768, 1100])
def test_the_page_fits_and_can_be_read_by_day_and_by_night(told: Home, tmp_path: Path, width: int, scheme: str):
    """Nothing wider than the screen, every chart drawn, ink that stands out from its paper."""
    seen = seen_in_a_browser(tmp_path, written(told, tmp_path), width, scheme)
    assert seen["wide"] <= width
    assert seen["over"] == 0
    assert all(height > 20 for height in seen["tall"])
    ink, paper = seen["paper"]
    assert (luminance(paper) < 0.1) == (scheme == "dark")
    assert contrast(ink, paper) >= 7
    assert all(contrast(*pill) >= 4.5 for pill in seen["pills"])
