"""Paper and margins of a reference, in whatever unit the program that saved it writes."""

from __future__ import annotations

import pytest

from briefgen.writers._word.frame import set_paper, twips
from briefgen.writers._word.xml import element, qualified


@pytest.mark.parametrize(
    ("measure", "wanted"),
    [("1701", 1701), ("3cm", 1701), ("30mm", 1701), ("1in", 1440), ("12.5pt", 250), ("wide", 7), ("3ft", 7), (None, 7)],
)
def test_a_measure_is_read_in_its_unit(measure: str | None, wanted: int) -> None:
    assert twips(measure, 7) == wanted


def test_a_section_without_size_or_margins_gets_them_in_their_place() -> None:
    section = element("w:sectPr", None, [element("w:headerReference"), element("w:titlePg")])
    assert set_paper(section, "A4") == 11906 - 2 * 1440
    assert [entry.tag.rpartition("}")[2] for entry in section] == ["headerReference", "pgSz", "pgMar", "titlePg"]
    sides = ("top", "right", "bottom", "left", "header", "footer", "gutter")
    assert [section[2].get(qualified(f"w:{side}")) for side in sides] == [*["1440"] * 4, "709", "709", "0"]


def test_side_margins_take_up_what_the_paper_is_wider() -> None:
    size = element("w:pgSz", {"w:w": "11906", "w:h": "16838"})
    margins = element("w:pgMar", {"w:left": "1000", "w:right": "2000"})
    assert set_paper(element("w:sectPr", None, [size, margins]), "Letter") == 8906
    assert (size.get(qualified("w:w")), size.get(qualified("w:h"))) == ("12240", "15840")
    assert (margins.get(qualified("w:left")), margins.get(qualified("w:right"))) == ("1167", "2167")
