"""A paragraph as units: one a character, one a note call, one an object, one each for what has no text.

A run that an editor's program cut in three, with proofing marks between, reads as the same units as the whole run: so
paragraphs are compared unit by unit. Each unit remembers the XML that it came from, so that they can be written again.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from lxml import etree

from briefgen.writers._word.xml import Element, qualified

#: What stands in a text for a note's call, for a call of a note called before, and for a picture or another object.
CALL, AGAIN, OBJECT = "\ue000", "\ue001", "\ue002"

Kind = Literal["char", "call", "again", "object", "mark"]

_CHARACTERS: Mapping[str, str] = {
    qualified("w:tab"): "\t",
    qualified("w:br"): "\n",
    qualified("w:cr"): "\n",
    qualified("w:noBreakHyphen"): "\u2011",
    qualified("w:softHyphen"): "\u00ad",
}
#: What a run may hold that has no text of its own.
_RUN_MARKS = frozenset(
    map(
        qualified,
        (
            *("w:fldChar", "w:instrText", "w:delInstrText", "w:commentReference", "w:lastRenderedPageBreak"),
            *("w:footnoteRef", "w:endnoteRef", "w:annotationRef", "w:separator", "w:continuationSeparator"),
        ),
    )
)
_CALLS = frozenset(map(qualified, ("w:footnoteReference", "w:endnoteReference")))
_REVISIONS: Mapping[str, Literal["in", "out"]] = {
    qualified("w:ins"): "in",
    qualified("w:moveTo"): "in",
    qualified("w:del"): "out",
    qualified("w:moveFrom"): "out",
}
_WRAPPERS = frozenset(map(qualified, ("w:hyperlink", "w:smartTag", "w:customXml", "w:fldSimple", "w:dir", "w:bdo")))
#: Direct formats that count as a person's; fonts, sizes and languages are written by programs of themselves.
_FORMATS = ("b", "i", "u", "strike", "dstrike", "caps", "smallCaps", "vertAlign", "highlight", "vanish")
#: Character styles that say no more than what they stand on: links and note calls are told by themselves.
_TOLD = ("hyperlink", "internet link", "internetlink", "footnote", "endnote", "default paragraph font", "annotation")


@dataclass(frozen=True, slots=True)
class Revision:
    """A tracked change around a unit: text that came ``in`` or went ``out``, by whom."""

    way: Literal["in", "out"]
    author: str
    element: Element = field(compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Unit:
    """One unit of a paragraph.

    ``text`` is a character, one of CALL, AGAIN and OBJECT, or empty for a mark. ``look`` says how it is formatted and
    linked; ``key`` is a call's note id, the bookmark that a call of a note called before refers to, or an object's
    digest. ``run`` is the run it stands in, if it does; ``nodes`` are its own elements; ``path`` the elements around
    it within the paragraph, ``revisions`` apart.
    """

    kind: Kind
    text: str = ""
    look: str = ""
    key: str = ""
    run: Element | None = None
    nodes: tuple[Element, ...] = ()
    path: tuple[Element, ...] = ()
    revisions: tuple[Revision, ...] = ()

    @property
    def same(self) -> tuple[str, str, str]:
        """What must be equal for two units to say the same in the same way; of a call, that it is one."""
        return (self.text, self.look if self.kind == "char" else "", self.key if self.kind == "object" else "")


@dataclass(frozen=True, slots=True, kw_only=True)
class Names:
    """What the part around a paragraph knows: style names by id, addresses by relationship id, colours of styles."""

    styles: Mapping[str, str] = field(default_factory=dict)
    links: Mapping[str, str] = field(default_factory=dict)
    colours: frozenset[str] = frozenset()


def units_of(paragraph: Element, names: Names) -> tuple[Unit, ...]:
    """All units of a paragraph in order, those deleted by a tracked change among them."""
    return tuple(_without_fields(list(_within(paragraph, names, (), ()))))


def _within(
    parent: Element, names: Names, path: tuple[Element, ...], revisions: tuple[Revision, ...]
) -> Iterator[Unit]:
    for child in parent:
        tag = child.tag
        if not isinstance(tag, str) or tag == qualified("w:pPr"):
            continue
        if tag == qualified("w:r"):
            yield from _run(child, names, path, revisions)
        elif tag in _REVISIONS:
            more = Revision(_REVISIONS[tag], child.get(qualified("w:author"), ""), child)
            yield from _within(child, names, path, (*revisions, more))
        elif tag == qualified("w:fldSimple") and _is_again(child.get(qualified("w:instr"), "")):
            key = _target(child.get(qualified("w:instr"), ""))
            yield Unit(kind="again", text=AGAIN, key=key, nodes=(child,), path=path, revisions=revisions)
        elif tag in _WRAPPERS:
            yield from _within(child, names, (*path, child), revisions)
        elif tag == qualified("w:sdt"):
            content = child.find(qualified("w:sdtContent"))
            if content is not None:
                yield from _within(content, names, (*path, child, content), revisions)
        elif next(child.iter(qualified("w:t"), qualified("w:drawing"), qualified("w:pict")), None) is not None or (
            etree.QName(tag).namespace != etree.QName(qualified("w:p")).namespace
        ):
            yield _object(child, None, path, revisions)
        else:
            yield Unit(kind="mark", nodes=(child,), path=path, revisions=revisions)


def _run(run: Element, names: Names, path: tuple[Element, ...], revisions: tuple[Revision, ...]) -> Iterator[Unit]:
    look = _look(run.find(qualified("w:rPr")), names, path)
    for child in run:
        tag = child.tag
        if not isinstance(tag, str) or tag == qualified("w:rPr"):
            continue
        if tag in (qualified("w:t"), qualified("w:delText")):
            for character in child.text or "":
                yield Unit(
                    kind="char", text=character, look=look, run=run, nodes=(child,), path=path, revisions=revisions
                )
        elif tag in _CHARACTERS and child.get(qualified("w:type"), "textWrapping") == "textWrapping":
            yield Unit(
                kind="char", text=_CHARACTERS[tag], look=look, run=run, nodes=(child,), path=path, revisions=revisions
            )
        elif tag in _CALLS:
            key = child.get(qualified("w:id"), "")
            yield Unit(kind="call", text=CALL, key=key, run=run, nodes=(child,), path=path, revisions=revisions)
        elif tag in _RUN_MARKS:
            yield Unit(kind="mark", run=run, nodes=(child,), path=path, revisions=revisions)
        else:
            yield _object(child, run, path, revisions)


def _object(element: Element, run: Element | None, path: tuple[Element, ...], revisions: tuple[Revision, ...]) -> Unit:
    key = hashlib.sha256(etree.tostring(element, method="c14n", with_tail=False)).hexdigest()
    return Unit(kind="object", text=OBJECT, key=key, run=run, nodes=(element,), path=path, revisions=revisions)


def _look(properties: Element | None, names: Names, path: Sequence[Element]) -> str:
    said: list[str] = []
    for around in path:
        if around.tag == qualified("w:hyperlink"):
            anchor = around.get(qualified("w:anchor"))
            address = names.links.get(around.get(qualified("r:id"), ""), "")
            said.append(f"link {address}{'#' + anchor if anchor else ''}")
    for entry in properties if properties is not None else ():
        name = etree.QName(entry).localname if isinstance(entry.tag, str) else ""
        value = entry.get(qualified("w:val"), "1").lower()
        if name == "rStyle":
            style = names.styles.get(entry.get(qualified("w:val"), ""), value).lower()
            if not style.startswith(_TOLD):
                said.append(f"style {style}")
        elif name in _FORMATS and value not in {"0", "false", "none", "baseline", "off"}:
            said.append(name if value in {"1", "true", "on"} else f"{name} {value}")
        elif name == "color" and value not in names.colours and value != "auto":
            said.append(f"color {value}")
    return "; ".join(sorted(said))


def _is_again(code: str) -> bool:
    return code.split()[:1] == ["NOTEREF"]


def _target(code: str) -> str:
    return code.split()[1] if len(code.split()) > 1 else ""


def _without_fields(found: list[Unit]) -> Iterator[Unit]:
    """The units with each whole ``NOTEREF`` field as one."""
    place = 0
    while place < len(found):
        end = _end_of_field(found, place)
        code = "".join(_code(unit) for unit in found[place:end])
        if end and _is_again(code):
            first = found[place]
            runs = tuple(dict.fromkeys(unit.run for unit in found[place:end] if unit.run is not None))
            yield Unit(
                kind="again", text=AGAIN, key=_target(code), nodes=runs, path=first.path, revisions=first.revisions
            )
            place = end
        else:
            yield found[place]
            place += 1


def _end_of_field(found: Sequence[Unit], place: int) -> int:
    """Where the field that begins at *place* is over; 0 where none does, or not in this paragraph."""
    if _field_mark(found[place]) != "begin":
        return 0
    depth = 0
    for after in range(place, len(found)):
        kind = _field_mark(found[after])
        depth += (kind == "begin") - (kind == "end")
        if not depth:
            return after + 1
    return 0


def _field_mark(unit: Unit) -> str:
    if unit.kind != "mark" or unit.nodes[0].tag != qualified("w:fldChar"):
        return ""
    return unit.nodes[0].get(qualified("w:fldCharType"), "")


def _code(unit: Unit) -> str:
    is_code = unit.kind == "mark" and unit.nodes[0].tag in (qualified("w:instrText"), qualified("w:delInstrText"))
    return unit.nodes[0].text or "" if is_code else ""


def accepted(units: Iterable[Unit], author: str | None = None) -> tuple[Unit, ...]:
    """The units that stand where all tracked changes are accepted (or those of *author* alone; others' then stay)."""
    return tuple(unit for unit in units if not any(one.way == "out" and _by(one, author) for one in unit.revisions))


def rejected(units: Iterable[Unit], author: str | None = None) -> tuple[Unit, ...]:
    """The units that stand where all tracked changes are rejected (or those of *author* alone)."""
    return tuple(unit for unit in units if not any(one.way == "in" and _by(one, author) for one in unit.revisions))


def _by(revision: Revision, author: str | None) -> bool:
    return author is None or revision.author == author


def said(units: Iterable[Unit]) -> str:
    """What units say to a reader: their text without calls, objects and marks."""
    return "".join(unit.text for unit in units if unit.kind == "char")
