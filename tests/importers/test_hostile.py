"""Documents made to harm are read in bounded time, or refused with one clear error."""

import time

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.importers.documents import imported

NOTE = "A title\n\nText¹\n\n¹ "
HOSTILE = {
    "quotation marks": "A title\n\n" + "“" * 20000 + "\n\n1 | " + "“a " * 10000,
    "digits stuck to words": "A title\n\n" + "word1, word2. " * 10000 + "\n\n1 | A note, 2020.\n2 | Another\n",
    "brackets": NOTE + "[" * 20000 + "\n² " + "[a](" * 10000 + "\n³ " + "*" * 20000,
    "addresses": NOTE + "https://a.b/c- " * 3000 + "\n² https://" + "a" * 50000,
    "short lines": "T\n\n" + "A short line\n\n" * 5000,
    "headings": "T\n\n" + "LOUD WORDS HERE\n\nSome prose goes here, and it ends.\n\n" * 1500,
    "names": NOTE + "Smith, J., " * 10000 + "“Title”, 2020.",
    "semicolons": NOTE + "; " * 20000,
    "spaces": NOTE + "a" + " " * 50000 + "b",
    "the same paragraph": "T\n\n"
    + "The same paragraph of twelve words stands here again and again, always.\n\n" * 1000,
    "chapters": "T\n\nContents\n\n"
    + "".join(f"Number {number} of it\t{number}\nAn Author\n" for number in range(150))
    + "".join(f"\nNumber {number} of it\n\nProse goes here.\n" for number in range(150)),
    "characters without spaces": NOTE + "中文" * 20000 + " [a], 2020.",
    "cut words": NOTE + "a- " * 20000,
    "dates": NOTE + "“A”, " + "1 May 2020, " * 5000,
    "titles": NOTE + "“A”, " * 5000 + "2020",
    "works": NOTE + "A (2020) and " * 5000 + "2020",
    "pointers back": NOTE + "“A”, 2020.\n\n² " + "ibid; " * 5000,
    "parentheses": NOTE + "“A”, " + "(" * 20000 + "accessed " * 1000 + " 2020.",
    "numbers": "T\n\n" + "1 234 " * 20000,
    "list markers": "T\n\n" + "- " * 20000,
}


@pytest.mark.parametrize("document", HOSTILE.values(), ids=HOSTILE.keys())
def test_a_document_made_to_harm_is_read_in_bounded_time(document):
    before = time.perf_counter()
    read = imported(document)
    assert time.perf_counter() - before < 20
    assert not [one for one in read.reading if one.role == "unread"]


LINES = (
    "Title", "Contents", "One\t1", "Dara Quist", "¹ “A”, 2020.", "1 | “B”, 2021 ibid", "2 | C 3 | D", "[1] c", "Text.¹",
    "Text1.", "In 20242 it", "cut-", "- q Is it?", "-", "LOUD WORDS", "1. One", "2.1 Two", "Notes", "3", "Ibid.", "# Head",
    "“", "About us", "a sentence that goes on and on until it ends here, at last.", "*", "](#)", "\\", "中文 [x]", "One",
    "By Dara Quist", "A title (ed.)", "See also Lee Park, “D”, in *E*, eds. F, 2 May 2020; ibid., p. 3.",
)  # fmt: skip


@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.tuples(st.sampled_from(LINES), st.sampled_from(["\n", "\n\n", "\r\n", "\f", " "])), max_size=40))
def test_any_order_of_lines_is_read_and_nothing_is_lost(lines):
    document = "Start" + "".join(between + line for line, between in lines)
    read = imported(document)
    assert not [one for one in read.reading if one.role == "unread"]
    ids = [one.id for one in read.source.passages]
    assert len(set(ids)) == len(ids)
    assert {caller for note in read.source.notes for caller in note.called_by} <= set(ids)
    works = {work["id"] for work in read.source.references}
    assert {mention.reference for note in read.source.notes for mention in note.mentions} == works
    again = imported(document, known=read.source)
    assert [one.id for one in again.source.passages] == ids
    assert again.source.references == read.source.references
