"""Bringing what the new build says into the editor's file: its styles by name, its links, its notes."""

from __future__ import annotations

import copy
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace

from briefgen.redline.package import Package, add_styles
from briefgen.redline.story import DOCUMENT, NoteKey, Story, note_key
from briefgen.redline.tracked import element_like
from briefgen.redline.units import Unit
from briefgen.writers._word.notes import first_call
from briefgen.writers._word.xml import Element, detach, element, qualified, value


@dataclass(slots=True, kw_only=True)
class Bringer:
    """Makes units, paragraphs and tables of ``new`` fit for ``package``.

    ``call`` brings a note and gives its id there; ``again`` are, by the bookmark that they will refer to, the notes
    of the new build whose call is repeated; ``numbers`` are numbering instances there by those of the new build.
    """

    package: Package
    new: Story
    call: Callable[[NoteKey], str]
    again: dict[str, NoteKey] = field(default_factory=dict)
    numbers: dict[str, str] = field(default_factory=dict)
    _runs: dict[tuple[str, int], tuple[Element, Element]] = field(default_factory=dict)
    _paths: dict[tuple[str, int], tuple[Element, Element]] = field(default_factory=dict)
    _targets: dict[str, NoteKey] = field(default_factory=dict)

    def units(self, units: Iterable[Unit], part: str = DOCUMENT, source: str = DOCUMENT) -> list[Unit]:
        """Units of the new build's *source* part without their marks, for *part* of the editor's file."""
        return [self._unit(unit, part, source) for unit in units if unit.kind != "mark"]

    def _unit(self, unit: Unit, part: str, source: str) -> Unit:
        path = tuple(self._around(one, part, source) for one in unit.path)
        run = self._run(unit.run, part) if unit.run is not None else None
        if unit.kind == "call":
            name = "w:footnoteReference" if note_key(unit)[0] == "footnote" else "w:endnoteReference"
            node = element(name, {"w:id": self.call(note_key(unit))})
            return replace(unit, run=run, path=path, nodes=(node,))
        if unit.kind == "again":
            return replace(unit, run=None, path=path, nodes=self._again(unit, part))
        return replace(unit, run=run, path=path)

    def _again(self, unit: Unit, part: str) -> tuple[Element, ...]:
        """The runs of a repeated call, which refers to a bookmark that is set once all notes have their places."""
        target = self._target(unit.key)
        name = unit.key
        if target is not None:
            name = next(
                (known for known, key in self.again.items() if key == target), f"_bgnote_r{len(self.again) + 1}"
            )
            self.again[name] = target
        made: list[Element] = []
        for node in unit.nodes:
            run = copy.deepcopy(node)
            self._translate(run.find(qualified("w:rPr")), part)
            for code in run.iter(qualified("w:instrText")):
                code.text = (code.text or "").replace(unit.key, name)
            made.append(run)
        return tuple(made)

    def _target(self, bookmark: str) -> NoteKey | None:
        """The note whose first call stands in a bookmark of the new build."""
        if not self._targets:
            for line in self.new.lines:
                for unit in line.units:
                    if unit.kind == "call":
                        self._targets[first_call(int(unit.key) if unit.key.isdecimal() else 0)] = note_key(unit)
        return self._targets.get(bookmark)

    def _around(self, wrapper: Element, part: str, source: str) -> Element:
        known = self._paths.get((part, id(wrapper)))
        if known is None:
            made = element_like(wrapper)
            identity = wrapper.get(qualified("r:id"))
            if identity:
                address = self.new.links(source).get(identity, "")
                made.set(qualified("r:id"), self.package.relate(part, "hyperlink", address, external=True))
            known = self._paths[part, id(wrapper)] = (wrapper, made)
        return known[1]

    def _run(self, run: Element, part: str) -> Element:
        known = self._runs.get((part, id(run)))
        if known is None:
            made = element("w:r")
            properties = run.find(qualified("w:rPr"))
            if properties is not None:
                made.append(copy.deepcopy(properties))
                self._translate(made[0], part)
            known = self._runs[part, id(run)] = (run, made)
        return known[1]

    def _translate(self, properties: Element | None, part: str) -> None:  # noqa: ARG002 - told for symmetry with runs
        """Give run properties the id of their style in the editor's file."""
        style = properties.find(qualified("w:rStyle")) if properties is not None else None
        if style is None or properties is None:
            return
        brought = add_styles(self.package, self.new, style.get(qualified("w:val"), ""))
        if brought:
            style.set(qualified("w:val"), brought)
        else:
            properties.remove(style)

    def paragraph(self, source: Element) -> Element:
        """A paragraph with the properties of one of the new build, and nothing in it."""
        made = element("w:p")
        old = source.find(qualified("w:pPr"))
        properties = copy.deepcopy(old) if old is not None else element("w:pPr")
        made.append(properties)
        style = properties.find(qualified("w:pStyle"))
        if style is not None:
            brought = add_styles(self.package, self.new, style.get(qualified("w:val"), ""))
            if brought:
                style.set(qualified("w:val"), brought)
            else:
                properties.remove(style)
        numbering = properties.find(qualified("w:numPr"))
        instance = numbering.find(qualified("w:numId")) if numbering is not None else None
        if numbering is not None and instance is not None:
            number = self._number(instance.get(qualified("w:val"), ""))
            if number:
                instance.set(qualified("w:val"), number)
            else:
                properties.remove(numbering)
        return made

    def _number(self, wanted: str) -> str:
        """The numbering instance that stands for one of the new build; a new one where none does yet."""
        if wanted not in self.numbers:
            ours, theirs = (story.relations.get("numbering", "") for story in (self.new, self.package.story))
            if ours not in self.new.parts or theirs not in self.package.story.parts:
                return ""
            self.numbers[wanted] = _add_numbering(self.new.root(ours), self.package.root(theirs), wanted)
        return self.numbers[wanted]

    def table(self, source: Element) -> Element:
        """A table with the properties and columns of one of the new build, without rows."""
        made = element("w:tbl")
        for child in source:
            if child.tag in (qualified("w:tblPr"), qualified("w:tblGrid")):
                made.append(copy.deepcopy(child))
        for style in made.iter(qualified("w:tblStyle")):
            brought = add_styles(self.package, self.new, style.get(qualified("w:val"), ""))
            style.set(qualified("w:val"), brought or style.get(qualified("w:val"), ""))
        return made


def _add_numbering(ours: Element, theirs: Element, wanted: str) -> str:
    """Copy a numbering instance with what it rests on; its id there, empty where there is no such instance."""
    instance = _with(ours, "w:num", "w:numId", wanted)
    abstract = instance.find(qualified("w:abstractNumId")) if instance is not None else None
    model = _with(
        ours, "w:abstractNum", "w:abstractNumId", abstract.get(qualified("w:val"), "") if abstract is not None else ""
    )
    if instance is None or model is None:
        return ""
    number, base = (_free(theirs, *names) for names in (("w:num", "w:numId"), ("w:abstractNum", "w:abstractNumId")))
    made = copy.deepcopy(model)
    made.set(qualified("w:abstractNumId"), base)
    for name in ("w:nsid", "w:tmpl"):
        for entry in made.findall(qualified(name)):
            made.remove(entry)
    for link in [*made.iter(qualified("w:pStyle"))]:
        detach(link)
    first = theirs.find(qualified("w:num"))
    theirs.append(made) if first is None else first.addprevious(made)
    again = copy.deepcopy(instance)
    again.set(qualified("w:numId"), number)
    again.replace(again[0], value("w:abstractNumId", base))
    last = theirs.findall(qualified("w:num"))
    last[-1].addnext(again) if last else made.addnext(again)
    return number


def _with(root: Element, name: str, attribute: str, wanted: str) -> Element | None:
    return next((one for one in root.iterchildren(qualified(name)) if one.get(qualified(attribute)) == wanted), None)


def _free(root: Element, name: str, attribute: str) -> str:
    taken = [one.get(qualified(attribute), "0") for one in root.iterchildren(qualified(name))]
    return str(max((int(one) for one in taken if one.isdecimal()), default=0) + 1)
