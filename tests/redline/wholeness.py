"""Whether a DOCX is whole: ids told apart, ranges closed, notes in order, parts and relationships in place."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from tests.redline.package import KINDS, Docx, Element, find, q, rels_of
from tests.redline.reading import calls, note_texts

#: Elements whose ids must be told apart from each other; Word counts each family by itself.
_FAMILIES = (
    ("ins", "del", "moveFrom", "moveTo", "rPrChange", "pPrChange", "moveFromRangeStart", "moveToRangeStart"),
    ("bookmarkStart",),
)


def notes_in_order(made: bytes) -> Iterator[str]:
    """Ids of notes ascend with their calls, each is called once, and none lies there that nothing calls."""
    docx = Docx(made)
    for kind in KINDS:
        called = [int(number) for of, number in calls(docx) if of == kind]
        if called != sorted(set(called)):
            yield f"the ids of {kind}s do not ascend: {called}"
        root = docx.notes(kind)
        there = (
            [int(note.get(q("w:id"), "")) for note in root if note.get(q("w:type")) in (None, "normal")]
            if root is not None
            else []
        )
        if sorted(there) != sorted(called):
            yield f"{kind}s {there} are there and {called} are called"
    for kind, number in calls(docx):
        if (kind, number) not in note_texts(docx):
            yield f"{kind} {number} has no text"


def whole(made: bytes) -> Iterator[str]:
    """Ids are told apart, ranges begin and end, each part has its type and each relationship its target."""
    docx = Docx(made)
    if len(docx.names) != len(set(docx.names)):
        yield "a part stands twice in the zip"
    yield from _ids(docx)
    yield from _ranges(docx)
    yield from _relationships(docx)


def _ids(docx: Docx) -> Iterator[str]:
    for family in _FAMILIES:
        seen = Counter(find(docx.tree(), " | ".join(f".//w:{name}/@w:id" for name in family)))
        yield from (f"the {family[0]} id {number} stands {times} times" for number, times in seen.items() if times > 1)
    named = Counter(find(docx.tree(), ".//w:bookmarkStart/@w:name"))
    yield from (f"the bookmark {name} stands {times} times" for name, times in named.items() if times > 1)


def _ranges(docx: Docx) -> Iterator[str]:
    name = docx.related("comments")
    there = Counter(find(docx.tree(name), "w:comment/@w:id")) if name else Counter()
    for what in ("commentRangeStart", "commentRangeEnd", "commentReference"):
        anchored = Counter(find(docx.body, f".//w:{what}/@w:id"))
        if anchored != there:
            yield f"{what} {dict(anchored)} do not fit the comments {dict(there)}"
    for family in ("bookmark", "moveFromRange", "moveToRange", "commentRange"):
        open_ones: set[str] = set()
        for entry in find(docx.body, f".//w:{family}Start | .//w:{family}End"):
            number = entry.get(q("w:id"))
            if entry.tag.endswith("Start"):
                open_ones.add(number)
            elif number in open_ones:
                open_ones.remove(number)
            else:
                yield f"{family} {number} ends before it begins"
        yield from (f"{family} {number} does not end" for number in sorted(open_ones))


def _relationships(docx: Docx) -> Iterator[str]:
    types = docx.tree("[Content_Types].xml")
    overrides = set(find(types, "ct:Override/@PartName"))
    defaults = {said.lower() for said in find(types, "ct:Default/@Extension")}
    for name in docx.names:
        known = f"/{name}" in overrides or name.rpartition(".")[2].lower() in defaults
        if name != "[Content_Types].xml" and not known:
            yield f"the part {name} has no content type"
    yield from (f"{part} has a content type and is not there" for part in overrides if part[1:] not in docx)
    for name in [name for name in docx.names if name.endswith(".xml") and not name.startswith("[")]:
        known = dict(docx.relations(name))
        used = set(find(docx.tree(name), "//@r:id | //@r:embed | //@r:link"))
        yield from (
            f"{name} names the relationship {number}, which is not there" for number in sorted(used - set(known))
        )
        outside = {entry.get("Id") for entry in _external(docx, name)}
        for number, target in known.items():
            if number not in outside and target not in docx:
                yield f"the relationship {number} of {name} leads to {target}, which is not there"


def _external(docx: Docx, name: str) -> list[Element]:
    rels = rels_of(name)
    return find(docx.tree(rels), "*[@TargetMode='External']") if rels in docx else []
