"""HTML: the main content of a page, its notes and tables; what surrounds it is furniture; what the page says of itself."""

import pytest

from tests.importers.converted.packages import imported, manuscript, refusal

PROSE = (
    "Night trains ran on every line of the western network until the airlines came and took their passengers away.",
    "The fares of the last three lines rose by twelve percent within a year, although nobody had asked for it at all.",
    "A ministry that wants them back has to pay for the sleeping cars, for the tracks, and for the people who work there.",
)

PAGE = f"""<!DOCTYPE html>
<html lang="en-GB"><head><title>Night trains | Rail Review</title>
<meta charset="utf-8"><meta name="author" content="Mara Holt">
<meta property="og:site_name" content="Rail Review"><meta property="og:title" content="Night trains">
<link rel="canonical" href="https://rail.example/night-trains">
<script type="application/ld+json">{{"@type": "Article", "datePublished": "2024-05-06T08:00:00Z"}}</script>
<style>p {{ color: red }}</style></head>
<body>
<header><div class="logo">Rail Review</div><nav><ul><li><a href="/">Home</a></li><li><a href="/a">Archive</a></li></ul></nav></header>
<div class="cookie-banner"><p>We use cookies to make this website better for you.</p></div>
<main><article>
<p class="kicker">Analysis</p>
<h1>Night trains</h1>
<p>By Mara Holt</p>
<div class="share"><a href="https://x.example/share">Share</a> <a href="https://y.example/share">Post</a></div>
<p>{PROSE[0]}<sup id="r1"><a href="#n1">1</a></sup></p>
<h2>What they cost</h2>
<p>{PROSE[1]}<a href="#n2" id="r2">[2]</a> See the <a href="https://rail.example/fares">list of fares</a>.</p>
<table><tr><th>Line</th><th>Fare</th></tr><tr><td>North</td><td>EUR 30</td></tr></table>
<ul><li>One line for power and light in the north.</li><li>Another.</li></ul>
<aside class="related"><h3>Read more</h3><ul><li><a href="/x">Day trains</a></li><li><a href="/y">Buses</a></li></ul></aside>
<p>{PROSE[2]}<sup><a href="#n1">1</a>, <a href="#n2">2</a></sup></p>
<p style="display:none">Nobody sees this line.</p>
</article></main>
<div class="notes"><h2>Notes</h2>
<p id="n1"><a href="#r1">1</a> Holt, Mara, “<a href="https://rail.example/old">Old lines</a>”, <em>Rail Times</em>, 2 May 2015.</p>
<p id="n2">[2] In euros. <a href="#r2">↩</a></p></div>
<footer><p>© 2024 Rail Review. All rights reserved by the people who make it.</p></footer>
</body></html>"""


def test_the_main_content_is_read_with_its_notes_and_the_rest_is_furniture():
    made = manuscript(PAGE.encode(), "a.html")
    assert [piece.text for piece in made.pieces] == [
        "Night trains",
        "By Mara Holt",
        f"{PROSE[0]}¹",
        "What they cost",
        f"{PROSE[1]}² See the [list of fares](https://rail.example/fares).",
        "Line\tFare",
        "North\tEUR 30",
        "One line for power and light in the north.",
        "Another.",
        f"{PROSE[2]}¹²",
    ]
    assert [[piece.text for piece in note.pieces] for note in made.notes] == [
        ["Holt, Mara, “[Old lines](https://rail.example/old)”, *Rail Times*, 2 May 2015."],
        ["In euros."],
    ]
    assert [(note.number, len(note.calls)) for note in made.notes] == [(1, 2), (2, 2)]
    told = f"set aside as what surrounds the text: {len(made.furniture)} lines ('Rail Review'; 'Home'; 'Archive'; …)"
    assert [one.message for one in made.doubts] == [told]
    furniture = " ".join(piece.text for piece in made.furniture)
    for said in ("Home", "cookies", "Analysis", "Share", "Read more", "Day trains", "All rights reserved", "Notes"):
        assert said in furniture, said
    assert "Nobody sees" not in made.text
    assert "color" not in made.text


def test_furniture_has_its_role_and_notes_are_tied_to_passages():
    read = imported(PAGE.encode(), "a.html")
    roles = {one.role for one in read.reading}
    assert roles == {"title", "byline", "paragraph", "heading", "table", "list-item", "furniture", "note"}
    kinds = {one.id: one.kind for one in read.source.passages}
    assert [[kinds[name] for name in note.called_by] for note in read.source.notes] == [["paragraph"] * 2] * 2
    assert [work["title"] for work in read.source.references] == ["Old lines"]


def test_what_the_page_says_of_itself_goes_into_the_bibliographic_data():
    assert imported(PAGE.encode(), "a.html").source.csl == {
        "id": "source",
        "type": "webpage",
        "title": "Night trains",
        "issued": {"date-parts": [[2024, 5, 6]]},
        "container-title": "Rail Review",
        "URL": "https://rail.example/night-trains",
        "language": "en-GB",
    }


def test_offsets_do_not_hang_on_what_was_taken_for_the_main_content(monkeypatch):
    from briefgen.importers._converted import page

    whole = page.looked_at(PAGE.encode())
    monkeypatch.setattr(page, "_kept", lambda text: ("", []))
    unmarked = page.looked_at(PAGE.encode())
    assert whole["html"] != unmarked["html"]
    division = f'<div class="{page.FURNITURE}">'
    assert whole["html"].replace(division, "").replace("</div>", "") == unmarked["html"].replace(division, "").replace(
        "</div>", ""
    )


NOTES = {
    "by pandoc": (
        '<a href="#fn1" class="footnote-ref" id="fnref1" role="doc-noteref"><sup>1</sup></a>',
        '<section role="doc-endnotes"><ol><li id="fn1"><p>The note.<a href="#fnref1">↩︎</a></p></li></ol></section>',
    ),
    "by LibreOffice": (
        '<a class="sdfootnoteanc" name="sdfootnote1anc" href="#sdfootnote1sym"><sup>1</sup></a>',
        '<div id="sdfootnote1"><p><a class="sdfootnotesym" name="sdfootnote1sym" href="#sdfootnote1anc">1</a> The note.</p></div>',
    ),
    "by Word": (
        '<a href="#_ftn1" name="_ftnref1"><span>[1]</span></a>',
        '<div><hr><div id="ftn1"><p><a href="#_ftnref1" name="_ftn1"><span>[1]</span></a> The note.</p></div></div>',
    ),
    "by a wiki": (
        '<sup id="cite_ref-1"><a href="#cite_note-1">[1]</a></sup>',
        '<ol><li id="cite_note-1"><span><b><a href="#cite_ref-1">^</a></b></span> <span>The note.</span></li></ol>',
    ),
    "by brackets around the link": (
        'a <a name="b1"></a>[<a href="#e1">1</a>]',
        '<p><a name="e1"></a><a href="#b1">1.</a> The note.</p>',
    ),
    "by an asterisk": ('<a href="#star">*</a>', '<p id="star">* The note.</p>'),
}


@pytest.mark.parametrize(("called", "note"), NOTES.values(), ids=NOTES.keys())
def test_notes_are_known_however_a_program_writes_them(called, note):
    text = "".join(f"<p>{said}</p>" for said in PROSE[1:])
    page = f"<html><body><h1>Night trains</h1><p>{PROSE[0]}{called}</p>{text}{note}</body></html>"
    made = manuscript(page.encode(), "a.html")
    assert [[piece.text for piece in one.pieces] for one in made.notes] == [["The note."]]
    assert len(made.notes[0].calls) == 1
    assert "The note" not in " ".join(piece.text for piece in made.pieces)


def test_a_note_in_a_list_of_notes_that_nothing_calls_is_a_note():
    calls = "".join(
        f'<p>{said}<a href="#n{number}">{number}</a></p>' for said, number in zip(PROSE, (1, 3, 4), strict=True)
    )
    notes = "".join(f'<li id="n{number}">Note {number}.</li>' for number in (1, 2, 3, 4))
    page = f"<h1>Night trains</h1>{calls}<h2>Notes</h2><ol>{notes}</ol>"
    read = imported(page.encode(), "a.html")
    assert [(note.number, note.called_by) for note in read.source.notes] == [
        (1, ("report.p01",)),
        (2, ()),
        (3, ("report.p02",)),
        (4, ("report.p03",)),
    ]
    assert "report: note 2 is never called" in [one.message for one in read.doubts]


def test_a_link_to_a_section_is_no_note():
    page = f"<h1>T</h1><p><a href='#s1'>1</a> <a href='#s2'>2</a></p><div id='s1'><h2>One</h2><p>{PROSE[0]}</p></div><div id='s2'><h2>Two</h2><p>{PROSE[1]}</p></div>"
    made = manuscript(page.encode(), "a.html")
    assert made.notes == ()
    assert [piece.text for piece in made.pieces] == ["T", "1 2", "One", PROSE[0], "Two", PROSE[1]]


@pytest.mark.parametrize(
    ("content", "word"),
    [
        ("<h1>T</h1><p>Straße</p>".encode(), "Straße"),
        ("<h1>T</h1><p>Straße</p>".encode("cp1252"), "Straße"),
        ("<meta charset='iso-8859-2'><h1>T</h1><p>Łódź</p>".encode("iso-8859-2"), "Łódź"),
        ("<h1>T</h1><p>Straße</p>".encode("utf-16"), "Straße"),
        ("<meta charset='no-such'><h1>T</h1><p>Straße</p>".encode(), "Straße"),
    ],
)
def test_the_characters_are_read_as_the_page_means_them(content, word):
    assert word in manuscript(content, "a.htm").text


def test_a_page_without_words_is_refused():
    assert refusal(b"<html></html>", "a.html") == "the document has no text"
    assert refusal(b" ", "a.html") == "the page has no text"
    assert refusal(b"<script>let a = 'b'</script>", "a.html") == "the document has no text"


def test_a_page_whose_main_content_cannot_be_told_is_read_whole_and_that_is_told():
    made = manuscript(b"<h1>Trains</h1><p>Short.</p>", "a.html")
    assert [piece.text for piece in made.pieces] == ["Trains", "Short."]
    said = {one.message for one in manuscript(b"<h1>!</h1>", "a.html").doubts}
    assert said <= {"the page's main content could not be told from what surrounds it"}
