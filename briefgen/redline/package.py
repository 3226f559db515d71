"""The editor's file as a package: parts changed and added, everything else carried through as it was."""

from __future__ import annotations

import copy
from dataclasses import dataclass, field

from lxml import etree

from briefgen.redline.story import Story
from briefgen.writers._word.package import zipped
from briefgen.writers._word.reading import root
from briefgen.writers._word.xml import NAMESPACES, Element, detach, element, parse, qualified

_KIND = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
_MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml."
_PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
_TYPES = "[Content_Types].xml"


@dataclass(slots=True, kw_only=True)
class Package:
    """The parts of ``story``; those named in ``touched`` are written anew."""

    story: Story
    touched: set[str] = field(default_factory=set)

    def root(self, part: str) -> Element:
        """The root of a part that is about to be changed."""
        self.touched.add(part)
        return self.story.root(part)

    def relate(self, part: str, kind: str, target: str, *, external: bool = False) -> str:
        """The id of a relationship of *part*: one that is there, or a new one. *kind* is its type's last word."""
        folder, _, name = part.rpartition("/")
        path = f"{folder}/_rels/{name}.rels"
        if path not in self.story.parts:
            self.add(path, element("pr:Relationships"))
        relations = self.story.root(path)
        for relation in relations:
            if (relation.get("Target"), relation.get("Type")) == (target, _KIND + kind):
                return relation.get("Id", "")
        taken = {relation.get("Id") for relation in relations}
        identifier = next(f"bg{number}" for number in range(1, len(taken) + 2) if f"bg{number}" not in taken)
        made = etree.SubElement(relations, f"{{{_PACKAGE}}}Relationship")
        for name_of, said in (("Id", identifier), ("Type", _KIND + kind), ("Target", target)):
            made.set(name_of, said)
        if external:
            made.set("TargetMode", "External")
        self.touched.add(path)
        return identifier

    def add(self, part: str, content: Element) -> None:
        """A new part."""
        self.story.parts[part] = b""
        self.story.roots[part] = content
        self.touched.add(part)

    def add_word_part(self, name: str, content: Element) -> str:
        """A new part beside the text (``comments``), with its relationship and content type; its full name."""
        part = f"word/{name}.xml"
        self.add(part, content)
        self.relate("word/document.xml", name, f"{name}.xml")
        types = self.root(_TYPES)
        types.append(element("ct:Override", {"PartName": f"/{part}", "ContentType": f"{_MAIN}{name}+xml"}))
        self.story.relations[name] = part
        return part

    def set_receipt(self, new: Story) -> None:
        """Put the receipt of the new build in the place of the old one."""
        theirs, ours = receipt_part(self.story), receipt_part(new)
        if theirs and ours:
            self.story.parts[theirs] = new.parts[ours]
            self.story.roots[theirs] = parse(new.parts[ours])

    def content(self) -> bytes:
        """The whole file; entries keep their order, new ones stand last."""
        entries: dict[str, bytes] = {}
        for name, content in self.story.parts.items():
            entries[name] = _bytes(self.story.roots[name]) if name in self.touched else content
        return zipped(entries)


def _bytes(tree: Element) -> bytes:
    return etree.tostring(tree, xml_declaration=True, encoding="UTF-8", standalone=True)


def receipt_part(story: Story) -> str:
    """The name of the part with the receipt, empty where there is none."""
    for name in sorted(story.parts):
        if name.startswith("customXml/item") and "Props" not in name and NAMESPACES["b"].encode() in story.parts[name]:
            found = root(story.parts, name)
            if found.tag == qualified("b:receipt"):
                return name
    return ""


def add_styles(package: Package, new: Story, wanted: str) -> str:
    """Bring a style of *new* (by id) into the package with all that it rests on; its id there.

    The editor's own styles stay as they are: a style that is there by name is used as it is.
    """
    theirs = {name.lower(): identity for identity, name in package.story.styles.items()}
    name = new.styles.get(wanted, "")
    if not name or name.lower() in theirs or "styles" not in package.story.relations:
        return theirs.get(name.lower(), "")
    source = next(one for one in new.style_elements if one.get(qualified("w:styleId")) == wanted)
    made = copy.deepcopy(source)
    identity = wanted
    while identity in package.story.styles:
        identity += "1"
    made.set(qualified("w:styleId"), identity)
    package.root(package.story.relations["styles"]).append(made)
    package.story.styles[identity] = name
    for reference in ("w:basedOn", "w:next", "w:link"):
        other = made.find(qualified(reference))
        if other is not None:
            brought = add_styles(package, new, other.get(qualified("w:val"), ""))
            if brought:
                other.set(qualified("w:val"), brought)
            else:
                made.remove(other)
    for numbering in list(made.iter(qualified("w:numPr"))):
        detach(numbering)
    return identity
