"""What in a document points to something: note calls, cross-references, links within; and which of them point nowhere."""

from __future__ import annotations

from collections.abc import Iterator

from briefgen.redline.story import Line, Story, opened
from briefgen.redline.units import Unit, accepted
from briefgen.writers._word.xml import qualified


def pointing_nowhere(content: bytes) -> dict[int, tuple[str, ...]]:
    """What points nowhere, by the number of the paragraph that it stands in, each said as a sentence without a stop.

    *content* is a DOCX; what a tracked change deletes does not count. Raises DocumentError where it is no Word document.
    """
    story = opened(content)
    marks = {mark.get(qualified("w:name"), "") for mark in story.document.iter(qualified("w:bookmarkStart"))}
    found = {line.place: tuple(dict.fromkeys(_nowhere(line, story, marks))) for line in story.lines}
    return {place: said for place, said in found.items() if said}


def _nowhere(line: Line, story: Story, marks: set[str]) -> Iterator[str]:
    for unit in accepted(line.units):
        if unit.kind == "call" and _is_empty(story, unit):
            yield "it calls a note that is missing or empty"
        elif unit.kind == "again" and unit.key not in marks:
            yield "it refers to a note call that is gone"
        for around in unit.path:
            anchor = around.get(qualified("w:anchor"))
            if around.tag == qualified("w:hyperlink") and anchor and anchor not in marks:
                yield "it links to a place of the document that is gone"


def _is_empty(story: Story, unit: Unit) -> bool:
    note = story.note_of(unit)
    if note is None:
        return True
    return not any(one.text.strip() for one in accepted(story.note_units(note)) if one.kind == "char")
