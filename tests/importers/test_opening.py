"""Which piece is a document's title: the first one, unless the file's own data say otherwise."""

import pytest

from briefgen.importers.manuscript import Piece
from briefgen.importers.opening import opening_of
from tests.importers.converted.packages import docx, epub, imported, odt, para

FIRST = "Night trains carry twice as many people as in the year before, and they are always full on Fridays."
SECOND = "They would carry more of them if there were more beds to be had on the lines to the south."
TITLE = "A report on night trains"
TAKEN = (("Executive summary",), ("What to do",))


def pieces(*texts):
    """Pieces from lines; number signs before them are a heading's level."""
    made = []
    for line, text in enumerate(texts, start=1):
        words = text.lstrip("# ")
        made.append(Piece(text=words, start=0, end=0, line=line, heading=len(text) - len(text.lstrip("#")), whole=True))
    return tuple(made)


def page(body, title=TITLE):
    return f"<!DOCTYPE html><html lang='en'><head><title>{title}</title></head><body><main>{body}</main></body></html>"


BODY = f"<h2>Executive summary</h2><p>{FIRST}</p><h2>What to do</h2><p>{SECOND}</p>"


def word(core):
    return docx(
        para("Executive summary", "Heading1") + para(FIRST) + para("What to do", "Heading1") + para(SECOND), core=core
    )


def text_document():
    heads = "<text:h text:outline-level='1'>{}</text:h><text:p>{}</text:p>"
    body = heads.format("Executive summary", FIRST) + heads.format("What to do", SECOND)
    return odt(body, meta=f"<dc:title>{TITLE}</dc:title>")


def portable():
    from weasyprint import HTML

    return HTML(string=page(BODY)).write_pdf()


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.html", lambda: page(BODY).encode()),
        ("a.docx", lambda: word(f"<dc:title>{TITLE}</dc:title>")),
        ("a.odt", text_document),
        ("a.epub", lambda: epub({"one.xhtml": BODY}, data=f"<dc:title>{TITLE}</dc:title>")),
        (
            "a.md",
            f"---\ntitle: {TITLE}\n---\n\n# Executive summary\n\n{FIRST}\n\n# What to do\n\n{SECOND}\n".encode,
        ),
        ("a.pdf", portable),
    ],
)
def test_a_title_in_the_files_own_data_is_the_parts_and_the_first_heading_stays_one(name, content):
    read = imported(content(), name)
    assert read.source.csl["title"] == TITLE
    (part,) = read.source.parts
    assert part.title == TITLE
    assert tuple(one.section for one in read.source.passages) == TAKEN
    assert not [doubt for doubt in read.doubts if "title" in doubt.message]


def test_a_heading_that_goes_on_with_the_given_title_is_it_and_so_is_one_behind_a_series_name():
    for given, first in (
        (f"{TITLE} | Rail Review", TITLE),
        (TITLE, f"{TITLE}: what they cost"),
        (TITLE, TITLE.upper()),
    ):
        found = opening_of(pieces(f"# {first}", "By Mara Holt", FIRST), given)
        assert (found.title, found.end, found.doubts) == (first, 1, ())
    found = opening_of(pieces("Rail Papers", "May 2024", f"# {TITLE}", FIRST), TITLE)
    assert (found.title, found.end) == (TITLE, 3)


def test_a_short_given_title_is_not_found_in_a_section_that_begins_with_the_same_word():
    found = opening_of(pieces("# Night trains: what they cost", FIRST, "# Night", SECOND), "Night")
    assert found.heading is None
    assert found.title == "Night"


def test_running_text_at_the_beginning_is_no_title():
    found = opening_of(pieces(FIRST, SECOND), TITLE)
    assert (found.title, found.heading, found.end) == (TITLE, None, 0)


def test_a_first_line_that_may_be_the_title_is_taken_and_the_difference_told():
    found = opening_of(pieces("# Beds on rails", "By Mara Holt", "## Who pays", FIRST), TITLE)
    assert (found.title, found.end) == ("Beds on rails", 1)
    (doubt,) = found.doubts
    assert doubt.message == f"the file gives its title as '{TITLE}', the document begins with 'Beds on rails'"
    assert doubt.hint.startswith("the first was taken for the source, the second as the part's title")


def test_a_first_heading_that_has_its_like_is_a_section_and_the_difference_told():
    found = opening_of(pieces("# Beds on rails", FIRST, "# Who pays", SECOND), TITLE)
    assert (found.title, found.heading, found.end) == (TITLE, None, 0)
    assert found.doubts[0].hint.startswith("the first was taken for the source, the second as the heading of a section")


def test_without_a_given_title_the_first_piece_is_it():
    found = opening_of(pieces("# Executive summary", FIRST, "# Who pays", SECOND), "")
    assert (found.title, found.end) == ("Executive summary", 1)
    assert opening_of((), "").heading is None
