"""What the readers of a template's markup share: the corpus, the ids given, who has spoken, and the problems."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from briefgen.brief import Cite, Inlines
from briefgen.compose.identity import VALID, Identities
from briefgen.compose.tree import Element
from briefgen.corpus.records import Corpus, Record
from briefgen.diagnostics import Problems, did_you_mean
from briefgen.walk import inlines


@dataclass(slots=True, kw_only=True)
class Reading:
    """One reading of one brief, in document order; ``heard`` are the parts whose authors have been named."""

    corpus: Corpus
    problems: Problems
    citation: Callable[[Sequence[Record]], Cite]
    identities: Identities = field(default_factory=Identities)
    heard: set[tuple[str, str]] = field(default_factory=set)

    def error(self, message: str, element: Element, hint: str) -> None:
        self.problems.error(message, place=element.place, hint=hint)

    def records(self, element: Element, name: str = "") -> tuple[str, ...]:
        """The record ids an element names; unknown ones are problems."""
        named = " ".join(element.attributes.get(key, "") for key in ((name,) if name else ("record", "records")))
        found: list[str] = []
        for record in named.split():
            if record not in self.corpus.records:
                hint = did_you_mean(record, self.corpus.records) or "the ids are listed by 'briefgen records'"
                self.error(f"there is no record '{record[:60]}'", element, hint)
            elif record not in found:
                found.append(record)
        return tuple(found)

    def identify(self, element: Element, otherwise: str) -> str:
        """The id that an element gives, or else one made from what it is about."""
        given = element.attributes.get("id")
        if given is None:
            return self.identities.give(otherwise)
        if not VALID.match(given):
            hint = "an id begins with a letter and has lower-case letters, digits and hyphens"
            self.error(f"'{given[:60]}' cannot be an id", element, hint)
        elif not self.identities.claim(given):
            self.error(f"two blocks have the id '{given[:60]}'", element, "give each its own, or leave ids out")
        return given

    def voice(self, record: str, form: str, before: str) -> str:
        """How a record's authors are named here: in full when they are first named, shorter afterwards."""
        found = self.corpus.records[record]
        part = next((part for part in self.corpus.sources[found.source].parts if part.id == found.part), None)
        if part is None or part.voice is None:
            perspective = self.corpus.perspectives.get(found.perspective)
            return perspective.name if perspective else found.perspective
        new = (found.source, found.part) not in self.heard
        self.heard.add((found.source, found.part))
        said = part.voice.first if new or form == "first" else part.voice.later
        return _within(said, before)


def _within(said: str, before: str) -> str:
    """A voice that begins with an article, as it is written where a sentence goes on."""
    goes_on = before.rstrip(" \u00a0“‘\"'(")
    begins = not goes_on or goes_on[-1] in ".!?…" or (goes_on[-1] in "”’\"'" and goes_on[-2:-1] in {".", "!", "?"})
    return said if begins or not said.startswith("The ") else f"the {said[4:]}"


def named_in(run: Inlines) -> tuple[str, ...]:
    """The records whose citations stand in a run, in order."""
    found: dict[str, None] = {}
    for inline in inlines(run):
        if isinstance(inline, Cite):
            found.update(dict.fromkeys(inline.records))
    return tuple(found)


def union(*groups: Sequence[str]) -> tuple[str, ...]:
    """All ids of some groups, each once, in order."""
    return tuple(dict.fromkeys(record for group in groups for record in group))
