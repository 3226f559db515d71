"""Inlines as HTML, with note marks in the way that the medium asks for."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from html import escape
from typing import Literal, assert_never

from briefgen.brief import (
    Abbreviation,
    Cite,
    Emph,
    Foreign,
    Inline,
    Inlines,
    LineBreak,
    Link,
    NoteText,
    SmallCaps,
    Strong,
    Superscript,
    Text,
)
from briefgen.errors import Problem, TemplateError

#: Where notes stand: at the foot of the page that calls them (the PDF), or linked, in a list at the end.
Notes = Literal["foot", "end"]

#: What XML and HTML cannot hold, and what would turn the direction of the text around it (Unicode TR 36, 2.10.2).
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]")
_ADDRESS = re.compile(r"https?://|mailto:|#", re.IGNORECASE)
_WEB_ADDRESS = re.compile(r"https?://", re.IGNORECASE)
#: A range of numbers, which no line ending should part after its dash (Unicode allows one there: UAX 14, class BA).
_RANGE = re.compile(r"[0-9]+–[0-9]+")


def plain(said: str) -> str:
    """Text that is safe in HTML: escaped, without control and override characters."""
    return escape(_FORBIDDEN.sub("", said))


def _unparted(escaped: str) -> str:
    """Escaped text with each range of numbers kept on one line by the class ``range``."""
    return _RANGE.sub(r'<span class="range">\g<0></span>', escaped) if "–" in escaped else escaped


def attributes(**named: str) -> str:
    """Attributes as they stand in a tag, empty ones left out; ``_`` in a name becomes ``-``, one at its end goes."""
    return "".join(f' {name.rstrip("_").replace("_", "-")}="{plain(value)}"' for name, value in named.items() if value)


@dataclass(slots=True, kw_only=True)
class InlineMarkup:
    """Turns inlines into HTML and remembers which notes were called from where."""

    notes: Mapping[int, NoteText]
    words: Mapping[str, str]
    placing: Notes
    called: Counter[int] = field(default_factory=Counter)

    def word(self, english: str) -> str:
        """A fixed word in the brief's language, safe in HTML."""
        return plain(self.words.get(english, english))

    def run(self, inlines: Inlines) -> str:
        """A run of inlines as HTML."""
        return "".join(self._one(inline) for inline in inlines)

    def _one(self, inline: Inline) -> str:
        match inline:
            case Text():
                return _unparted(plain(inline.text))
            case Emph():
                return f"<em>{self.run(inline.inlines)}</em>"
            case Strong():
                return f"<strong>{self.run(inline.inlines)}</strong>"
            case Superscript():
                return f"<sup>{self.run(inline.inlines)}</sup>"
            case SmallCaps():
                return f'<span class="small-caps">{self.run(inline.inlines)}</span>'
            case Link():
                return self._link(inline)
            case Foreign():
                return f"<span{attributes(lang=inline.language)}>{self.run(inline.inlines)}</span>"
            case Abbreviation():
                return f"<abbr{attributes(title=inline.expansion)}>{plain(inline.text)}</abbr>"
            case LineBreak():
                return "<br>"
            case Cite():
                return self._cite(inline)
            case _:
                assert_never(inline)

    def _link(self, link: Link) -> str:
        if not _ADDRESS.match(link.target):
            raise TemplateError(
                Problem(
                    f"a link leads to '{link.target}'",
                    "links may lead to https:, http: and mailto: addresses and to '#' and the id of a block",
                )
            )
        said = self.run(link.inlines)
        bare = len(link.inlines) == 1 and isinstance(link.inlines[0], Text) and _WEB_ADDRESS.match(link.inlines[0].text)
        kind = "address" if bare else ""  # an address, whole or cut short, may break anywhere, and takes no hyphen
        return f"<a{attributes(class_=kind, href=link.target)}>{said}</a>"

    def _cite(self, cite: Cite) -> str:
        label = f'<span class="citation">{self.run(cite.label)}</span>' if cite.label else ""
        if not cite.note:
            return label
        number = cite.note
        if number not in self.notes:
            raise TemplateError(
                Problem(
                    f"a citation calls note {number}, which is not among the brief's notes",
                    "build the brief again; if it stays, please report it: a template cannot do this by itself",
                )
            )
        self.called[number] += 1
        if self.placing == "foot" and self.called[number] == 1:
            said = self.run(self.notes[number].inlines)
            return f'{label}<x-call><x-note id="note-{number}"><span>{said}</span></x-note></x-call>'
        again = f"-{self.called[number]}" if self.called[number] > 1 else ""
        return (
            f'{label}<a class="note-mark" role="doc-noteref" id="call-{number}{again}" href="#note-{number}"'
            f' aria-label="{self.word("Note")} {number}">{number}</a>'
        )

    def endnotes(self) -> str:
        """The notes as entries of a list, each with links back to where it is called."""
        return "".join(self._endnote(note) for note in self.notes.values())

    def _endnote(self, note: NoteText) -> str:
        number = note.number
        calls = self.called[number]
        first = self._back(number, "", str(number)) if calls else f'<span class="back">{number}</span>'
        again = "".join(f" {self._back(number, f'-{call}', f'↩{call}')}" for call in range(2, calls + 1))
        return f'<li id="note-{number}">{first}<p>{self.run(note.inlines)}{again}</p></li>\n'

    def _back(self, number: int, call: str, shown: str) -> str:
        """The way back to a call: for the first the note's number, for others an arrow after its text."""
        name = f"{self.word('Back to text')}, {self.word('Note')} {number}{f' ({shown})' if call else ''}"
        kind = "again" if call else "back"
        return f'<a class="{kind}" role="doc-backlink" href="#call-{number}{call}" aria-label="{name}">{shown}</a>'
