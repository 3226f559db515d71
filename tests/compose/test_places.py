"""A template's start tags know where they stand, whatever Jinja does around them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefgen.compose.places import placed


@pytest.mark.parametrize(
    ("source", "marked"),
    [
        ("<p>a</p>", '<p data-at="t:1:1">a</p>'),
        ("a\n  <p id='x'>", "a\n  <p data-at=\"t:2:3\" id='x'>"),
        ("<br/>", '<br data-at="t:1:1"/>'),
        ("{# <p> #}{{ '<p>' }}{% set x = \"<p> %}\" %}<!-- <p> -->", None),
        ("{{ '}}' ~ '<p>' }}<em>", "{{ '}}' ~ '<p>' }}<em data-at=\"t:1:19\">"),
        ('<p title="a <b c">', '<p data-at="t:1:1" title="a <b c">'),
        ("<p title='{{ \"'\" }}<b>'>", '<p data-at="t:1:1" title=\'{{ "\'" }}<b>\'>'),
        ("<h{{ level }}>", None),
        ("<h{% if x %}1{% endif %}>", None),
        ("1 < 2 and </p>", None),
        ("<p", None),
    ],
)
def test_only_literal_start_tags_are_marked(source, marked):
    assert placed(source, "t") == (source if marked is None else marked)


@given(st.text(alphabet="<>{}%#'\" pa\n=/-!\\"))
def test_marking_changes_no_line_and_nothing_else(source):
    marked = placed(source, "t")
    assert marked.count("\n") == source.count("\n")
    import re

    assert re.sub(r' data-at="t:\d+:\d+"', "", marked) == source
