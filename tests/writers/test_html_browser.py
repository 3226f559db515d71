"""The web page in a real browser: accessible, readable on a phone, silent on the network."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from briefgen.brief import Brief
from briefgen.writers import html
from tests.writers import briefs, chromium, hard_briefs
from tests.writers.chromium import Browser
from tests.writers.styles import style

pytestmark = pytest.mark.skipif(bool(chromium.missing()), reason=chromium.missing() or "all is there")

WIDTHS = (320, 768, 1280)
SHOWN = {
    "small": briefs.small,
    "everything": briefs.everything,
    "chinese": hard_briefs.chinese,
    "bare": hard_briefs.bare,
    "hostile": hard_briefs.hostile,
    "wide-table": hard_briefs.wide_table,
    "one-page": hard_briefs.one_page,
}


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium.browser() as running:
        yield running


def written(folder: Path, brief: Brief, template: str = "policy-brief") -> Path:
    target = folder / "brief.html"
    target.write_bytes(html.write(brief, style(template)))
    return target


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("template", ["policy-brief", "one-pager"])
@pytest.mark.parametrize("name", SHOWN)
def test_axe_finds_nothing_and_nothing_is_wider_than_the_screen(
    name: str, template: str, width: int, browser: Browser, tmp_path: Path
) -> None:
    browser.open(written(tmp_path, SHOWN[name](), template), width)
    assert [(found["id"], [node["html"] for node in found["nodes"]]) for found in browser.axe()] == []
    assert browser.run("return document.documentElement.scrollWidth") <= width


def test_axe_would_find_something(browser: Browser, tmp_path: Path) -> None:
    target = written(tmp_path, briefs.small())
    broken = (
        target.read_text(encoding="utf-8").replace(' lang="en-GB"', "", 1).replace("--quiet: #555d66", "--quiet: #ccc")
    )
    target.write_text(broken, encoding="utf-8")
    browser.open(target, 1280)
    assert {"html-has-lang", "color-contrast"} <= {found["id"] for found in browser.axe()}


def test_the_page_fetches_nothing(browser: Browser, tmp_path: Path) -> None:
    browser.open(written(tmp_path, hard_briefs.hostile()), 1280)
    fetched = browser.run("return performance.getEntriesByType('resource').map(one => one.name)")
    assert [address for address in fetched if not address.startswith("data:")] == []


def test_the_shipped_faces_are_the_ones_that_show(browser: Browser, tmp_path: Path) -> None:
    browser.open(written(tmp_path, hard_briefs.chinese()), 1280)
    loaded = browser.run(
        "return document.fonts.ready.then(() => [...document.fonts].filter(f => f.status == 'loaded').map(f => f.family))"
    )
    assert {family.strip('"') for family in loaded} >= {"Brief Serif", "Brief Sans", "Brief CJK"}


def test_lines_of_running_text_hold_at_most_seventy_odd_characters(browser: Browser, tmp_path: Path) -> None:
    browser.open(written(tmp_path, briefs.everything()), 1280)
    lines = browser.run(
        """const lines = [];
        for (const p of document.querySelectorAll('p.body')) {
          const text = p.firstChild, range = document.createRange();
          let top = null, start = 0;
          for (let i = 0; i < text.length; i++) {
            range.setStart(text, i); range.setEnd(text, i + 1);
            const here = range.getBoundingClientRect().top;
            if (top !== null && here > top + 4) { lines.push(i - start); start = i; }
            top = here;
          }
        }
        return lines;"""
    )
    assert 62 <= sorted(lines)[len(lines) // 2] <= 74
    assert max(lines) <= 78


def test_the_first_key_press_reaches_the_way_past_the_head(browser: Browser, tmp_path: Path) -> None:
    browser.open(written(tmp_path, briefs.small()), 1280)
    browser.command("Input.dispatchKeyEvent", type="keyDown", key="Tab", code="Tab", windowsVirtualKeyCode=9)
    seen = "const box = document.activeElement.getBoundingClientRect(); return [document.activeElement.className, box.left]"
    name, left = browser.run(seen)
    assert name == "skip"
    assert left >= 0
