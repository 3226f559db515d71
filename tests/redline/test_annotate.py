"""Remarks become comments, beside the paragraphs that they are about; the text stays."""

from functools import cache

import pytest
from lxml import etree

from briefgen.errors import DocumentError
from briefgen.redline.annotate import annotate
from briefgen.redline.story import opened
from briefgen.redline.units import said
from briefgen.writers import docx
from briefgen.writers._word.reading import parts_of
from briefgen.writers._word.xml import qualified
from tests.writers import briefs
from tests.writers.word import word_style

DATE = "2026-01-15T12:00:00Z"


@cache
def base():
    return docx.write(briefs.everything(), word_style())


def places(content):
    """The number of each paragraph that a comment stands at, with the comment's words."""
    parts = parts_of(content)
    comments = {
        one.get(qualified("w:id")): ["".join(p.itertext()) for p in one]
        for one in etree.fromstring(parts["word/comments.xml"])
    }
    found = {}
    for line in opened(content).lines:
        for mark in line.element.iter(qualified("w:commentReference")):
            found[line.place] = comments[mark.get(qualified("w:id"))]
    return found


def test_each_remark_stands_at_its_paragraph_and_the_text_stays():
    last = opened(base()).lines[-1].place
    remarks = {0: ("Look at the title.",), 7: ("One.", "Two < three & four."), last: ("The end.",)}
    made = annotate(base(), remarks, "briefgen verify", DATE)
    assert places(made) == {place: list(said) for place, said in remarks.items()}
    assert [said(line.units) for line in opened(made).lines] == [said(line.units) for line in opened(base()).lines]


def test_the_same_remarks_make_the_same_bytes_and_other_parts_stay_as_they_were():
    remarks = {3: ("Once.",)}
    made = annotate(base(), remarks, "briefgen verify", DATE)
    assert made == annotate(base(), remarks, "briefgen verify", DATE)
    before, after = parts_of(base()), parts_of(made)
    changed = {name for name in after if before.get(name) != after[name]}
    assert changed == {"word/document.xml", "word/comments.xml", "word/_rels/document.xml.rels", "[Content_Types].xml"}


def test_without_remarks_there_are_no_comments():
    assert "word/comments.xml" not in parts_of(annotate(base(), {}, "briefgen verify", DATE))


def test_what_is_no_word_document_is_refused():
    with pytest.raises(DocumentError, match="it is no Word document"):
        annotate(b"no zip", {0: ("x",)}, "briefgen verify", DATE)


def test_a_text_that_would_change_is_never_written(monkeypatch):
    from briefgen.redline import comments

    def spoil(self, anchor, paragraphs):
        for run in anchor.findall(qualified("w:r")):
            anchor.remove(run)
        self.package.touched.add("word/document.xml")

    monkeypatch.setattr(comments.Comments, "say", spoil)
    with pytest.raises(DocumentError, match="the comments would have changed the text of this document"):
        annotate(base(), {0: ("x",)}, "briefgen verify", DATE)
