"""ODT: headings, notes with the numbers they show, what is taken out and said."""

from briefgen.importers.means import Means
from tests.importers.converted.packages import imported, lines, manuscript, odt, refusal

NOTE = (
    '<text:note text:note-class="{kind}"><text:note-citation>{shown}</text:note-citation>'
    "<text:note-body><text:p>{text}</text:p></text:note-body></text:note>"
)


def note(shown: str, text: str, kind: str = "footnote") -> str:
    return NOTE.format(shown=shown, text=text, kind=kind)


def test_headings_notes_and_tables_are_read_and_the_title_is_a_heading():
    automatic = '<style:style style:name="P1" style:family="paragraph" style:parent-style-name="Title"/>'
    body = (
        '<text:p text:style-name="P1">Night trains</text:p><text:h text:outline-level="1">What they cost</text:h>'
        f"<text:p>Fares rose{note('4', 'A note.')} in 2019{note('ii', 'An endnote.', 'endnote')}.</text:p>"
        "<table:table><table:table-column table:number-columns-repeated='2'/><table:table-row><table:table-cell>"
        "<text:p>Line</text:p></table:table-cell><table:table-cell><text:p>Fare</text:p></table:table-cell>"
        "</table:table-row></table:table>"
    )
    made = manuscript(odt(body, automatic=automatic), "a.odt")
    assert made.text.splitlines() == [
        "# Night trains",
        "# What they cost",
        "Fares rose⁴ in 2019².",
        "Line\tFare",
        "⁴ A note.",
        "² An endnote.",
    ]
    assert [one.number for one in made.notes] == [4, 0]


CHANGED = (
    '<text:tracked-changes><text:changed-region text:id="c1"><text:deletion><text:p>thirty</text:p></text:deletion>'
    "</text:changed-region></text:tracked-changes><text:h text:outline-level='1'>Night trains</text:h>"
    '<text:p>Fares rose by <text:change text:change-id="c1"/>forty'
    "<office:annotation><dc:creator>A</dc:creator><text:p>Is that so?</text:p></office:annotation> euros.</text:p>"
)


def test_tracked_changes_are_accepted_and_comments_left_out():
    assert lines(odt(CHANGED), "a.odt") == ["# Night trains", "Fares rose by forty euros."]
    said = [one.message for one in manuscript(odt(CHANGED), "a.odt").doubts]
    assert said == ["comments left out: 1", "tracked changes accepted: 1"]
    message = refusal(odt(CHANGED), "a.odt", Means(tracked="reject"))
    assert message == "tracked changes of an ODT cannot be refused"


def test_the_text_of_boxes_stands_behind_their_paragraph():
    box = "<draw:frame><draw:text-box><text:p>In the box.</text:p><text:p>More of it.</text:p></draw:text-box></draw:frame>"
    body = f"<text:p>Before the box.{box}</text:p><text:p>After the box.</text:p>"
    assert lines(odt(body), "a.odt") == ["Before the box.", "In the box.", "More of it.", "After the box."]


def test_a_table_of_contents_keeps_titles_and_pages_apart():
    entry = "<text:p>{}<text:tab/>{}</text:p>"
    contents = (
        "<text:table-of-content text:name='t'><text:index-body><text:p>Contents</text:p>"
        + entry.format("Who owns a river?", 6)
        + entry.format("What does it cost?", 9)
        + "</text:index-body></text:table-of-content>"
    )
    assert lines(odt(contents), "a.odt") == ["Contents", "Who owns a river?…6", "What does it cost?…9"]


def test_title_author_and_date_come_from_its_own_data():
    meta = (
        "<dc:title>Night trains</dc:title><meta:initial-creator>X</meta:initial-creator><dc:creator>Mara Holt</dc:creator>"
        "<meta:creation-date>2024-05-06T10:00:00</meta:creation-date>"
    )
    csl = imported(odt("<text:p>Some text.</text:p><text:p>And more.</text:p>", meta=meta), "a.odt").source.csl
    assert csl["title"] == "Night trains"
    assert csl["author"] == [{"family": "Holt", "given": "Mara"}]
    assert csl["issued"] == {"date-parts": [[2024, 5, 6]]}


def test_an_encrypted_document_is_told_as_such():
    entry = "<manifest:file-entry manifest:full-path='content.xml'><manifest:encryption-data/></manifest:file-entry>"
    assert refusal(odt("<text:p>x</text:p>", manifest=entry), "a.odt") == "the document is encrypted"
