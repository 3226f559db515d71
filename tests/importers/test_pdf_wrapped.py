"""What filling narrow columns word by word does to lines: marks by themselves, stretched lines, numbers and heads."""

from briefgen.importers.pdf import read
from tests.importers.pdfs import pdf, text
from tests.importers.test_pdf_layout import LATER, PROSE, made, texts

COLUMNS = "body { columns: 2; column-gap: 12pt } h1 { column-span: all } sup { font-size: 6pt; line-height: 1 }"
FULL = "text-align-last: justify"


def test_a_mark_that_a_line_end_parts_from_its_word_calls_its_note():
    body = (
        f"<p>{PROSE * 3}</p><p style='{FULL}'>Roots need room, and a street leaves them little of it, as a survey of "
        f"some forty cities found.<br><sup>12</sup></p><p>{PROSE * 2}</p>"
    )
    (first, called, last) = texts(body, style=COLUMNS)
    assert (first, last) == ((PROSE * 3).strip(), (PROSE * 2).strip())
    assert called.endswith("of some forty cities found.¹²")


def test_a_stretched_line_is_words_and_no_row_of_a_table():
    body = (
        f"<p>{PROSE * 3}</p><p style='{FULL}'>The streets of old towns are narrow, and what grows there grows<br>"
        f"sideways towards light,<br>as the gardeners know well enough. {LATER}</p><p>{PROSE * 2}</p>"
    )
    (_, stretched, _) = texts(body, style=COLUMNS)
    assert stretched.startswith(
        "The streets of old towns are narrow, and what grows there grows sideways towards light, as"
    )
    assert stretched.endswith(LATER)


def test_a_number_at_the_head_of_a_column_is_no_line_of_a_table_of_contents():
    body = f"<p>{PROSE * 3}</p><div style='break-before: column'><p>3</p><p>{LATER}</p><p>{PROSE * 2}</p></div>"
    assert texts(body, style=COLUMNS) == [(PROSE * 3).strip(), "3", LATER, (PROSE * 2).strip()]


def test_letters_that_hang_over_their_column_do_not_part_it():
    hung = "<p style='margin-left: -1.3pt; font-style: italic'>Jo Tree, gardener</p>"
    body = f"<p>{PROSE * 4}</p><div style='break-before: column'><p>{LATER}</p>{hung}<p>{PROSE * 3}</p></div>"
    assert texts(body, style=COLUMNS) == [(PROSE * 4).strip(), LATER, "Jo Tree, gardener", (PROSE * 3).strip()]


def test_the_columns_of_contents_keep_their_page_numbers():
    listed = "".join(
        f"<p>Chapter {word}<span style='float: right'>{10 + at}</span></p>" for at, word in enumerate("abcd")
    )
    content = made(f"<h1>Contents</h1>{listed}<p>{PROSE * 2}</p>", style="@page { @top-center { content: none } }")
    assert [piece.text for piece in read(content, "trees.pdf").pieces][1:5] == [
        f"Chapter {word}\t{10 + at}" for at, word in enumerate("abcd")
    ]


def test_a_list_of_notes_that_fills_a_page_is_not_at_its_foot():
    called = "".join(f"A street that they planted in year {at}.<sup>{at}</sup> " for at in range(1, 41))
    notes = "".join(f"<p class=note>{at}. {LATER} {at}</p>" for at in range(1, 41))
    style = ".note { font-size: 7pt } sup { font-size: 6pt; line-height: 1 } h2 { break-before: page }"
    body = f"<h1>Shade</h1><p>{PROSE * 9}</p><p>{called}</p><h2>Notes</h2>{notes}<h2>Water</h2><p>{called}</p><p>{PROSE * 9}</p>"
    manuscript = read(made(body, style=style), "trees.pdf")
    assert manuscript.notes == ()
    assert [piece.text for piece in manuscript.pieces if piece.text.startswith("17. ")] == [f"17. {LATER} 17"]
    assert sum(piece.text.endswith(f"{LATER} {at}") for at in range(1, 41) for piece in manuscript.pieces) == 40


def test_a_note_whose_first_word_has_no_room_beside_its_number_has_that_number():
    running = (
        "q 0.5 w 72 300 m 200 300 l S Q BT /F1 11 Tf 72 720 Td (Planting a tree in a street is slow work.) Tj "
        "/F1 6 Tf 4 Ts (1) Tj ET BT /F1 6 Tf 72 286 Td (1) Tj ET"
    )
    note = text("www.example.org/trees/and/streets/in/towns", "A paper on trees.", x=72, y=270)
    manuscript = read(pdf([f"{running} {note}"]), "trees.pdf")
    (found,) = manuscript.notes
    assert found.number == 1
    assert [piece.text for piece in found.pieces] == ["www.example.org/trees/and/streets/in/towns A paper on trees."]
