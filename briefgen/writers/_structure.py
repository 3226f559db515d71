"""Notes in a PDF's structure tree, which WeasyPrint 70 tags as nothing in particular.

PDF/UA-1 (ISO 14289-1, 7.9) wants every note tagged ``Note`` with an ID of its own; ISO 32000-1, 14.8.4.4 has
``Reference`` for its call and ``Lbl`` for its number. WeasyPrint tags by element name and has no name for notes.
So notes and calls stand in the parsed page as elements with tags that nothing else in them bears (``figcaption``
is tagged ``Caption`` wherever it stands, ``blockquote`` ``BlockQuote``), and these are renamed at the end. They
could not be written so: in HTML both end the paragraph that they stand in.
"""

from __future__ import annotations

from typing import Any


def mark_notes(root: Any) -> None:
    """Make notes and calls of a parsed page (an ElementTree element) the elements that get a tag."""
    for note in list(root.iter("x-note")):
        note.tag = "figcaption"
        note.set("class", "note")
    for call in list(root.iter("x-call")):
        call.tag = "blockquote"
        call.set("style", "display: inline; margin: 0")


def tag_notes(_document: Any, pdf: Any) -> None:
    """Tag the notes of a PDF that is about to be written: WeasyPrint's ``finisher``."""
    objects: list[Any] = [thing for thing in pdf.objects if isinstance(thing, dict)]
    elements = {thing.reference: thing for thing in objects if thing.get("Type") == "/StructElem"}
    notes: list[Any] = []
    for element in elements.values():
        if element["S"] == "/BlockQuote":
            element["S"] = "/Reference"
        elif element["S"] == "/Caption" and elements[element["P"]]["S"] != "/Table":
            kids = [elements[kid] for kid in element["K"] if kid in elements]
            if kids and kids[0]["S"] == "/NonStruct":
                kids[0]["S"] = "/Lbl"
                notes.append(element)
                _name(element, len(notes))
            elif notes:
                _join(notes[-1], element, kids, elements)


def _name(note: Any, number: int) -> None:
    import pydyf  # type: ignore[import-untyped]  # WeasyPrint's own, long imported when there is a PDF

    note["S"] = "/Note"
    note["ID"] = pydyf.String(f"note-{number}")


def _join(note: Any, rest: Any, kids: list[Any], elements: dict[bytes, Any]) -> None:
    """Put what a note says on its next lines, where notes run on, into the note itself.

    A note's first line begins with its number, in no particular element; every line has the ``span`` of its text.
    """
    note["K"].extend(kid.reference for kid in kids)
    for kid in kids:
        kid["P"] = note.reference
    elements[rest["P"]]["K"].remove(rest.reference)
    rest["S"] = "/NonStruct"
    rest["K"].clear()
