"""Notes in a PDF's structure tree, which WeasyPrint 70 tags as nothing in particular.

PDF/UA-1 (ISO 14289-1, 7.9) wants every note tagged ``Note`` with an ID of its own, and (7.18.5) every link
annotation within a ``Link``. WeasyPrint tags by element name and has no name for notes. So each note is made a
``figcaption``, which it tags ``Caption`` wherever it stands; a ``Caption`` outside a table is then a note.
"""

from __future__ import annotations

from typing import Any

#: A ``figcaption`` may stand in a paragraph only once the page has been parsed: the parser would end the paragraph.
_STAND_IN = "figcaption"


def mark_notes(root: Any) -> None:
    """Make each ``x-note`` of a parsed page (an ElementTree element) the element that is tagged as a note."""
    for note in list(root.iter("x-note")):
        note.tag = _STAND_IN
        note.set("class", "note")
        note.set("href", f"#{note.get('id')}")


def tag_notes(_document: Any, pdf: Any) -> None:
    """Tag the notes of a PDF that is about to be written: ``Note``, ``Lbl`` for their numbers, ``Link`` for calls."""
    elements = {
        f"{thing.number} {thing.generation} R".encode(): thing
        for thing in pdf.objects
        if isinstance(thing, dict) and thing.get("Type") == "/StructElem"
    }
    links = {
        f"{thing.number} {thing.generation} R".encode()
        for thing in pdf.objects
        if isinstance(thing, dict) and thing.get("Type") == "/OBJR"
    }
    count = 0
    for element in elements.values():
        kids = [kid for kid in element["K"] if isinstance(kid, bytes)]
        parent = elements.get(element["P"])
        if element["S"] == "/NonStruct" and any(kid in links for kid in kids):
            element["S"] = "/Link"
        elif element["S"] == "/Caption" and parent is not None and parent["S"] not in {"/Table", "/Note"}:
            count += 1
            _tag_note(element, kids, elements, count)


def _tag_note(element: Any, kids: list[bytes], elements: dict[bytes, Any], number: int) -> None:
    import pydyf  # WeasyPrint's own, imported with it

    element["S"] = "/Note"
    element["ID"] = pydyf.String(f"note-{number}")
