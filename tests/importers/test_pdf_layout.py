"""Pages of every kind, set by WeasyPrint from pages that we write: what is read, in which order, as what."""

import re

import pytest

from briefgen.importers._pdf.hyphens import Vocabulary
from briefgen.importers.document import import_document
from briefgen.importers.pdf import read
from briefgen.importers.storage import note_text, passage_text
from tests.importers.pdfs import pdf, text

STYLE = """
@page { size: A5; margin: 18mm; @top-center { content: "Trees and streets"; font-size: 7pt }
  @bottom-center { content: counter(page); font-size: 7pt } @footnote { border-top: 0.5pt solid black; padding-top: 3pt } }
html { font: 9pt/1.35 "DejaVu Serif" } body { text-align: justify; hyphens: auto }
h1 { font-size: 18pt; hyphens: none; text-align: left } h2 { font-size: 12pt; hyphens: none; text-align: left }
.fn { float: footnote; font-size: 7pt; text-align: left }
::footnote-call { font-size: 6pt; vertical-align: super; line-height: 1; content: counter(footnote) }
table { border-collapse: collapse; text-align: left; hyphens: none } td, th { border: 0.5pt solid #666; padding: 2pt 4pt }
.box { border: 0.7pt solid #333; background: #eef; padding: 6pt; margin: 6pt 0 }
.quote { font-size: 13pt; margin: 8pt 14pt; text-align: left; hyphens: none }
figure { margin: 6pt 0 } figcaption { font-size: 7.5pt; text-align: left; hyphens: none }
"""
PROSE = (
    "Planting a tree in a street is slow work, and the street keeps changing while the tree grows. Cities that plan for "
    "shade begin with the soil, because roots need more room than pavements usually leave them. Where the ground is "
    "sealed, water runs away before the roots can take it up, and the crown stays small for decades. "
)
LATER = (
    "Money is seldom the difficulty. Upkeep is: a young tree wants water for five summers, and nobody budgets for it."
)
LAST = "Whoever plants today will not sit in that shade, which is the reason why councils find it hard to vote for it."


def made(body, *, style="", lang="en"):
    from weasyprint import HTML

    page = f'<html lang="{lang}"><head><style>{STYLE}{style}</style></head><body>{body}</body></html>'
    return HTML(string=page).write_pdf()


def texts(body, *, style=""):
    """The pieces of a page or two without running heads, which one page alone does not tell from text."""
    bare = "@page { @top-center { content: none } }"
    return [piece.text for piece in read(made(body, style=bare + style), "trees.pdf").pieces]


def imported(content):
    return import_document(content, source_id="trees", name="trees.pdf", key="k", known=None)


def test_two_columns_are_read_one_after_the_other_between_what_runs_across():
    style = "body { columns: 2; column-gap: 12pt } h1, .wide { column-span: all }"
    body = f"<h1>Shade in the city</h1><p>{PROSE * 3}</p><p>{LATER}</p><p class=wide>{LAST * 2}</p><p>{PROSE * 2}</p>"
    found = texts(body, style=style)
    assert found == ["Shade in the city", (PROSE * 3).strip(), LATER, LAST * 2, (PROSE * 2).strip()]


def test_three_columns_over_pages_make_whole_paragraphs():
    paragraphs = [f"Paragraph {number} opens. {PROSE}{LATER}" for number in range(1, 13)]
    body = "".join(f"<p>{one}</p>" for one in paragraphs)
    manuscript = read(
        made(body, style="@page { size: A4 landscape } body { columns: 3; column-gap: 14pt }"), "trees.pdf"
    )
    assert [piece.text for piece in manuscript.pieces] == paragraphs
    assert len({page.label for page in manuscript.pages}) == 2


def test_running_heads_and_page_numbers_are_furniture_and_pages_are_kept():
    body = "".join(
        f"<p>Number {number} comes. {PROSE}{LATER} {'abcdefghijklmnopqrstuvwxyzæøåß'[number] * 9}.</p>"
        for number in range(30)
    )
    content = made(body)
    manuscript = read(content, "trees.pdf")
    assert {piece.text for piece in manuscript.furniture} >= {"Trees and streets", "1", "2", "3"}
    assert not [piece for piece in manuscript.pieces if "Trees and streets" in piece.text]
    assert len(manuscript.pieces) == 30
    source = imported(content).source
    assert source.passages[0].pages == "1"
    assert [one.pages for one in source.passages if "–" in one.pages][:1] == ["1–2"]
    told = [doubt.message for doubt in manuscript.doubts]
    assert re.fullmatch(r"running heads and page numbers of \d+ pages were left out: 'Trees and streets'", told[0])
    assert {one.role for one in imported(content).reading} >= {"furniture"}


def test_printed_page_numbers_are_the_pages_names_and_labels_of_the_file_come_first():
    body = "".join(f"<p>{PROSE}{LATER}</p>" for _ in range(16))
    manuscript = read(made(body, style="@page :first { counter-reset: page 40 }"), "trees.pdf")
    assert [page.label for page in manuscript.pages][:2] == ["40", "41"]
    import io

    import pypdf

    writer = pypdf.PdfWriter(clone_from=io.BytesIO(made(body)))
    writer.set_page_label(0, 1, style="/r", start=4)
    labelled = io.BytesIO()
    writer.write(labelled)
    assert [page.label for page in read(labelled.getvalue(), "trees.pdf").pages][:2] == ["iv", "v"]


def test_notes_that_begin_anew_on_each_page_are_told_apart_and_tied_to_their_calls():
    def paragraph(number):
        return f"<p>{PROSE} Here is {number}.<span class=fn>The note to {number}, in “Paper {number}”, 2020.</span> {LATER}</p>"

    pages = ["".join(map(paragraph, numbers)) for numbers in ((1, 2), (3, 4), (5, 6), (7, 8), (9, 10), (11, 12))]
    anew = "<div style='break-before: page; counter-reset: footnote'>"
    content = made("<h1>Trees</h1>" + "".join(f"{anew}{page}</div>" for page in pages))
    manuscript = read(content, "trees.pdf")
    assert [note.number for note in manuscript.notes].count(1) > 2
    result = imported(content)
    notes = result.source.notes
    assert [note.number for note in notes] == list(range(1, 13))
    assert [note_text(manuscript.text, note) for note in notes] == [
        f"The note to {number}, in “Paper {number}”, 2020." for number in range(1, 13)
    ]
    for number, note in enumerate(notes, start=1):
        (caller,) = [one for one in result.source.passages if one.id in note.called_by]
        assert f"Here is {number}." in re.sub("[⁰¹²³⁴⁵⁶⁷⁸⁹]", "", passage_text(manuscript.text, caller))


def test_a_note_that_runs_on_to_the_next_page_is_one_note():
    long = "This note is long. " * 45
    body = (
        f"<p>{PROSE * 5} A call.<span class=fn>{long}</span> {PROSE * 5}</p><p>{LATER}<span class=fn>Short.</span></p>"
    )
    found = read(made(body), "trees.pdf")
    assert [(note.number, " ".join(piece.text for piece in note.pieces)) for note in found.notes] == [
        (1, long.strip()),
        (2, "Short."),
    ]


def test_a_box_a_table_and_a_caption_do_not_mix_with_the_paragraph_that_they_interrupt():
    body = f"""<h1>Trees</h1><p>{PROSE * 3}</p>
      <div class=box><h2>In a box</h2><p>A box tells a story of its own, and it is short.</p></div>
      <table><tr><th>City</th><th>Trees</th></tr><tr><td>Aarhus</td><td>12,000</td></tr><tr><td>Bath, with a
      longer name that needs lines</td><td>7,500</td></tr></table>
      <figure><div style="height: 40pt; border: 0.5pt solid #999"></div>
      <figcaption>Figure 1: Crowns by age</figcaption></figure>
      <p>{LATER}</p><p>{LAST}</p>"""
    manuscript = read(made(body), "trees.pdf")
    found = [piece.text for piece in manuscript.pieces]
    for whole in ((PROSE * 3).strip(), LATER, LAST, "A box tells a story of its own, and it is short."):
        assert whole in found
    rows = [piece.text for piece in manuscript.pieces if piece.row]
    assert rows == ["City\tTrees", "Aarhus\t12,000", "Bath, with a longer name that needs lines\t7,500"]
    assert "Figure 1: Crowns by age" in found
    kinds = {one.kind for one in imported(made(body)).source.passages}
    assert "table" in kinds


def test_a_box_at_the_side_does_not_cut_the_lines_beside_it():
    style = ".side { float: right; width: 45mm; border: 0.7pt solid #333; padding: 5pt; margin: 0 0 5pt 8pt; font-size: 8pt }"
    side = "Shade is measured at noon, in the middle of July, on days without clouds."
    found = texts(f"<div class=side>{side}</div><p>{PROSE * 2}</p><p>{LATER}</p>", style=style)
    assert sorted(found) == sorted([side, (PROSE * 2).strip(), LATER])


def test_a_pull_quote_between_two_halves_of_a_paragraph_stands_behind_it():
    quote = "Roots need more room than pavements usually leave them."
    halves = PROSE.split(" because ")
    body = f"<h1>Trees</h1><p>{halves[0]}</p><p class=quote>{quote}</p><p>because {halves[1]}</p>"
    found = texts(body)
    assert found[1:] == [PROSE.strip(), quote]
    kinds = [one.kind for one in imported(made(body)).source.passages]
    assert kinds == ["paragraph", "pull-quote"]


def test_headings_have_the_levels_of_their_size_and_lists_their_markers():
    body = f"""<h1>Trees</h1><h2>First part</h2><p>{PROSE}</p><h3 style="font-size: 10pt">A smaller heading</h3>
      <ul><li>Soil comes first, and it comes in cubic metres.</li><li>{LATER}</li></ul><ol><li>One thing.</li><li>Another
      thing.</li></ol><h2>Second part</h2><p>{LAST}</p>"""
    manuscript = read(made(body), "trees.pdf")
    headings = [(piece.text, piece.heading) for piece in manuscript.pieces if piece.heading]
    assert headings == [("Trees", 1), ("First part", 1), ("A smaller heading", 2), ("Second part", 1)]
    assert [piece.text for piece in manuscript.pieces if piece.marker] == [
        "Soil comes first, and it comes in cubic metres.",
        LATER,
    ]
    kinds = [one.kind for one in imported(made(body)).source.passages]
    assert kinds.count("list-item") == 4


def test_ligatures_soft_hyphens_and_indents_are_read_as_a_reader_reads_them():
    style = "body { hyphens: manual } p { margin: 0; text-indent: 14pt }"
    word = "effi\u00adcient offi\u00adces afflu\u00adent "
    found = texts(f"<p>{word * 30}end.</p><p>{PROSE}</p><p>{LATER}</p>", style=style)
    assert found == ["efficient offices affluent " * 30 + "end.", PROSE.strip(), LATER]


def test_an_initial_over_several_lines_belongs_to_its_word():
    beside = text("lanting a tree in a street is slow work,", "and the street keeps changing while the", x=98, y=717)
    below = text("tree grows.", "Another paragraph stands below it.", y=689, leading=22)
    content = pdf([f"BT /F1 34 Tf 72 700 Td (P) Tj ET {beside} {below}"])
    assert [piece.text for piece in read(content, "trees.pdf").pieces] == [
        "Planting a tree in a street is slow work, and the street keeps changing while the tree grows.",
        "Another paragraph stands below it.",
    ]


def test_small_capitals_are_words_and_not_shouting():
    from briefgen.importers._pdf.glyphs import Face, Glyph
    from briefgen.importers._pdf.lines import line_of, segments

    face = Face("Serif", bold=False, italic=False)
    line = [
        ("T", 10.0),
        ("R", 7.5),
        ("E", 7.5),
        ("E", 7.5),
        (" ", 10.0),
        ("S", 10.0),
        ("O", 7.5),
        ("I", 7.5),
        ("L", 7.5),
    ]
    glyphs = [Glyph(text, 6.0 * at, 6.0 * at + 5.5, 100.0, size, face) for at, (text, size) in enumerate(line)]
    assert line_of(segments(glyphs), 1).text == "Tree Soil"
    acronym = [Glyph(text, 6.0 * at, 6.0 * at + 5.5, 100.0, 7.5, face) for at, text in enumerate("NATO")]
    assert line_of(segments(acronym), 1).text == "NATO"


@pytest.mark.parametrize(
    ("before", "after", "whole"),
    [
        ("the policy-", "makers met", "the policy-makers met"),
        ("they gov-", "ern well", "they govern well"),
        ("a long-", "term plan", "a long-term plan"),
        ("short-", "and long-term plans", "short- and long-term plans"),
        ("the inter-", "est of all", "the interest of all"),
        ("the EU-", "China summit", "the EU-China summit"),
        ("in the 21st-", "century way", "in the 21st-century way"),
        ("soft\u00ad", "ware is", "software is"),
        ("China–", "Russia trade", "China–Russia trade"),
        ("see https://a.example/", "page", "see https://a.example/page"),
        ("two words", "follow", "two words follow"),
        ("a word.", "¹ Next", "a word.¹ Next"),
    ],
)
def test_a_hyphen_at_the_end_of_a_line_goes_where_it_only_marked_the_cut(before, after, whole):
    document = ["policy-makers and a long-term interest", "they govern the policy and the makers of it", "EU-China"]
    assert Vocabulary([*document, before, after]).joined(before, after) == whole


def test_a_sign_that_only_line_ends_have_is_the_typesetters_and_every_other_hyphen_is_real():
    words = Vocabulary(
        ["well-known state-owned works", "the com‐", "petitor of the Mer‐", "ics and a well-", "off one"]
    )
    assert words.joined("the com‐", "petitor") == "the competitor"
    assert words.joined("the MER‐", "ICS") == "the MERICS"
    assert words.joined("a well-", "off one") == "a well-off one"


def test_what_the_file_says_of_itself_is_proposed_for_the_first_source():
    head = "<title>Trees in streets</title><meta name=author content='Ada Ek'><meta name=author content='Bo Li'>"
    from weasyprint import HTML

    page = f"<html lang=en><head>{head}<meta name=dcterms.created content='2024-05-06'></head><body><p>{PROSE}</p></body></html>"
    given = read(HTML(string=page).write_pdf(), "trees.pdf").given
    assert (given.title, given.authors, given.issued) == ("Trees in streets", ("Ada Ek", "Bo Li"), (2024, 5, 6))


@pytest.mark.parametrize("title", ["Microsoft Word - trees_final2.docx", "untitled", "Layout 1", "trees.indd"])
def test_a_title_that_a_program_made_up_is_not_proposed(title):
    content = pdf([text("On trees", "A sentence about them.")], info=f"/Title ({title}) /Author (admin)")
    assert (read(content, "a.pdf").given.title, read(content, "a.pdf").given.authors) == ("", ())
