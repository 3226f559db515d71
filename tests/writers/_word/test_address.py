"""Addresses: only what Word opens becomes a link."""

from __future__ import annotations

from urllib.parse import urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefgen.writers._word.address import LONGEST, usable


@pytest.mark.parametrize(
    ("address", "wanted"),
    [
        ("https://a.example/b?c=d#e", "https://a.example/b?c=d#e"),
        (" https://a.example/a b ", "https://a.example/a%20b"),
        ("https://a.example/100%", "https://a.example/100%25"),
        ("https://a.example/%C3%A4", "https://a.example/%C3%A4"),
        ("https://a.example/ä", "https://a.example/%C3%A4"),
        ("https://bücher.example/x", "https://xn--bcher-kva.example/x"),
        ("mailto:desk@a.example", "mailto:desk@a.example"),
        ("javascript:alert(1)", ""),
        ("ftp://a.example/", ""),
        ("https://", ""),
        ("http://[::1", ""),
        ("http://[::1]/", ""),
        ("https://a.example:port/", ""),
        ("https://a.example/" + "x" * LONGEST, ""),
        ("", ""),
    ],
)
def test_an_address_is_encoded_or_refused(address: str, wanted: str) -> None:
    assert usable(address) == wanted


@given(st.text(max_size=60).map(lambda rest: f"https://a.example/{rest}"))
def test_whatever_comes_out_is_plain_and_parses(address: str) -> None:
    made = usable(address)
    assert made.isascii()
    assert not set(made) & set(' <>"{}|\\^`')
    assert not made or urlsplit(made).hostname == "a.example"
    assert usable(made) == made
