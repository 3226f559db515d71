"""Contents, parts, headings, pull quotes and bylines are told from the form of the lines."""

import pytest

from briefgen.corpus.sources import Name
from briefgen.importers.bylines import biographies, byline, signature
from briefgen.importers.contents import table_of_contents
from briefgen.importers.headings import shared_headings
from briefgen.importers.parts import divide, editors, part_id
from briefgen.importers.passages import build_passages, joined
from briefgen.importers.sentences import alike, in_capitals, is_open, starts_inside
from briefgen.importers.text import read
from tests.importers.documents import VOLUME


def pieces(text: str):
    return read(text.encode(), "a.txt").pieces


def sections(text: str) -> list[tuple[str, ...]]:
    return [draft.section for draft in build_passages(pieces(text), (), frozenset()).drafts]


def test_a_table_of_contents_gives_titles_numbers_and_authors_in_any_of_the_usual_forms():
    text = (
        "Title\n\nContents\n\nForeword . . . . ii\nPreface ..... 2\n1 WATER\t3\nThe first title   4\nDara Quist\n"
        "\nForeword\n\nText stands here.\n"
    )
    contents = table_of_contents(pieces(text))
    assert contents is not None
    assert [(entry.number, entry.title, entry.authors) for entry in contents.entries] == [
        ("", "Foreword", ""),
        ("", "Preface", ""),
        ("1", "WATER", ""),
        ("", "The first title", "Dara Quist"),
    ]


def test_a_document_without_contents_is_one_part_with_the_matter_around_it():
    text = (
        "Title\n\nForeword\n\nIt begins here.\n\nIntroduction\n\nThe body stands here.\n\nAcknowledgements\n\n"
        "Thanks go to all.\n"
    )
    division = divide(read(text.encode(), "a.txt"))
    assert [(segment.id, segment.matter) for segment in division.segments] == [
        ("foreword", "front"),
        ("report", "body"),
        ("acknowledgements", "back"),
    ]


def test_a_heading_that_differs_from_the_contents_is_taken_with_a_doubt_and_a_missing_one_is_told():
    changed = VOLUME.replace("\nThe price of a flood\n\nDara", "\nThe price of one flood\n\nDara").replace(
        "\nForeword\n\nThis", "\nThis"
    )
    division = divide(read(changed.encode(), "a.txt"))
    assert [doubt.message for doubt in division.doubts] == [
        "no heading for 'Foreword'",
        "the table of contents calls this part 'The price of a flood', its heading says 'The price of one flood'",
    ]
    assert division.segments[-1].title == "The price of one flood"


def test_editors_and_part_ids_are_read_from_their_lines():
    assert editors(pieces("A title\n\nDara Quist (ed.)\n")) == "Dara Quist"
    titles = ("List of acronyms", "About the authors", "Préface: *Fleuves*")
    assert [part_id(title) for title in titles] == ["acronyms", "about-the-authors", "preface-fleuves"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("# One\n\nText a.\n\n## Two\n\nText b.\n\n# Three\n\nText c.\n", [("One",), ("One", "Two"), ("Three",)]),
        ("1. One\n\nText a.\n\n1.1 Two\n\nText b.\n\n2. Three\n\nText c.\n",
         [("1. One",), ("1. One", "1.1 Two"), ("2. Three",)]),
        ("Introduction\n\nText a.\n\nLOUD WORDS\n\nText b.\n\nBelow the loud\n\nText c.\n\nConclusions\n\nText d.\n",
         [("Introduction",), ("Introduction", "LOUD WORDS"), ("Introduction", "LOUD WORDS", "Below the loud"),
          ("Conclusions",)]),
        ("Introduction\n\n1. First thing\n\nText a.\n\n2. Second thing.\n\nText b.\n",
         [("Introduction", "1. First thing"), ("Introduction", "2. Second thing.")]),
        ("Why did it fail?\n\nText a.\n", [(), ()]),
    ],
)  # fmt: skip
def test_headings_make_the_section_path(text, expected):
    assert sections(text) == expected


def test_headings_that_parts_share_are_known():
    assert shared_headings([pieces("Our method\n\nA."), pieces("Our method: more\n\nB."), pieces("Else\n\nC.")]) == {
        "ourmethod"
    }


def test_a_line_repeated_at_the_head_of_a_page_inside_a_sentence_is_no_heading():
    cut = "The flow of the river, as the engineers of both states have measured it since the war, had been"
    text = f"The water question\n\n{cut}\n\nThe water question\n\nfalling for years.\n"
    (draft,) = build_passages(pieces(text), (), frozenset()).drafts
    assert joined([piece.text for piece in draft.pieces]) == f"{cut} falling for years."


def test_a_reworded_pull_quote_is_told_from_a_paragraph_of_its_own():
    text = (
        "Introduction\n\nAs the engineers said in their report of the spring, the river will not wait for the states "
        "to agree on anything at all.\n\nThe engineers: the river will not wait for the states to agree on anything "
        "at all.\n\nThe states, for their part, will not wait for the river, or so they say in the capital.\n"
    )
    kinds = [draft.kind for draft in build_passages(pieces(text), (), frozenset()).drafts]
    assert kinds == ["paragraph", "pull-quote", "paragraph"]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("Introduction\n\nA sentence that never\n", "the paragraph breaks off: '…A sentence that never'"),
        ("Introduction\n\nDone.\n\nand then it went on here.\n",
         "a paragraph begins within a sentence: 'and then it went on here.…'"),
    ],
)  # fmt: skip
def test_a_paragraph_that_breaks_off_or_begins_in_the_middle_is_a_doubt(text, message):
    assert [doubt.message for doubt in build_passages(pieces(text), (), frozenset()).doubts] == [message]


def test_pieces_are_joined_by_a_space_or_at_a_hyphen():
    assert joined(["climate-", "focused aid", "and more"]) == "climate-focused aid and more"
    assert joined(["17 –", "18"]) == "17 – 18"


def test_a_byline_gives_each_author_the_office_below_the_name():
    lines = pieces("Dara Quist\n\nFellow, Basin Centre,\nOslo\n\nLee Park\n\nIntroduction\n\nText.\n")
    read_by = byline(lines, "Dara Quist, Lee Park", frozenset())
    assert read_by.authors == (Name(family="Quist", given="Dara"), Name(family="Park", given="Lee"))
    assert read_by.affiliations == ("Fellow, Basin Centre, Oslo", "")
    assert len(read_by.pieces) == 4


def test_a_first_heading_is_not_taken_for_an_office_nor_a_sentence_for_a_line():
    lines = pieces("Dara Quist\n\nThe market\n\nIt rose for years and then it fell.\n")
    assert [piece.text for piece in byline(lines, "Dara Quist", frozenset()).pieces] == ["Dara Quist"]
    assert byline(pieces("It fell at once.\n\nAnd rose.\n"), "Dara Quist", frozenset()).pieces == ()


def test_the_order_of_a_short_chinese_name_is_a_doubt():
    (doubt,) = byline(pieces("Li Hao\n\nIntroduction\n\nText.\n"), "Li Hao", frozenset()).doubts
    assert doubt.message == "which word of 'Li Hao' is the family name?"


def test_a_signature_and_biographies_name_their_persons():
    signed = signature(pieces("It is done.\n\nDara Quist\n\nDirector, Basin Centre\n"))
    assert signed.authors == (Name(family="Quist", given="Dara"),)
    assert signed.affiliations == ("Director, Basin Centre",)
    assert signature(pieces("It is done.\n")).authors == ()
    assert biographies(["Ambassador Dara Quist is a fellow.", "He was born in May."]) == (
        Name(family="Quist", given="Dara"),
    )


@pytest.mark.parametrize(("text", "value"), [("It ended.", False), ("It ended”.", False), ("“It ended.”", False),
                                             ("It had", True), ("these:", False), ("so (he said.)", False)])  # fmt: skip
def test_an_open_sentence_is_told_by_its_end(text, value):
    assert is_open(text) is value


def test_the_form_of_a_line_is_told_by_its_letters():
    assert starts_inside("and so on")
    assert not starts_inside("“And so on”")
    assert in_capitals("THE EU’S NEW RESOLVE")
    assert not in_capitals("EU")
    assert alike("China–EU relations", "China-EU Relations") == 1.0
    assert alike("", "x") == 0.0
