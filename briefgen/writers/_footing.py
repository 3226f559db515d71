"""Whether each note stands at the foot of the page that calls it.

WeasyPrint 70 moves a note to the next page, and has been seen to lose one, where a paragraph breaks just as its
first lines fill a page; and it cannot break a note that is longer than the foot may be. Both are seen only after
the layout, in its boxes.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import Any

_KEPT = "orphans: 999"
_NEW_PAGE = "break-before: page"
#: No more than a third of a page is for its notes (the style sheet says so to WeasyPrint).
HIGHEST_FOOT = 0.33
#: Room that is kept beside what would fit, in CSS pixels: two lines of text.
_SPARE = 40.0
_HEADINGS = frozenset({"h1", "h2", "h3", "h4"})


def strays(document: Any) -> list[Any]:
    """The last paragraph (its element) of every page of a rendered document whose foot is not as it must be.

    A foot must have the notes that its page calls, in order, and hold them. None where all is well.
    """
    pages = [page._page_box for page in document.pages]  # noqa: SLF001 - there is no public way to see it
    return [_last_paragraph(page_box) for page_box in pages if not _stands(page_box)]


def mend(root: Any, elements: list[Any]) -> bool:
    """Change the parsed page so that the next layout may stand; False where nothing was left to change.

    A paragraph is forbidden to break (but for one longer than a page). A table begins a new page, with the heading
    above it: where one breaks amid notes, WeasyPrint 70 may set its rows one to a page.
    """
    parents = {child: parent for parent in root.iter() for child in parent}
    changed = False
    for element in elements:
        table = element
        while table is not None and table.tag != "table":
            table = parents.get(table)
        changed |= _styled(element, _KEPT) if table is None else _styled(_with_heading(table, parents), _NEW_PAGE)
    return changed


def fill(document: Any) -> bool:
    """Change the parsed page where a page was left half empty for nothing; False where there is no such page.

    WeasyPrint 70 counts the notes of a block that it tried on a page and took away again, and so sends away the block
    before it, too. Where what begins the next page would fit, with its notes, what follows it is sent there outright.
    """
    pages = [page._page_box for page in document.pages]  # noqa: SLF001 - as above
    for page_box, following in pairwise(pages):
        blocks = _blocks(following)
        first = next((place for place, block in enumerate(blocks) if block.element_tag not in _HEADINGS), len(blocks))
        moved, rest = blocks[: first + 1], blocks[first + 1 :]
        begun = {block.element for block in _blocks(page_box)}
        if not rest or moved[0].element in begun or (rest[0].element_tag in _HEADINGS and len(rest) < 2):
            continue
        if _would_fit(moved, page_box, following) and _styled(rest[0].element, _NEW_PAGE):
            return True
    return False


def _blocks(page_box: Any) -> list[Any]:
    """What stands on a page, block by block, without its notes, head and foot."""
    main = next((box for box in _flow(page_box) if box.element_tag == "main"), None)
    return list(main.children) if main else []


def _flow(page_box: Any) -> Iterator[Any]:
    """Every box of a page's text, outer before inner, without its notes, head and foot."""
    for box in page_box.children:
        if type(box).__name__ not in {"FootnoteAreaBox", "MarginBox"}:
            yield from box.descendants()


def _called(boxes: Iterable[Any]) -> list[Any]:
    """The notes (their elements) that boxes call, in order."""
    return [box.footnote.element for box in boxes if getattr(box, "footnote", None)]


def _would_fit(moved: list[Any], page_box: Any, following: Any) -> bool:
    area, next_area = _area(page_box), _area(following)
    called = {note for block in moved for note in _called(block.descendants())}
    notes = sum(note.margin_height() for note in _note_boxes(next_area) if note.element in called)
    begun = area.margin_height() if area else 0.0
    if begun + notes > page_box.height * HIGHEST_FOOT:
        return False
    here = _blocks(page_box)
    used = _bottom(here[-1]) if here else page_box.content_box_y()
    room = page_box.content_box_y() + page_box.height - begun - used
    return bool(_bottom(moved[-1]) - moved[0].position_y + notes + _SPARE < room)


def _area(page_box: Any) -> Any:
    return next((box for box in page_box.children if type(box).__name__ == "FootnoteAreaBox"), None)


def _note_boxes(area: Any) -> list[Any]:
    notes = [box for box in area.descendants() if box.element_tag == "figcaption"] if area else []
    return [box for box in notes if type(box).__name__ == "BlockBox"]


def _bottom(box: Any) -> float:
    return float(box.position_y + box.margin_height())


def _with_heading(table: Any, parents: dict[Any, Any]) -> Any:
    """What a new page begins with, if it is to begin with a table: the headings right above it, or itself."""
    siblings = list(parents[table])
    place = siblings.index(table)
    while place and siblings[place - 1].tag in _HEADINGS - {"h1"}:
        place -= 1
    return siblings[place]


def _styled(element: Any, rule: str) -> bool:
    style = element.get("style", "")
    if rule in style:
        return False
    element.set("style", f"{style}; {rule}".lstrip("; "))
    return True


def _stands(page_box: Any) -> bool:
    area = _area(page_box)
    placed = _notes(area) if area else []
    return _called(_flow(page_box)) == placed and (area is None or _fits(area))


def _last_paragraph(page_box: Any) -> Any:
    paragraphs = [box.element for box in _flow(page_box) if box.element is not None and box.element.tag in {"p", "li"}]
    return paragraphs[-1] if paragraphs else None


def _notes(box: Any) -> list[Any]:
    """The elements of the notes in the foot, each once, though one that runs on over lines has several boxes."""
    found: list[Any] = []
    for child in getattr(box, "children", ()):
        below = [child.element] if child.element_tag == "figcaption" else _notes(child)
        found += [element for element in below if element not in found]
    return found


def _fits(area: Any) -> bool:
    last = area.children[-1] if area.children else None
    if last is None:
        return True
    bottom = last.position_y + last.margin_height() - last.margin_bottom
    return bool(bottom <= area.position_y + area.margin_height() - area.margin_bottom + 0.5)
