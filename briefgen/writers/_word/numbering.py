"""Numbered lists: each begins at 1, by a numbering instance of its own (ECMA-376 Part 1, 17.9.15)."""

from __future__ import annotations

from briefgen.writers._word.xml import Element, element, qualified, value


class Numbering:
    """The numbering part; new instances are made after the example of the list style's own."""

    def __init__(self, root: Element, styles: Element, style: str) -> None:
        self.root = root
        self._abstract = _abstract_of(root, styles, style)
        self._last = max((_number(num) for num in root.iterchildren(qualified("w:num"))), default=0)

    def begin(self) -> int:
        """The instance for one more numbered list; 0 where the style has no numbering to begin anew."""
        if not self._abstract:
            return 0
        self._last += 1
        restart = element("w:lvlOverride", {"w:ilvl": "0"}, [value("w:startOverride", "1")])
        made = element("w:num", {"w:numId": str(self._last)}, [value("w:abstractNumId", self._abstract), restart])
        instances = self.root.findall(qualified("w:num"))
        place = self.root.index(instances[-1]) + 1 if instances else len(self.root)
        self.root.insert(place, made)
        return self._last


def _abstract_of(root: Element, styles: Element, style: str) -> str:
    """The abstract numbering that a paragraph style numbers by, or an empty string."""
    for found in styles.iterchildren(qualified("w:style")):
        if found.get(qualified("w:styleId")) == style:
            number = found.find(f"{qualified('w:pPr')}/{qualified('w:numPr')}/{qualified('w:numId')}")
            wanted = number.get(qualified("w:val")) if number is not None else None
            for num in root.iterchildren(qualified("w:num")):
                abstract = num.find(qualified("w:abstractNumId"))
                if num.get(qualified("w:numId")) == wanted and abstract is not None:
                    return abstract.get(qualified("w:val"), "")
    return ""


def _number(num: Element) -> int:
    said = num.get(qualified("w:numId"), "0")
    return int(said) if said.isdigit() else 0
