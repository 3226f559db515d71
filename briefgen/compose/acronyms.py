"""Acronyms: spelled out where they first stand in running text, short afterwards.

Headings and figures keep the short form (and carry the long one for those who hover or listen); a quotation and
an institution's own name are never touched. An acronym whose expansion is empty needs none: EU, UN, NATO.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import assert_never

from briefgen.brief import (
    Abbreviation,
    Cite,
    Emph,
    Foreign,
    Inline,
    Inlines,
    LineBreak,
    Link,
    SmallCaps,
    Strong,
    Superscript,
    Text,
)
from briefgen.compose.rewrite import Where

#: Where an acronym is spelled out; where it only carries its meaning; elsewhere it is left alone.
_SPELLED: frozenset[Where] = frozenset({"standfirst", "key-message", "body", "recommendation", "cell"})
_CARRIED: frozenset[Where] = frozenset({"title", "heading", "figure-label", "attribution"})

_QUOTED = re.compile(r"“[^“”]*”|„[^„“”]*[“”]|«[^«»]*»")


class Acronyms:
    """Goes over one brief's runs in reading order; :attr:`used` are the acronyms met, with what they stand for."""

    def __init__(self, known: Mapping[str, str], names: Iterable[str], language: str) -> None:
        """*known* maps acronyms to expansions; *names* are those of authors and institutions, left as they are."""
        self.known = {short: long for short, long in known.items() if long}
        self.english = language.split("-", maxsplit=1)[0] == "en"
        self.used: dict[str, str] = {}
        self._spelled: set[str] = set()
        self._acronym = _one_of(self.known, r"(?P<plural>s)?(?P<possessive>[’']s)?")
        self._names = _one_of({name for name in names if name.strip()}, "")

    def run(self, inlines: Inlines, where: Where) -> Inlines:
        """A run with its acronyms spelled out, or marked, as its place asks."""
        if where not in _SPELLED | _CARRIED or self._acronym is None:
            return inlines
        return self._inlines(inlines, "", spell=where in _SPELLED)[0]

    def _inlines(self, inlines: Inlines, before: str, *, spell: bool) -> tuple[Inlines, str]:
        made: list[Inline] = []
        for inline in inlines:
            match inline:
                case Text():
                    made.extend(self._text(inline.text, before, spell=spell))
                    before += inline.text
                case Emph() | Strong() | Superscript() | SmallCaps() | Link():
                    inner, before = self._inlines(inline.inlines, before, spell=spell)
                    made.append(replace(inline, inlines=inner))
                case Abbreviation():
                    before += inline.text
                    made.append(inline)
                case Foreign() | LineBreak() | Cite():
                    made.append(inline)
                case _:
                    assert_never(inline)
        return tuple(made), before

    def _text(self, text: str, before: str, *, spell: bool) -> list[Inline]:
        if self._acronym is None:
            return [Text(text)]
        quoted, named = _spans(_QUOTED, text), _spans(self._names, text)
        made: list[Inline] = []
        written, copied = "", 0
        for match in self._acronym.finditer(text):
            self.used[match["known"]] = self.known[match["known"]]
            if any(start < match.end() and match.start() < end for start, end in named):
                continue
            written += text[copied : match.start()]
            copied = match.end()
            around = before + text[: match.start()]
            in_quotation = any(start < match.end() and match.start() < end for start, end in quoted)
            if match["known"] in self._spelled or in_quotation:
                written += match[0]
            elif not spell or _joined(around, text[match.end() :], self.known[match["known"]]):
                made.extend([Text(written)] if written else [])
                made.append(Abbreviation(match["known"] + (match["plural"] or ""), self.known[match["known"]]))
                written = match["possessive"] or ""
            else:
                self._spelled.add(match["known"])
                long = self._spell(match, around, text[match.end() :])
                written = self._article(written, long) + long
        written += text[copied:]
        return [*made, Text(written)] if written else made

    def _spell(self, match: re.Match[str], before: str, after: str) -> str:
        """The long form with the short one in brackets, as the sentence around it needs it."""
        short, long = match["known"] + (match["plural"] or ""), self.known[match["known"]]
        lower = before.lower()
        if lower.endswith((f"{long.lower()} (", f"{plural(long).lower()} (")):
            return match[0]  # the sentence spells it out itself
        if after.lower().startswith(f" ({long.lower()}"):
            return match[0]
        if match["plural"]:
            long = plural(long)
        if not before.strip(" “‘(") or re.search(r"[.!?][”’)]?\s+[“‘(]?$", before):
            long = long[:1].upper() + long[1:]
        if match["possessive"]:
            long += "’" if long.endswith("s") else "’s"
        inside = before.count("(") > before.count(")")
        return f"{long} [{short}]" if inside else f"{long} ({short})"

    def _article(self, written: str, long: str) -> str:
        """The words before a long form with its own indefinite article: *an SME*, *a small enterprise*."""
        if not self.english:
            return written
        found = re.search(r"(?<![\w’'])([Aa])n? $", written)
        if found is None:
            return written
        vowel = long[:1].lower() in "aeio" or (long[:1].lower() == "u" and not re.match(r"(?i)un(i|e?s)", long))
        sounded = vowel and not re.match(r"(?i)(eu|one\b)", long)
        return f"{written[: found.start()]}{found[1]}{'n' if sounded else ''} "


def _one_of(words: Iterable[str], tail: str) -> re.Pattern[str] | None:
    longest_first = sorted(words, key=lambda word: (-len(word), word))
    if not longest_first:
        return None
    return re.compile(rf"(?<!\w)(?P<known>{'|'.join(map(re.escape, longest_first))}){tail}(?!\w)")


def _spans(pattern: re.Pattern[str] | None, text: str) -> list[tuple[int, int]]:
    return [match.span() for match in pattern.finditer(text)] if pattern else []


def _joined(before: str, after: str, long: str) -> bool:
    """Whether an acronym is part of a compound (EV-maker) or of a proper name (AI Act), where it is not opened up."""
    if before.endswith(("-", "–", "/")) or after.startswith(("-", "–", "/")):
        return True
    return long[:1].islower() and bool(re.match(r" [A-Z]\w*[a-z]", after))


def plural(long: str) -> str:
    """The plural of an English expansion: that of the noun before *of*, *for*, *on* or *in*."""
    head, joint, rest = long, "", ""
    found = re.search(r" (?:of|for|on|in|to|with) ", long)
    if found:
        head, joint, rest = long[: found.start()], found[0], long[found.end() :]
    if re.search(r"[^aeiou]y$", head):
        head = f"{head[:-1]}ies"
    elif re.search(r"(?:s|x|z|ch|sh)$", head):
        head += "es"
    else:
        head += "s"
    return head + joint + rest
