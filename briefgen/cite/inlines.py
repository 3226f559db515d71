"""pandoc's inlines, as its JSON has them, onto ours; and the typography that a CSL processor leaves undone.

The constructors are those of pandoc-types 1.23 (``Text.Pandoc.Definition``).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from typing import Any, assert_never

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
from briefgen.cite.words import Words, words
from briefgen.errors import CitationError, Problem

#: Characters of an address that are printed before the rest gives way to an ellipsis; the link keeps it whole.
LONGEST_ADDRESS = 80
#: Levels of inlines within inlines; a style needs five, a hostile one does not get a hundred.
_DEEPEST = 50

#: Private-use characters that carry through pandoc what it would read as a sign, or change, in a locator.
STAND_INS = {ord(sign): 0xE010 + place for place, sign in enumerate("{}[]|-&")}
_STOOD_IN = {stand_in: sign for sign, stand_in in STAND_INS.items()}

_SUBSCRIPT = str.maketrans("0123456789+-=()", "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎")
_SAFE_TARGET = re.compile(r"(https?://|mailto:)[^\s<>\"]+", re.IGNORECASE)
_ADDRESS = re.compile(r"https?://[^\s<>\"“”«»]*[^\s<>\"“”«».,;:!?)\]’']")
_HAN = "\u2e80-\u2fdf\u3005-\u3007\u3021-\u3029\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_KANA = "\u3041-\u30ff\u31f0-\u31ff"
_HANGUL = "\u1100-\u11ff\u3130-\u318f\uac00-\ud7af"
_EAST = _HAN + _KANA + _HANGUL
_ANY_EAST_ASIAN = re.compile(f"[{_EAST}]")
#: A word for a place in a work and its number belong on one line (``p. 4``, ``paras 2–5``).
_WORD_AND_NUMBER = re.compile(
    r"(?<!\w)(pp?\.|paras?\.?|paragr\.|parr?\.|párrs?\.|Abs\.|§§?|sect?\.|vol\.|nos?\.|nᵒ|n\.º|fasc\.|ch\.|fn\.|Bd\.|Nr\.|S\.) (?=\d|[ivxlc]+\b)"
)


def read_inlines(pandoc: Sequence[Any], *, language: str = "en-GB") -> Inlines:
    """Inlines of pandoc's JSON as ours, cleaned; *language* is the brief's, which is not marked as foreign.

    Raises CitationError naming any constructor that a citation
    cannot hold (pictures, formulas, raw markup …).
    """
    return tidy(tuple(_Reader(words(language)).read(pandoc, 0)), language=language)


class _Reader:
    def __init__(self, said: Words) -> None:
        self._words = said

    def read(self, pandoc: Sequence[Any], depth: int) -> Iterator[Inline]:
        if depth > _DEEPEST:
            raise CitationError(
                Problem(f"a citation is nested deeper than {_DEEPEST} levels", "use another citation style")
            )
        for inline in joined(pandoc):
            if inline["t"] == "Str":
                words = inline["c"]
                yield Text(words if words.isascii() else words.translate(_STOOD_IN))
            else:
                yield from self._one(inline["t"], inline.get("c"), depth + 1)

    def _one(self, kind: str, content: Any, depth: int) -> Iterator[Inline]:
        match kind:
            case "LineBreak":
                yield LineBreak()
            case "Emph" | "Underline":  # underlining is the typewriter's italic
                yield Emph(self._inner(content, depth))
            case "Strong":
                yield Strong(self._inner(content, depth))
            case "SmallCaps":
                yield SmallCaps(self._inner(content, depth))
            case "Superscript":
                yield Superscript(self._inner(content, depth))
            case "Subscript":
                yield from self._lowered(content, depth)
            case "Quoted":
                yield from self._quoted(content, depth)
            case "Link":
                yield from self._link(content, depth)
            case "Span":
                yield from self._span(content, depth)
            case "Cite":
                yield from self.read(content[1], depth)
            case _:
                raise CitationError(
                    Problem(
                        f"the citation style made a '{kind}', which a citation cannot hold",
                        "use another citation style, or take the markup out of the reference's title",
                    )
                )

    def _inner(self, content: Sequence[Any], depth: int) -> Inlines:
        return tuple(self.read(content, depth))

    def _lowered(self, content: Sequence[Any], depth: int) -> Iterator[Inline]:
        for inline in self.read(content, depth):
            yield Text(inline.text.translate(_SUBSCRIPT)) if isinstance(inline, Text) else inline

    def _quoted(self, content: Any, depth: int) -> Iterator[Inline]:
        double = content[0]["t"] == "DoubleQuote"
        yield Text(self._words.opening if double else self._words.inner_opening)
        yield from self.read(content[1], depth)
        yield Text(self._words.closing if double else self._words.inner_closing)

    def _link(self, content: Any, depth: int) -> Iterator[Inline]:
        target = content[2][0]
        inlines = self._inner(content[1], depth)
        if _SAFE_TARGET.fullmatch(target):
            yield Link(target, inlines)
        else:
            yield from inlines

    def _span(self, content: Any, depth: int) -> Iterator[Inline]:
        classes, attributes = content[0][1], dict(content[0][2])
        inlines = self._inner(content[1], depth)
        if "lang" in attributes:
            yield Foreign(attributes["lang"], inlines)
        elif "smallcaps" in classes:
            yield SmallCaps(inlines)
        else:
            yield from inlines


def joined(pandoc: Sequence[Any]) -> list[Any]:
    """Inlines with their words and spaces, which pandoc sets apart, put together; what is within others is not."""
    run: list[Any] = []
    words: list[str] = []
    for inline in pandoc:
        kind = inline["t"]
        if kind == "Str":
            words.append(inline["c"])
        elif kind in {"Space", "SoftBreak"}:
            words.append(" ")
        else:
            _set_down(words, run)
            run.append(inline)
    _set_down(words, run)
    return run


def _set_down(words: list[str], run: list[Any]) -> None:
    if words:
        run.append({"t": "Str", "c": "".join(words)})
        words.clear()


# --- typography ------------------------------------------------------------------------------------------------


def tidy(run: Inlines, *, language: str = "en-GB") -> Inlines:
    """A worded citation cleaned for print: no doubled stops or spaces, addresses linked, East Asian script marked."""
    merged = _merged(run)
    cleaned = _without(merged)
    if cleaned is not merged:
        cleaned = _merged(cleaned)
    return _rewrite(cleaned, linked=False, foreign=east_asian(language))


def _merged(run: Inlines) -> Inlines:
    """Neighbouring texts as one; what is empty left out."""
    merged: list[Inline] = []
    for inline in run:
        before = merged[-1] if merged else None
        if isinstance(inline, Text) and isinstance(before, Text):
            merged[-1] = Text(before.text + inline.text)
        else:
            merged.append(_changed(inline, _merged))
    return tuple(inline for inline in merged if not _hollow(inline))


def _hollow(inline: Inline) -> bool:
    match inline:
        case Text():
            return not inline.text
        case Emph() | Strong() | Superscript() | SmallCaps() | Link() | Foreign():
            return not inline.inlines
        case _:
            return False


def _changed(inline: Inline, change: Callable[[Inlines], Inlines]) -> Inline:
    """*inline* with *change* done to the inlines within it."""
    match inline:
        case Emph() | Strong() | Superscript() | SmallCaps():
            return type(inline)(change(inline.inlines))
        case Link():
            return Link(inline.target, change(inline.inlines))
        case Foreign():
            return Foreign(inline.language, change(inline.inlines))
        case Text() | Abbreviation() | LineBreak() | Cite():
            return inline
        case _:
            assert_never(inline)


def _without(run: Inlines) -> Inlines:
    """*run* without what two rules of a style both set, found across the borders of italics and links."""
    doomed = superfluous("".join(_leaves(run)))
    if not doomed:
        return run
    at = 0

    def keep(inner: Inlines) -> Inlines:
        nonlocal at
        kept: list[Inline] = []
        for inline in inner:
            if isinstance(inline, Text):
                text = "".join(sign for place, sign in enumerate(inline.text, at) if place not in doomed)
                at += len(inline.text)
                kept.append(Text(text))
            elif isinstance(inline, Superscript):
                at += 1  # its sign in _leaves
                kept.append(_changed(inline, keep))
            else:
                at += isinstance(inline, LineBreak)
                kept.append(_changed(inline, keep))
        return tuple(kept)

    return keep(run)


#: Stands for the beginning of a superscript while a run is searched; a private-use character, never printed.
_RAISED = "\ue000"


def _leaves(run: Inlines) -> Iterator[str]:
    for inline in run:
        match inline:
            case Text():
                yield inline.text
            case LineBreak():
                yield "\n"
            case Superscript():
                yield _RAISED
                yield from _leaves(inline.inlines)
            case Emph() | Strong() | SmallCaps() | Link() | Foreign():
                yield from _leaves(inline.inlines)
            case Abbreviation() | Cite():
                pass
            case _:
                assert_never(inline)


#: Each pattern's first group is what goes.
_SUPERFLUOUS = tuple(
    re.compile(pattern)
    for pattern in (
        r"(\u2060 ?)",  # keeps an item in its place: see process
        r"(?<= )( +)",
        r"( +)(?=[,;.](?:\s|$))",
        f"( +)(?={_RAISED})",
        r"(?<!\.)\.(\.)(?!\.)",  # "ibid..", but not an ellipsis
        r"[…?!](\.)(?!\.)",
        r"([,;:])(?=\s*[,;](?!\w))",  # ";," and ",,"
        r"(,)(?=\.(?:\s|$))",
    )
)


def superfluous(text: str) -> frozenset[int]:
    """The places of doubled punctuation and stray spaces in a wording; an address is never touched."""
    addresses = [found.span() for found in _ADDRESS.finditer(text)] if "://" in text else []
    doomed: set[int] = set()
    for pattern in _SUPERFLUOUS:
        for found in pattern.finditer(text):
            if not any(start < found.start(1) < end for start, end in addresses):
                doomed.update(range(*found.span(1)))
    return frozenset(doomed)


def _rewrite(run: Inlines, *, linked: bool, foreign: bool, language: str = "") -> Inlines:
    rewritten: list[Inline] = []
    for inline in run:
        match inline:
            case Text():
                rewritten.extend(_text(inline.text, linked=linked, foreign=foreign, language=language))
            case Link():
                rewritten.append(
                    Link(inline.target, _rewrite(inline.inlines, linked=True, foreign=foreign, language=language))
                )
            case Foreign() if east_asian(inline.language):  # only its own script: Latin keeps the brief's font
                tagged = _rewrite(inline.inlines, linked=linked, foreign=foreign, language=inline.language)
                rewritten.extend(tagged)
            case Foreign():
                rewritten.append(Foreign(inline.language, _rewrite(inline.inlines, linked=linked, foreign=True)))
            case Emph() | Strong() | Superscript() | SmallCaps():
                rewritten.append(
                    type(inline)(_rewrite(inline.inlines, linked=linked, foreign=foreign, language=language))
                )
            case Abbreviation() | LineBreak() | Cite():
                rewritten.append(inline)
            case _:
                assert_never(inline)
    return tuple(rewritten)


def _text(text: str, *, linked: bool, foreign: bool, language: str = "") -> Iterator[Inline]:
    """A text with its addresses as links, unless within one."""
    if linked:
        yield from _scripts(text, foreign=foreign, language=language)
        return
    at = 0
    for found in _ADDRESS.finditer(text) if "://" in text else ():
        yield from _scripts(text[at : found.start()], foreign=foreign, language=language)
        yield Link(found.group(), (Text(shortened(found.group())),))
        at = found.end()
    yield from _scripts(text[at:], foreign=foreign, language=language)


@cache
def _east_asian_run() -> re.Pattern[str]:
    """A run of East Asian script with its own punctuation and what stands between its characters (``2023年``).

    Compiled when it is first wanted: that takes four milliseconds, and most briefs have none.
    """
    return re.compile(
        f"[《〈「『（【0-9A-Za-z]*[{_EAST}](?:[{_EAST}\u3000-\u303f\uff00-\uffef·“”‘’…—0-9A-Za-z.]*[{_EAST}\u3000-\u303f\uff01-\uff5e])?"
    )


def _scripts(text: str, *, foreign: bool, language: str) -> Iterator[Inline]:
    """A text with its East Asian runs marked by language, unless within a run that is marked."""
    text = _WORD_AND_NUMBER.sub("\\1\u00a0", text)
    if foreign or text.isascii() or not _ANY_EAST_ASIAN.search(text):
        yield from (Text(text),) if text else ()
        return
    at = 0
    for found in _east_asian_run().finditer(text):
        if found.start() > at:
            yield Text(text[at : found.start()])
        yield Foreign(language or language_of(found.group()), (Text(found.group()),))
        at = found.end()
    if at < len(text):
        yield Text(text[at:])


def east_asian(language: str) -> bool:
    """Whether a language is written in the script that is marked here."""
    return language.split("-", maxsplit=1)[0].lower() in {"zh", "ja", "ko"}


def language_of(text: str) -> str:
    """The language of East Asian script: Japanese by its kana, Korean by its hangul, else Chinese."""
    if re.search(f"[{_KANA}]", text):
        return "ja"
    return "ko" if re.search(f"[{_HANGUL}]", text) else "zh-Hans"


def shortened(address: str) -> str:
    """An address as it is printed: whole up to a bound, then cut with an ellipsis; a DOI is never cut."""
    if len(address) <= LONGEST_ADDRESS or "doi.org/" in address:
        return address
    return address[: LONGEST_ADDRESS - 1].rstrip("/-_.?=&") + "…"
