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
    notes = 0
    for element in elements.values():
        if element["S"] == "/BlockQuote":
            element["S"] = "/Reference"
        elif element["S"] == "/Caption" and elements[element["P"]]["S"] != "/Table":
            notes += 1
            _tag_note(element, elements, notes)


def _tag_note(element: Any, elements: dict[bytes, Any], number: int) -> None:
    import pydyf  # type: ignore[import-untyped]  # WeasyPrint's own, long imported when there is a PDF

    element["S"] = "/Note"
    element["ID"] = pydyf.String(f"note-{number}")
    first = elements.get(element["K"][0]) if element["K"] else None
    if first is not None and first["S"] == "/NonStruct":
        first["S"] = "/Lbl"
