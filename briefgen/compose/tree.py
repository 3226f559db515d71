"""What a template made, as a tree of known elements; whatever the vocabulary does not hold is a problem."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from html.parser import HTMLParser

from briefgen.compose.places import ATTRIBUTE
from briefgen.compose.vocabulary import INSTEAD, INSTEAD_ATTRIBUTE, VOCABULARY, VOID
from briefgen.diagnostics import Problems, did_you_mean
from briefgen.errors import Place

#: So many mistakes are told; what follows the last of them is not read.
MOST_PROBLEMS = 50
#: Elements within elements beyond this depth are refused; a brief needs seven.
DEEPEST = 40

_PLACE = re.compile(r"([\w.@/-]{1,200}):(\d{1,9}):(\d{1,9})\Z")
_SPACE = re.compile(r"[ \t\r\n\f]+")


@dataclass(slots=True)
class Element:
    """An element with its attributes, its place in the template, and what stands in it."""

    name: str
    attributes: dict[str, str]
    place: Place
    children: list[Element | str] = field(default_factory=list)

    def elements(self) -> Iterator[Element]:
        """The elements directly inside."""
        return (child for child in self.children if isinstance(child, Element))


class _EnoughError(Exception):
    """So many mistakes were found that reading on helps nobody."""


class _Reader(HTMLParser):
    """Builds the tree; collects problems and goes on."""

    def __init__(self, folder: str, name: str, problems: Problems) -> None:
        super().__init__(convert_charrefs=True)
        self.folder = folder
        self.problems = problems
        self.found = 0
        self.last = Place(f"{folder}/{name}")
        self.root = Element("", {}, self.last)
        self.open = [self.root]
        self.refused: list[str] = []  # open elements within one that was refused; its content is passed over

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if self.refused:
            if tag not in VOID:
                self.refused.append(tag)
            return
        place = self._place(attrs)
        if not self._accepts(tag, place):
            if tag not in {*VOID, "hr", "img", "link", "meta", "input", "col", "wbr"}:
                self.refused.append(tag)
            return
        made = Element(tag, self._attributes(tag, attrs, place), place)
        self.open[-1].children.append(made)
        if tag not in VOID:
            self.open.append(made)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        if self.refused:
            if tag in self.refused:
                while self.refused.pop() != tag:
                    pass
            return
        if tag in VOID:
            return
        names = [element.name for element in self.open[1:]]
        if tag not in names:
            if tag in VOCABULARY:  # an unknown one was reported when it began
                self._error(
                    f"</{tag}> closes nothing", place=self.last, hint=f"take it out, or open a <{tag}> before it"
                )
            return
        while self.open[-1].name != tag:
            self._unclosed(self.open.pop())
        self.open.pop()

    def handle_data(self, data: str) -> None:
        if self.refused:
            return
        into = self.open[-1]
        if into is not self.root and VOCABULARY[into.name].text:
            into.children.append(data)
        elif shown := _SPACE.sub(" ", data).strip(" "):
            where = f"in <{into.name}>" if into is not self.root else "outside every element"
            self._error(
                f"the text '{_short(shown)}' stands {where}, where only elements may stand",
                place=self.last,
                hint="put it into a <p>",
            )

    def handle_decl(self, decl: str) -> None:
        self.strange(f"<!{decl}>")

    def handle_pi(self, data: str) -> None:
        self.strange(f"<?{data}>")

    def unknown_decl(self, data: str) -> None:
        self.strange(f"<![{data}]]>")

    def finish(self) -> Element:
        """End the document; what is still open is a problem.

        The standard library would look for the end of an unfinished tag again from each ``<`` in it, which takes
        hours where there are many: so an unfinished tag is reported here, and only text is left to it.
        """
        if "<" in self.rawdata:
            if not self.refused:
                self.strange(self.rawdata[self.rawdata.index("<") :])
            self.rawdata = ""
        self.close()
        while len(self.open) > 1:
            self._unclosed(self.open.pop())
        return self.root

    def strange(self, markup: str) -> None:
        """Report markup that is neither an element nor text."""
        self._error(f"'{_short(markup)}' is no element", self.last, "a template makes elements and text only")

    def _error(self, message: str, place: Place, hint: str) -> None:
        self.problems.error(message, place=place, hint=hint)
        self.found += 1
        if self.found >= MOST_PROBLEMS:
            raise _EnoughError

    def _unclosed(self, element: Element) -> None:
        self._error(f"<{element.name}> is not closed", place=element.place, hint=f"close it with </{element.name}>")

    def _place(self, attrs: list[tuple[str, str | None]]) -> Place:
        """Where the tag stands; a tag that a function made stands where the element around it does."""
        if attrs and attrs[0][0] == ATTRIBUTE and (found := _PLACE.match(attrs[0][1] or "")):
            self.last = Place(f"{self.folder}/{found[1]}", int(found[2]), int(found[3]))
            return self.last
        return self.last if len(self.open) == 1 else self.open[-1].place

    def _accepts(self, tag: str, place: Place) -> bool:
        around = self.open[-1]
        if tag not in VOCABULARY:
            hint = INSTEAD.get(tag) or did_you_mean(tag, VOCABULARY) or "the elements are listed in docs/templates.md"
            self._error(f"a template has no element <{_short(tag)}>", place=place, hint=hint)
            return False
        if len(self.open) > DEEPEST:
            self._error(f"elements lie more than {DEEPEST} deep in one another", place=place, hint="close what is open")
            return False
        if not self._may_stand(tag, around):
            where = f"in <{around.name}>" if around is not self.root else "by itself"
            self._error(f"<{tag}> may not stand {where}", place=place, hint=_home(tag, around))
            return False
        return True

    def _may_stand(self, tag: str, around: Element) -> bool:
        holds = VOCABULARY["section"].holds if around is self.root else VOCABULARY[around.name].holds
        return tag in holds

    def _attributes(self, tag: str, attrs: list[tuple[str, str | None]], place: Place) -> dict[str, str]:
        word = VOCABULARY[tag]
        found: dict[str, str] = {}
        for position, (name, value) in enumerate(attrs):
            if name == ATTRIBUTE and position == 0:
                continue
            if name not in word.attributes:
                known = ", ".join(sorted(word.attributes)) or "none"
                hint = INSTEAD_ATTRIBUTE.get(name) or did_you_mean(name, word.attributes) or f"it has: {known}"
                self._error(f"<{tag}> has no attribute '{_short(name)}'", place=place, hint=hint)
            elif name in found:
                self._error(f"<{tag}> has '{name}' twice", place=place, hint="keep one of them")
            else:
                found[name] = _SPACE.sub(" ", value or "").strip(" ")
        for name in sorted(word.needs - set(found)):
            self._error(f"<{tag}> needs the attribute '{name}'", place=place, hint=f'write <{tag} {name}="…">')
            found[name] = ""
        return found


def _short(shown: str) -> str:
    shown = _SPACE.sub(" ", shown).strip(" ")
    return shown if len(shown) <= 40 else f"{shown[:39]}…"


def _home(tag: str, around: Element) -> str:
    homes = sorted(name for name, word in VOCABULARY.items() if tag in word.holds)
    if around.name and VOCABULARY[around.name].holds and not VOCABULARY[around.name].text:
        inside = ", ".join(f"<{name}>" for name in sorted(VOCABULARY[around.name].holds))
        return f"<{around.name}> holds: {inside}"
    said = ", ".join(f"<{name}>" for name in homes)
    return f"it stands in: {said}" + (", or by itself" if tag in VOCABULARY["section"].holds else "")


def tree(markup: str, folder: str, name: str, problems: Problems) -> Element:
    """The tree of what a template made; *folder* and *name* are the template's, for places."""
    reader = _Reader(folder, name, problems)
    try:
        reader.feed(markup)
        return reader.finish()
    except AssertionError:  # the standard library's word for markup that it gives up on
        with suppress(_EnoughError):
            reader.strange(reader.rawdata)
    except _EnoughError:
        pass
    return reader.root
