"""A note's text into the works it cites: where one ends and the next begins, and what each is."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from briefgen.importers.authors import Authors, is_government, read_authors
from briefgen.importers.dates import dates
from briefgen.importers.fields import Fields, read_fields
from briefgen.importers.leads import without_lead
from briefgen.importers.marked import bare_words, mark, masked, spans
from briefgen.importers.names import has_institution_word, is_institution, person
from briefgen.importers.repair import mend_words, urls
from briefgen.importers.short_forms import Back, short_form
from briefgen.importers.titles import Title, find_title, is_domain, whole_title

_HIDDEN = "\ue010"

#: Words before a citation that are kept as its prefix; longer ones are the source's own sentence.
LONGEST_PREFIX = 12
#: Notes longer than this, in characters, are not read for works: they are no notes, or an attack.
LONGEST_NOTE = 8_000
#: A note is taken apart into at most this many stretches.
MOST_WORKS = 100
_PREFIX = re.compile(
    r"(?:(?:but\s+)?see(?:\s+(?:also|notably|e\.g\.))*(?:\s+on\s+[^:,\ue010]{1,40})?:?|e\.g\.[^:\ue010]{0,60}:|"
    r"for\s+(?:a|an|example|more|further)\b[^:\ue010]{0,90}?(?:,\s+see:?|:)|this\s+is\s[^:\ue010]{1,60}\sin:|"
    r"as\s+(?:quoted|cited)\s+(?:in|by):?|according\s+to|available\s+from:|quoted\s+in:?|cited\s+in:?|cf\.|"
    r"(?:quoted|cited)\s+(?:from|after):?|compare:?|contrast:?|similarly[,:]|likewise[,:]|contra:?|(?:in|by)\s+contrast[,:]|"
    r"adapted\s+from:?|based\s+on:?|sources?:)\s+(?=\S)",
    re.IGNORECASE,
)
_QUOTED_IN = re.compile(r"\((?P<inner>as\s+(?:quoted|cited)\s+(?:in|by)[^()]*)\)", re.IGNORECASE)
_JOINTS = (
    re.compile(r";\s+"),
    re.compile(r"(?<=\))\s*\.?\s+and\s+(?=[A-Z])"),
    re.compile(r"(?<=[)\d.])\s*\.?\s+(?=as\s+(?:quoted|cited)\s+(?:in|by)\b)"),
    re.compile(r"(?<=[)\d])\s*\.\s+(?=[A-Z])"),
    re.compile(rf"(?<=\d)\s+and\s+(?=[A-Z][^,;]{{3,80}},\s{_HIDDEN})"),
)
_IBID = re.compile(r"\bibid(?:em)?\b\.?|\bop\.?\s?cit\.?|\bloc\.?\s?cit\.?", re.IGNORECASE)
_ADDRESSED = re.compile("\ue006\\d+\ue007")
_LOCATOR = re.compile(
    r"(?:pp?\.\s?(?P<pages>[\divxlc]+(?:\s?[-–]\s?[\divxlc]+)?))|(?:(?:Fn|fn|n)\.\s?(?P<note>\d+))"
    r"|(?:para(?:graph)?s?\.?\s?(?P<paragraph>\d+(?:[-–]\d+)?))|(?:ch(?:apter)?\.?\s?(?P<chapter>\d+))"
)
_JOINING = {"and", "of", "the", "for", "in", "on", "et", "al", "de", "van", "von", "der", "di"}
_NOT_GIVEN = re.compile(r"\([^()]*\d+\s?%[^()]*\)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Work:
    """A work as one note cites it, its parts read."""

    title: Title
    authors: Authors
    fields: Fields
    addresses: tuple[str, ...] = ()
    prefix: str = ""
    plain: bool = False  # the title was not marked as one
    remark: bool = False  # a sentence of the note leads to the work
    doubt: str = ""  # what is unsure about the words before the title


@dataclass(frozen=True, slots=True, kw_only=True)
class NoteWorks:
    """What one note cites, in order; ``unread`` where it is too long to be a note."""

    cited: tuple[Work | Back, ...] = ()
    unread: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Reader:
    """What is known of a document while its notes are read: its words, its media, its names printed in reverse."""

    known: frozenset[str]
    media: frozenset[str] = frozenset()
    reversed_names: frozenset[str] = frozenset()
    addresses: dict[int, str] = field(default_factory=dict)

    def read(self, text: str) -> NoteWorks:
        """The works in a note's text (its pieces joined by spaces)."""
        if len(text) > LONGEST_NOTE:
            return NoteWorks(unread=True)
        marked, addresses = self._marked(text)
        cited: list[Work | Back] = []
        for segment in _segments(marked):
            found = self._cited(segment, addresses, cited)
            if found:
                cited.append(found)
        return NoteWorks(cited=tuple(cited))

    def media_in(self, text: str) -> Iterator[str]:
        """Names that stand where a medium stands: stressed or plain right after a title, before a date."""
        marked, _ = self._marked(text[:LONGEST_NOTE])
        for segment in _segments(marked):
            hidden = masked(segment)
            for span in spans(segment, "stress"):
                name = bare_words(span.text)
                titled = re.search(rf"{_HIDDEN}\s?,?\s*$", hidden[: span.start])
                leads = not hidden[: span.start].strip() and _HIDDEN in hidden[span.end :]
                if (titled or leads) and not is_domain(name) and not is_government(name):
                    yield name.lower()
            plain = re.search(rf"{_HIDDEN}\s?,\s(?P<name>[A-Z][\w’' ]{{2,30}}),\s\S", hidden)
            name = plain["name"] if plain else ""
            if (
                plain
                and not has_institution_word(name)
                and not name.isupper()
                and list(dates(hidden[plain.end("name") :]))
            ):
                yield name.lower()

    def _marked(self, text: str) -> tuple[str, list[str]]:
        """The text with URLs as numbered marks, cut words mended, links, stress and quotes marked."""
        addresses: list[str] = []
        out, position = "", 0
        for url in urls(text, self.known):
            out += text[position : url.start] + f"\ue006{len(addresses)}\ue007"
            addresses.append(url.address)
            position = url.end
        marked = mark(mend_words(out + text[position:], self.known))
        return marked.text, [*addresses, *marked.targets]

    def _cited(self, segment: str, addresses: Sequence[str], before: Sequence[Work | Back]) -> Work | Back | None:
        prefix, rest = _without_prefix(segment)
        if _IBID.search(bare_words(rest)):
            return _back(rest, prefix)
        leading = bool(re.match("\ue002", rest.strip())) and bool(re.search("[\ue004\ue000]", rest))
        title = find_title(rest, leading_medium=leading)
        plain = title is None
        if title is None and (short := short_form(bare_words(rest))):
            locator, label = _locator(bare_words(rest))
            return replace(short, locator=short.locator or locator, label=short.label or label, prefix=prefix)
        title = title or _plain_title(rest)
        if title is None:
            return None
        opening = _ADDRESSED.sub(" ", title.before)
        dated = list(dates(masked(opening)))
        for date in reversed(dated):
            opening = opening[: date.start] + opening[date.end :]
        lead = without_lead(opening)
        remark = _is_remark(opening) and (not lead.authors or "available at" in opening.lower())
        opening = lead.authors
        if remark:
            opening, dated = "", []
        authors = read_authors(opening.strip(" ,:"), self.media, self.reversed_names)
        if (
            not opening.strip(" ,:")
            and not prefix
            and not remark
            and before
            and isinstance(before[-1], Work)
            and not plain
        ):
            authors = replace(before[-1].authors, year=0)
        fields = read_fields(title.after, authors.year, self.media, standalone=title.form in ("link", "stress"))
        fields.issued = dated[0].parts if dated else fields.issued
        fields.urls = fields.urls or [int(mark[0][1:-1]) for mark in _ADDRESSED.finditer(title.before)]
        if not _is_citation(title, authors, fields, dated=bool(dated)):
            return _shortened(title, authors, prefix)
        chosen = tuple(dict.fromkeys(addresses[index] for index in fields.urls if index < len(addresses)))
        return Work(
            title=title,
            authors=authors,
            fields=fields,
            addresses=chosen,
            prefix=prefix if len(prefix.split()) <= LONGEST_PREFIX else "",
            plain=plain,
            remark=remark,
            doubt="" if remark else lead.doubt,
        )


def _shortened(title: Title, authors: Authors, prefix: str) -> Back | None:
    """A title in quotation marks with nothing but its author: a work cited before, if there is one."""
    name = next((name.family for name in authors.names if name.family), "")
    single = next((name.literal for name in authors.names if " " not in name.literal), "")
    if not name and not single:
        return None
    locator, label = _locator(bare_words(title.after))
    return Back(name=name or single, title=title.text, locator=locator, label=label, prefix=prefix, told=False)


def _is_remark(opening: str) -> bool:
    """Whether the words before a title are a sentence about it rather than its authors."""
    words = [word for word in re.findall(r"[^\W\d_]+", bare_words(masked(opening))) if word[0].islower()]
    return "available at" in opening.lower() or sum(word not in _JOINING for word in words) > 6


def _is_citation(title: Title, authors: Authors, fields: Fields, *, dated: bool) -> bool:
    """Whether a quoted phrase is a work's title: it is linked, or something tells when or where the work appeared."""
    told = fields.issued or fields.accessed or fields.urls or fields.volume or fields.issue or fields.number
    return bool(title.linked or title.form == "stress" or told or dated or authors.year or authors.forthcoming)


def _segments(text: str) -> list[str]:
    """The stretches of a marked note that each cite one work; what cites none goes with its neighbour."""
    asides = [found["inner"] for found in _QUOTED_IN.finditer(text)]
    text = _QUOTED_IN.sub(" ", text)
    hidden = masked(text)
    cuts = sorted({(found.start(), found.end()) for joint in _JOINTS for found in joint.finditer(hidden)})[:MOST_WORKS]
    pieces: list[str] = []
    position = 0
    for start, end in cuts:
        if start >= position:
            pieces.append(text[position:start])
            position = end
    pieces.append(text[position:])
    merged: list[str] = []
    for piece in pieces:
        if merged and not _cites(merged[-1]):
            merged[-1] = f"{merged[-1]}; {piece}"
        elif merged and not _cites(piece):
            merged[-1] = f"{merged[-1]}, {piece}"
        else:
            merged.append(piece)
    return [*merged, *asides]


def _cites(piece: str) -> bool:
    """Whether a stretch holds a title that is marked as one, a pointer back, or an address."""
    bare = bare_words(piece)
    leading = bool(re.match("\ue002", piece.strip()))
    titled = find_title(piece, leading_medium=leading)
    addressed = bool(_ADDRESSED.search(piece)) and len(_ADDRESSED.sub("", bare)) > 60
    return bool(_IBID.search(bare)) or titled is not None or addressed or _is_short(piece)


def _is_short(piece: str) -> bool:
    return short_form(bare_words(_without_prefix(piece)[1])) is not None


def _without_prefix(segment: str) -> tuple[str, str]:
    """The words that lead to a citation ("see also", "as quoted in"), and the citation."""
    rest = segment.strip()
    prefix = ""
    while found := _PREFIX.match(masked(rest)):
        prefix += rest[: found.end()]
        rest = rest[found.end() :]
    return bare_words(prefix).strip(" :,"), rest


def _back(rest: str, prefix: str) -> Back:
    title = find_title(rest, leading_medium=False)
    bare = bare_words(rest)
    ibid = _IBID.search(bare)
    after = _NOT_GIVEN.sub("", bare[ibid.end() :]) if ibid else ""
    name = bare[: ibid.start()].strip(" ,.:;") if ibid and not title else ""
    locator, label = _locator(after)
    return Back(name=name, title=title.text if title else "", locator=locator, label=label, prefix=prefix)


def _locator(text: str) -> tuple[str, str]:
    """The places within a work that *text* names, and CSL's label of the first."""
    found = list(_LOCATOR.finditer(text))
    if not found:
        return "", ""
    labels = {"pages": "page", "note": "note", "paragraph": "paragraph", "chapter": "chapter"}
    first = found[0]
    label = labels[str(first.lastgroup)]
    places = [re.sub(r"\s", "", first[str(first.lastgroup)]).replace("–", "-")]
    places += [("n. " if place.lastgroup == "note" else "") + place[str(place.lastgroup)] for place in found[1:]]
    return ", ".join(places), label


def _plain_title(rest: str) -> Title | None:
    """The title among fields that are all set alike: the first one, or the second after an author."""
    link = next((span for span in spans(rest, "link")), None)
    if link:
        title = whole_title(bare_words(link.text), "", rest[: link.start], rest[link.end :], "link")
        return replace(title, linked=True)
    pieces = rest.split(", ")
    if not _ADDRESSED.search(rest) and not _is_dated_list(pieces):
        return None
    first = bare_words(pieces[0])
    authored = len(pieces) > 2 and (_is_person(first) or (len(first.split()) <= 4 and is_institution(first)))
    if ": " in pieces[0] and _is_person(first.split(": ")[0]):
        before, _, rest_of_first = pieces[0].partition(": ")
        return whole_title(bare_words(rest_of_first), "", before, ", ".join(["", *pieces[1:]]), "")
    at = 1 if authored else 0
    before = pieces[0] if authored else ""
    return whole_title(bare_words(pieces[at]), "", before, ", ".join(["", *pieces[at + 1 :]]), "")


def _is_dated_list(pieces: Sequence[str]) -> bool:
    """Whether fields without quotation marks and address are a reference still: few words, a date at the end."""
    last = bare_words(pieces[-1]).strip(" .")
    dated = bool(re.fullmatch(r"(?:19|20)\d\d", last)) or any(not last[: date.start] for date in dates(last))
    return len(pieces) > 2 and dated and sum(len(piece.split()) for piece in pieces) <= 30


def _is_person(text: str) -> bool:
    """Whether a field has the shape of one person's name."""
    words = re.sub(r"\([^()]*\)", "", text).split()
    shaped = 2 <= len(words) <= 4 and all(
        re.fullmatch(r"[A-Z\u00c0-\u024f][\w.’'-]*|de|van|von|di|der", word) for word in words
    )
    return shaped and not is_institution(" ".join(words)) and bool(person(text).family)
