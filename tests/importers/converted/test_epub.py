"""EPUB: chapters in the order of the spine, notes as links with the numbers they show, the book's own data."""

from tests.importers.converted.packages import epub, imported, lines, manuscript, refusal

ENCRYPTED = (
    '<encryption xmlns="urn:oasis:names:tc:opendocument:xmlns:container" xmlns:enc="http://www.w3.org/2001/04/xmlenc#">'
    '<enc:EncryptedData><enc:CipherData><enc:CipherReference URI="{}"/></enc:CipherData></enc:EncryptedData></encryption>'
)


def test_notes_in_their_own_chapter_at_the_foot_or_in_a_file_of_their_own_are_tied_to_their_calls():
    first = (
        "<h1>Night trains</h1><p>Fares rose<a epub:type='noteref' href='#n1'>1</a>.</p>"
        "<aside epub:type='footnote' id='n1'><p>At the foot.</p></aside>"
    )
    second = "<h1>Day trains</h1><p>They fell<a href='notes.xhtml#b7'><sup>7</sup></a>&#160;later.</p>"
    notes = "<h1>Notes</h1><p id='b7'><a href='two.xhtml'>7</a> In a file of its own.</p>"
    made = manuscript(epub({"one.xhtml": first, "two.xhtml": second, "notes.xhtml": notes}), "a.epub")
    assert made.text.splitlines() == [
        "# Night trains",
        "Fares rose¹.",
        "# Day trains",
        "They fell⁷\N{NO-BREAK SPACE}later.",
        "# Notes",
        "¹ At the foot.",
        "⁷ In a file of its own.",
    ]
    assert [one.number for one in made.notes] == [1, 7]


def test_the_books_own_data_goes_into_the_bibliographic_data():
    data = (
        "<dc:title>Night trains</dc:title><dc:creator>Mara Holt</dc:creator><dc:creator>Ben Okafor</dc:creator>"
        "<dc:date>2023-04</dc:date><dc:publisher>Rail Press</dc:publisher><dc:language>en</dc:language>"
    )
    content = epub({"one.xhtml": "<h1>Night trains</h1><p>Some text.</p><p>And more.</p>"}, data=data)
    csl = imported(content, "a.epub").source.csl
    assert csl == {
        "id": "source",
        "type": "report",
        "title": "Night trains",
        "author": [{"family": "Holt", "given": "Mara"}, {"family": "Okafor", "given": "Ben"}],
        "issued": {"date-parts": [[2023, 4]]},
        "publisher": "Rail Press",
        "language": "en",
    }


def test_a_protected_book_is_refused_and_one_whose_fonts_alone_are_encrypted_is_read():
    chapters = {"one.xhtml": "<h1>Night trains</h1><p>Some text.</p>"}
    message = refusal(epub(chapters, encryption=ENCRYPTED.format("book/one.xhtml")), "a.epub")
    assert message == "the book is protected against copying"
    assert lines(epub(chapters, encryption=ENCRYPTED.format("book/font.otf")), "a.epub")[1] == "Some text."


def test_a_package_without_a_book_is_refused():
    from tests.importers.converted.packages import zipped

    content = zipped({"mimetype": "application/epub+zip"})
    assert refusal(content, "a.epub") == "it is no EPUB: it has no package document"
