"""Whether each note stands at the foot of the page that calls it.

WeasyPrint 70 moves a note to the next page, and has been seen to lose one, where a long paragraph breaks just as
its first lines fill a page; and it cannot break a note that is longer than the foot may be. Both are seen only
after the layout, in its boxes.
"""

from __future__ import annotations

from typing import Any


def notes_stand(document: Any) -> bool:
    """True where every page of a rendered document has the notes that it calls, in order, all within its foot."""
    return all(_stands(page._page_box) for page in document.pages)  # noqa: SLF001 - there is no public way to see it


def keep_whole(root: Any) -> None:
    """Forbid paragraphs of a parsed page to break, but for those longer than a page."""
    for name in ("p", "li"):
        for element in root.iter(name):
            element.set("style", f"{element.get('style', '')}; orphans: 999".lstrip("; "))


def _stands(page_box: Any) -> bool:
    called: list[Any] = []
    placed: list[Any] = []
    fits = True
    for box in page_box.children:
        if type(box).__name__ == "FootnoteAreaBox":
            placed += [note.element for note in _notes(box)]
            fits = _fits(box)
        elif type(box).__name__ != "MarginBox":
            called += [call.footnote.element for call in box.descendants() if getattr(call, "footnote", None)]
    return called == placed and fits


def _notes(area: Any) -> list[Any]:
    """The notes' own boxes: the outermost with an element of their own, below anonymous ones."""
    found: list[Any] = []
    for child in area.children:
        if child.element is not None:
            found.append(child)
        else:
            found += _notes(child)
    return found


def _fits(area: Any) -> bool:
    last = area.children[-1] if area.children else None
    if last is None:
        return True
    bottom = last.position_y + last.margin_height() - last.margin_bottom
    return bool(bottom <= area.position_y + area.margin_height() - area.margin_bottom + 0.5)
