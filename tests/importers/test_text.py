"""Text as PDF conversions leave it is taken apart into pieces whose offsets are exact."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefgen.errors import DocumentError
from briefgen.importers.text import document_text, read


def pieces(text: str) -> list[tuple[str, str]]:
    return [(piece.marker, piece.text) for piece in read(text.encode(), "a.txt").pieces]


@given(st.text(alphabet=st.characters(blacklist_categories=["Cs"], blacklist_characters="\0\ufeff"), max_size=400))
def test_every_piece_is_its_slice_of_the_document(text):
    if not text.strip():
        return
    try:
        manuscript = read(text.encode(), "a.txt")
    except DocumentError:
        assert not text.split()
        return
    for piece in manuscript.pieces:
        assert manuscript.text[piece.start : piece.end] == piece.text
    shown = "".join(piece.text for piece in manuscript.pieces)
    assert len("".join(shown.split())) <= len("".join(text.split()))


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("- a point", ("-", "a point")),
        ("  • a point", ("•", "a point")),
        ("- q Is it one?", ("q", "Is it one?")),
        ("q Is it one?", ("q", "Is it one?")),
        ("q is a letter", ("", "q is a letter")),
        ("-", ("-", "")),
        ("-12 degrees", ("", "-12 degrees")),
    ],
)
def test_list_markers_are_told_from_text(line, expected):
    assert pieces(f"{line}\n") == [expected]


def test_line_numbers_count_every_kind_of_line_end():
    manuscript = read(b"one\r\n\r\ntwo\fthree\n\n\nfour", "a.txt")
    assert [(piece.text, piece.line, piece.gap) for piece in manuscript.pieces] == [
        ("one", 1, False),
        ("two", 3, True),
        ("three", 4, True),
        ("four", 7, True),
    ]


def test_markdown_headings_carry_their_level():
    (piece,) = read(b"### The third", "a.txt").pieces
    assert (piece.heading, piece.text) == (3, "The third")


def test_lines_broken_at_a_fixed_width_make_one_paragraph_and_that_is_told():
    block = "\n".join(["the quick brown fox jumps over the lazy dog and runs on"] * 6) + "."
    manuscript = read(f"A title\n\n{block}\n\n{block}\n".encode(), "a.txt")
    assert len(manuscript.pieces) == 3
    assert manuscript.pieces[1].text == block
    assert [doubt.message for doubt in manuscript.doubts] == [
        "lines are broken at a fixed width; the lines of a block were read as one paragraph"
    ]


def test_utf_16_with_a_mark_and_utf_8_with_one_are_read():
    assert document_text("Größe".encode("utf-16"), "a.txt") == "Größe"
    assert document_text("Größe".encode("utf-8-sig"), "a.txt") == "Größe"
