"""The styles of reference.docx by their plain names, and styles for formats that come together.

Names are what counts, not style ids: Word in German calls the style ``heading 1`` by the id ``berschrift1``.
"""

from __future__ import annotations

import copy
from collections.abc import Mapping
from typing import Literal

from briefgen.brief import Role
from briefgen.diagnostics import Problems, did_you_mean
from briefgen.errors import Place, TemplateError
from briefgen.writers._word.xml import Element, element, qualified, value

#: Kinds of style, as ``w:type`` spells them.
Kind = Literal["paragraph", "character", "table"]

#: A character format that a run can carry; a run has one ``w:rStyle``, so several together need a style of their own.
Mark = Literal["Hyperlink", "Emphasis", "Strong", "Superscript", "Small capitals"]
_ORDER: tuple[Mark, ...] = ("Hyperlink", "Emphasis", "Strong", "Superscript", "Small capitals")

STYLE_OF_ROLE: Mapping[Role, str] = {
    "title": "Title",
    "standfirst": "Standfirst",
    "facts": "Facts",
    "key-message": "Key message",
    "body": "Body",
    "attribution": "Attribution",
    "figure-value": "Figure value",
    "figure-label": "Figure label",
    "recommendation": "Recommendation",
    "cell": "Table text",
    "glossary": "Glossary",
    "reference": "Reference",
    "colophon": "Colophon",
}

#: Every style that the writer may use; a reference.docx must have them all.
REQUIRED: Mapping[Kind, tuple[str, ...]] = {
    "paragraph": (
        *STYLE_OF_ROLE.values(),
        "heading 1",
        "heading 2",
        "heading 3",
        "Key message heading",
        "Contents heading",
        "toc 1",
        "toc 2",
        "toc 3",
        "List Bullet",
        "List Number",
        "Figure value narrow",
        "caption",
        "Table heading",
        "Table group",
        "Table row heading",
        "Table attribution",
        "After table",
        "Notes heading",
        "footnote text",
        "endnote text",
    ),
    "character": (*_ORDER, "footnote reference", "endnote reference"),
    "table": ("Brief table", "Figure strip"),
}

#: The order of run properties in CT_RPr (ECMA-376 Part 1, 17.3.2.28).
_RUN_PROPERTIES = (
    *("rStyle", "rFonts", "b", "bCs", "i", "iCs", "caps", "smallCaps", "strike", "dstrike", "outline", "shadow"),
    *("emboss", "imprint", "noProof", "snapToGrid", "vanish", "webHidden", "color", "spacing", "w", "kern", "position"),
    *("sz", "szCs", "highlight", "u", "effect", "bdr", "shd", "fitText", "vertAlign", "rtl", "cs", "em", "lang"),
    *("eastAsianLayout", "specVanish", "oMath"),
)


class StyleSheet:
    """The styles part of a document, looked up by name; raises TemplateError where reference.docx lacks some."""

    def __init__(self, root: Element, template: str) -> None:
        self._root = root
        self._styles: dict[tuple[str, str], Element] = {}
        for style in root.iterchildren(qualified("w:style")):
            name = style.find(qualified("w:name"))
            if name is not None:
                kind = style.get(qualified("w:type"), "paragraph")
                self._styles[kind, name.get(qualified("w:val"), "").lower()] = style
        self._check(template)
        self._identifiers = {key: style.get(qualified("w:styleId"), "") for key, style in self._styles.items()}

    def _check(self, template: str) -> None:
        problems = Problems()
        place = Place(f"templates/{template}/reference.docx")
        for kind, names in REQUIRED.items():
            known = [name for had, name in self._styles if had == kind]
            for name in names:
                if (kind, name.lower()) not in self._styles:
                    hint = did_you_mean(name.lower(), known) or "add it in Word, or see scripts/reference_docx.py"
                    problems.error(f"there is no {kind} style '{name}'", place=place, hint=hint)
        problems.raise_errors(TemplateError)

    def paragraph(self, name: str) -> str:
        """The id of a paragraph style; raises KeyError for a name that is not in :data:`REQUIRED`."""
        return self._identifiers["paragraph", name.lower()]

    def character(self, name: str) -> str:
        """The id of a character style."""
        return self._identifiers["character", name.lower()]

    def table(self, name: str) -> str:
        """The id of a table style."""
        return self._identifiers["table", name.lower()]

    def together(self, marks: frozenset[Mark]) -> str:
        """The id of the character style for all of *marks*; made of the single styles where it is not there yet."""
        names: list[Mark] = [mark for mark in _ORDER if mark in marks]
        joined = " + ".join(names)
        if ("character", joined.lower()) not in self._identifiers:
            self._join(names, joined)
        return self.character(joined)

    def _join(self, names: list[Mark], joined: str) -> None:
        """Add a style based on the first of *names*, with the properties of the others."""
        properties: dict[str, Element] = {}
        for name in names[1:]:
            own = self._styles["character", name.lower()].find(qualified("w:rPr"))
            for entry in own if own is not None else ():
                properties[str(entry.tag)] = copy.deepcopy(entry)
        ordered = [properties[tag] for tag in map(qualified, _prefixed()) if tag in properties]
        identifier = "".join(name.replace(" ", "") for name in names)
        style = element(
            "w:style",
            {"w:type": "character", "w:customStyle": "1", "w:styleId": identifier},
            [value("w:name", joined), value("w:basedOn", self.character(names[0])), element("w:rPr", None, ordered)],
        )
        self._root.append(style)
        self._styles["character", joined.lower()] = style
        self._identifiers["character", joined.lower()] = identifier

    def set_language(self, language: Mapping[str, str], *, right_to_left: bool) -> None:
        """Set the language of all text that has no other (``w:docDefaults``), and the direction of paragraphs."""
        defaults = _child(self._root, "w:docDefaults", 0)
        run = _child(_child(defaults, "w:rPrDefault", 0), "w:rPr", 0)
        old = run.find(qualified("w:lang"))
        if old is not None:
            run.remove(old)
        run.append(element("w:lang", language))
        if right_to_left:
            paragraph = _child(_child(defaults, "w:pPrDefault", 1), "w:pPr", 0)
            if paragraph.find(qualified("w:bidi")) is None:
                after = paragraph.find(qualified("w:spacing"))
                place = paragraph.index(after) if after is not None else len(paragraph)
                paragraph.insert(place, element("w:bidi"))


def _prefixed() -> list[str]:
    return [f"w:{name}" for name in _RUN_PROPERTIES]


def _child(parent: Element, name: str, place: int) -> Element:
    """The child of that name, made at *place* where it is missing."""
    found = parent.find(qualified(name))
    if found is None:
        found = element(name)
        parent.insert(place, found)
    return found
