"""Italics in the notes of a PDF are stress, as in a DOCX; nothing else in it is."""

from hypothesis import given
from hypothesis import strategies as st

from briefgen.importers._pdf.hyphens import Vocabulary
from briefgen.importers._pdf.stress import from_end, marks, placed, stressed
from briefgen.importers.document import import_document
from briefgen.importers.pdf import read
from tests.importers.pdfs import pdf
from tests.importers.test_pdf_layout import LATER, PROSE, made

NOTES = (
    "Quist, Dara, <i>Roots and the law</i>, Leyden: Canal Press, 2019, p. 44.",
    "Moretti, Chiara, “Shade for hire”, <i>River Journal (Lund)</i>, 4 June 2021.",
    "<i>All of this one is set so, and so nothing in it is told from the rest.</i>",
)


def noted(notes, *, at_foot):
    calls = [
        f"<p>{PROSE} Here.{f'<span class=fn>{note}</span>' if at_foot else f'<sup>{number}</sup>'} {LATER} <i>So.</i></p>"
        for number, note in enumerate(notes, start=1)
    ]
    listed = "".join(f"<p class=en>{number}. {note}</p>" for number, note in enumerate(notes, start=1))
    style = ".en { font-size: 7pt; text-align: left } sup { font-size: 6pt; vertical-align: super; line-height: 1 }"
    return made("<h1>Trees</h1>" + "".join(calls) + ("" if at_foot else f"<h2>Notes</h2>{listed}"), style=style)


def test_italics_in_notes_at_the_foot_are_stress_and_those_of_the_text_are_not():
    found = read(noted(NOTES, at_foot=True), "trees.pdf")
    assert [note.pieces[0].text for note in found.notes] == [
        "Quist, Dara, *Roots and the law*, Leyden: Canal Press, 2019, p. 44.",
        "Moretti, Chiara, “Shade for hire”, *River Journal (Lund)*, 4 June 2021.",
        "All of this one is set so, and so nothing in it is told from the rest.",
    ]
    assert not [piece for piece in found.pieces if "*" in piece.text]
    for note, text in zip(found.notes, NOTES, strict=True):
        assert found.text[note.pieces[0].start : note.pieces[0].end] == note.pieces[0].text
        assert note.pieces[0].text.replace("*", "") == text.replace("<i>", "").replace("</i>", "")


def test_italics_in_notes_at_the_end_are_stress_and_the_works_are_those_of_the_notes_at_the_foot():
    read_works = [
        import_document(
            noted(NOTES, at_foot=at_foot), source_id="a", name="a.pdf", key="k", known=None
        ).source.references
        for at_foot in (True, False)
    ]
    assert read_works[0] == read_works[1]
    first, second = read_works[0]
    assert (first["title"], first["container-title"]) == ("Shade for hire", "River Journal (Lund)")
    assert (second["title"], second["author"]) == ("Roots and the law", [{"family": "Quist", "given": "Dara"}])


def test_a_title_broken_at_a_lines_end_is_one_stretch_and_pages_begin_where_they_did():
    long = "Quist, Dara, <i>" + "On the roots of streets and the streets of roots " * 3 + "</i>, Leyden, 2019."
    found = read(noted([long], at_foot=True), "trees.pdf")
    text = found.notes[0].pieces[0].text
    assert text.count("*") == 2
    assert text.startswith("Quist, Dara, *On the roots")
    notes = [f"Quist, Dara, <i>Roots and the law {number}</i>, 2019." for number in range(1, 15)]
    found = read(noted(notes, at_foot=True), "trees.pdf")
    assert len(found.pages) > 1
    for page in found.pages:
        assert found.text[page.start - 1 : page.start] in ("", "\n", " ")


def test_letters_slanted_by_the_texts_matrix_are_italic():
    def line(text, y, size, slant="0"):
        return f"BT /F1 {size} Tf 1 0 {slant} 1 72 {y} Tm ({text}) Tj ET "

    shown = "".join(line(f"{PROSE[:78]}", 720 - 14 * row, 11) for row in range(6))
    shown += "BT /F1 11 Tf 1 0 0 1 72 636 Tm (and it ends here.) Tj /F1 6 Tf 4 Ts (1) Tj 0 Ts ET "
    shown += line("1 Quist, Dara,", 120, 8) + "BT /F1 8 Tf 1 0 0.33 1 128 120 Tm (Roots and the law) Tj ET "
    shown += "BT /F1 8 Tf 1 0 0 1 198 120 Tm (, Leyden, 2019.) Tj ET"
    (note,) = read(pdf([shown]), "trees.pdf").notes
    assert "*Roots and the law*" in note.pieces[0].text


def test_marks_leave_out_addresses_parts_of_words_and_notes_with_asterisks_of_their_own():
    assert marks("See https://a.example/x now", [(4, 23)]) == []
    assert marks("Unbroken words", [(2, 8)]) == []
    assert marks("A * and a title here", [(10, 15)]) == []
    assert marks("All of it https://a.example/x", [(0, 9)]) == []
    assert stressed("In (Roots), 2019", marks("In (Roots), 2019", [(4, 10)])) == "In (*Roots*), 2019"
    assert marks("one two", []) == []


@given(st.text("ab ,()-é", max_size=30), st.lists(st.tuples(st.integers(0, 30), st.integers(0, 30)), max_size=4))
def test_stressing_only_adds_asterisks_in_pairs(text, cuts):
    inside = sorted((start, min(end, len(text))) for start, end in cuts if start < min(end, len(text)))
    stretches = [one for one, before in zip(inside, [(0, 0), *inside], strict=False) if one[0] >= before[1]]
    again = placed(f"prefix {text}", from_end(text, stretches), 7)
    places = marks(f"prefix {text}", again)
    assert len(places) % 2 == 0
    assert places == sorted(places)
    assert stressed(f"prefix {text}", places).replace("*", "") == f"prefix {text}"


def test_lines_of_chinese_are_joined_without_a_space():
    words = Vocabulary(["中国", "政府网"])
    assert words.joined("中国", "政府网") == "中国政府网"
    assert words.joined("in China中国", "and") == "in China中国 and"


def test_a_call_whose_note_is_missing_is_told():
    body = f"<h1>Trees</h1><p>{PROSE} One.<span class=fn>The first note.</span> {LATER}</p><p>{PROSE} Lost.<sup>2</sup></p>"
    style = "sup { font-size: 6pt; vertical-align: super; line-height: 1 }"
    found = import_document(made(body, style=style), source_id="a", name="a.pdf", key="k", known=None)
    assert [(doubt.message, doubt.line) for doubt in found.doubts if "called" in doubt.message] == [
        ("report: note 2 is called but there is no such note", 1)
    ]


def test_notes_of_one_page_that_share_a_number_are_each_tied_to_a_call_of_their_own():
    sections = "".join(
        f"<div style='counter-reset: footnote'><p>{PROSE} Here is {word}.<span class=fn>The note to {word}.</span></p></div>"
        for word in ("one", "two", "three")
    )
    raised = "::footnote-marker { content: counter(footnote); font-size: 4pt; vertical-align: super; line-height: 1 }"
    found = read(made(f"<h1>Trees</h1>{sections}", style=raised), "trees.pdf")
    assert [(note.number, len(note.calls)) for note in found.notes] == [(1, 1), (1, 1), (1, 1)]
    for note, word in zip(found.notes, ("one", "two", "three"), strict=True):
        assert note.pieces[0].text == f"The note to {word}."
        assert found.text[: note.calls[0][0]].endswith(f"Here is {word}.")
