"""The works that a document's notes cite as CSL-JSON, each once, and where each note cites them.

Types, variables and names follow the CSL specification 1.0.2, appendices III and IV. ``translated-title`` is our own
variable: the English of a title in another language.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from briefgen.corpus.anchors import words
from briefgen.corpus.sources import CslItem, Mention
from briefgen.importers.authors import is_government, read_authors
from briefgen.importers.fields import Fields
from briefgen.importers.marked import bare_words, mark
from briefgen.importers.names import csl_name, is_institution, order_is_doubtful
from briefgen.importers.repair import vocabulary
from briefgen.importers.short_forms import Back, Earlier, meant, not_read
from briefgen.importers.titles import is_domain
from briefgen.importers.works import LONGEST_NOTE, Reader, Work

_DOI = re.compile(r"(?:doi\.org/|/doi/(?:abs/|full/|pdf/)?|/article/)(?P<doi>10\.\d{4,9}/[^\s?#]+)")
_LAW = re.compile(r"\b(?:Law of|Act of|Regulation \(E|Directive \(E|Council Recommendation|Council Regulation)\b")
_SPELLED: dict[int, str | int | None] = {ord("ø"): "o", ord("ł"): "l", ord("ß"): "ss", ord("æ"): "ae", ord("đ"): "d"}
#: What a work that is cited once more, by a shortened title, may have.
_SHORT = {"type", "title", "author", "language"}
#: A name of two or three words at the beginning of a note, before a comma or a year in brackets.
_OPENING_NAME = re.compile(
    r"(?P<first>[\w’'-]+(?: [A-Z][\w’'-]+)?) (?P<last>[A-Z\u00c0-\u024f][\w’'-]+)(?=,(?! [^\s,]+,)| \(\d{4}\))"
)
_STOPWORDS = frozenset(
    [
        "a",
        "an",
        "the",
        "of",
        "on",
        "in",
        "and",
        "to",
        "for",
        "from",
        "with",
        "by",
        "at",
        "as",
        "is",
        "are",
        "it",
        "its",
        "be",
        "how",
        "why",
        "what",
        "s",
        "de",
        "der",
        "die",
        "das",
        "le",
        "la",
        "les",
        "het",
        "een",
    ]
)


@dataclass(frozen=True, slots=True, kw_only=True)
class NoteToRead:
    """A note's own text for the reader: which part it stands in, its number, its pieces joined by spaces."""

    part: str
    number: int
    text: str


@dataclass(slots=True)
class Cited:
    """What the notes of a document cite: mentions and doubts by part and number, and the works."""

    mentions: dict[tuple[str, int], tuple[Mention, ...]] = field(default_factory=dict)
    doubts: dict[tuple[str, int], list[str]] = field(default_factory=dict)
    references: tuple[CslItem, ...] = ()


def cite(notes: Sequence[NoteToRead], document: str, known: Sequence[CslItem] = ()) -> Cited:
    """The works that *notes* cite; *document* is the whole text, *known* are works whose ids are kept."""
    reader = Reader(known=vocabulary(document))
    media = frozenset(name for note in notes for name in reader.media_in(note.text))
    reverse = frozenset(
        name
        for part in dict.fromkeys(note.part for note in notes)
        for name in _reversed_names([note.text for note in notes if note.part == part], document)
    )
    reader = Reader(known=reader.known, media=media, reversed_names=reverse)
    shelf = _Shelf(known)
    cited = Cited()
    for note in notes:
        place = (note.part, note.number)
        mentions: list[Mention] = []
        doubts: list[str] = []
        works = reader.read(note.text)
        if works.unread:
            doubts.append("it is too long to be read as a note")
        doubts += _exchanged(works.cited, document)
        for found in works.cited:
            if isinstance(found, Back):
                mentions += shelf.again(note, found, doubts)
            else:
                mentions.append(shelf.take(note, found, doubts))
        doubts += shelf.not_read(note)
        cited.mentions[place] = tuple(mentions)
        cited.doubts[place] = doubts
    cited.references = shelf.works()
    return cited


class _Shelf:
    """The works cited so far: finds one again, keeps ids apart."""

    def __init__(self, known: Sequence[CslItem]) -> None:
        self._works: dict[str, dict[str, Any]] = {}
        self._titles: dict[str, list[str]] = {}
        self._known = {_title_key(str(work.get("title", ""))): str(work["id"]) for work in known}
        self._ids = {str(work["id"]) for work in known}
        self._earlier: dict[str, list[Earlier]] = {}  # the works cited so far, by part

    def works(self) -> tuple[CslItem, ...]:
        return tuple(self._works[name] for name in sorted(self._works))

    def take(self, note: NoteToRead, work: Work, doubts: list[str]) -> Mention:
        """The mention of a work; one that is cited already gains what this note says more of it."""
        made = _csl(work)
        if made.keys() <= _SHORT and (mentions := self.again(note, _pointer(work, made), doubts)):
            return mentions[0]
        same = next(
            (name for name in self._titles.get(_title_key(made["title"]), ()) if _same(self._works[name], made)), ""
        )
        if same:
            _complete(self._works[same], made)
            name = same
        else:
            name = self._known.get(_title_key(made["title"])) or self._fresh(made)
            self._works[name] = {"id": name} | made
            self._titles.setdefault(_title_key(made["title"]), []).append(name)
        self._cite(note, name)
        doubts += _doubts(work, made)
        locator, label = _pointed(work.fields, made)
        prefix = " ".join(filter(None, (work.prefix, f"{work.authors.quoted} in" if work.authors.quoted else "")))
        return Mention(reference=name, locator=locator, label=label, prefix=prefix)

    def again(self, note: NoteToRead, back: Back, doubts: list[str]) -> list[Mention]:
        """The mention of a work cited before in the same part, where it is certain which one is meant."""
        name, doubt = meant(back, note.number, self._earlier.get(note.part, ()))
        doubts += [doubt] if doubt else []
        if not name:
            return []
        self._cite(note, name)
        return [Mention(reference=name, locator=back.locator, label=back.label, prefix=back.prefix, ibid=True)]

    def not_read(self, note: NoteToRead) -> list[str]:
        """Doubts about what in a note may point to a work of an earlier one, and was not read as such."""
        cited = self._earlier.get(note.part, ())
        return not_read(bare_words(mark(note.text[:LONGEST_NOTE]).text), note.number, cited) if cited else []

    def _cite(self, note: NoteToRead, name: str) -> None:
        work = self._works[name]
        one = Earlier(
            note=note.number,
            work=name,
            title=_title_key(work["title"]),
            surnames=frozenset(_surnames(work)),
            families=frozenset(_surnames(work, alone=True)),
            year=next(iter(_date(work)), 0),
        )
        self._earlier.setdefault(note.part, []).append(one)

    def _fresh(self, made: Mapping[str, Any]) -> str:
        base = _readable_id(made)
        name, number = base, 2
        while name in self._ids:
            name, number = f"{base}-{number}", number + 1
        self._ids.add(name)
        return name


def _csl(work: Work) -> dict[str, Any]:
    """A work as CSL-JSON without its id."""
    fields, authors, title = work.fields, work.authors, work.title
    container = fields.container
    if authors.medium and (not container or is_domain(container)):
        container = authors.medium
    publishers = list(dict.fromkeys(filter(None, (authors.outlet, *fields.publishers))))
    if fields.plain and any(
        name.literal.split()[:1] == container.split()[:1] for name in authors.names if name.literal
    ):
        container, publishers = "", [container, *publishers]
    values: dict[str, Any] = {
        "type": "",
        "title": title.text,
        "translated-title": title.translation,
        "author": [] if authors.edited else [csl_name(name) for name in authors.names],
        "editor": [csl_name(name) for name in authors.names] if authors.edited else _editors(fields),
        "container-title": "" if fields.series else container,
        "collection-title": container if fields.series else "",
        "publisher": ", ".join(publishers),
        "publisher-place": fields.place,
        "volume": fields.volume,
        "issue": "" if fields.series else fields.issue,
        "page": fields.pages if "-" in fields.pages and not fields.series else "",
        "number": fields.number or (fields.issue if fields.series else ""),
        "number-of-pages": fields.count,
        "issued": _issued(fields, authors.year),
        "accessed": {"date-parts": fields.accessed} if fields.accessed else None,
        "genre": authors.genre,
        "status": "forthcoming" if authors.forthcoming else "",
        "language": title.language,
        "URL": next(iter(work.addresses), ""),
        "DOI": next((found["doi"] for url in work.addresses if (found := _DOI.search(url))), ""),
    }
    if authors.others:
        values["author"].append({"literal": "others"})  # pandoc's citeproc words it "et al."
    values["type"] = _type(values, work)
    return {variable: value for variable, value in values.items() if value}


def _pointer(work: Work, made: Mapping[str, Any]) -> Back:
    """A title with its author and nothing else, as a pointer to a work cited before."""
    locator, label = _pointed(work.fields, made)
    name = str(made["author"][0].get("family") or made["author"][0]["literal"]) if "author" in made else ""
    return Back(name=name, title=made["title"], locator=locator, label=label, prefix=work.prefix, told=False)


def _editors(fields: Fields) -> list[dict[str, str]]:
    if not fields.editors:
        return []
    read = read_authors(fields.editors, frozenset())
    return [csl_name(name) for name in read.names] + ([{"literal": "others"}] if read.others else [])


def _issued(fields: Fields, year: int) -> dict[str, Any] | None:
    """The date of publication; a year before the title that differs from a later date is kept as the date's."""
    if fields.issued:
        return {"date-parts": fields.issued}
    return {"date-parts": [[year]]} if year else None


def _type(values: Mapping[str, Any], work: Work) -> str:
    """The sort of work, as CSL names it."""
    fields = work.fields
    title, container = values["title"] + values["translated-title"], values["container-title"]
    if _LAW.search(title):
        return "legislation"
    if fields.book:
        return "chapter"
    if (fields.volume or fields.issue or values["page"]) and container:
        return "article-journal"
    if (
        fields.series
        or values["number"]
        or (work.title.form in ("link", "stress") and (values["publisher"] or not container))
    ):
        return "book" if re.search(r"\bUniversity Press\b|\bVerlag\b", values["publisher"]) else "report"
    if container and not is_domain(container):
        if re.search(r"\b(?:Journal of|Quarterly|Zeitschrift)\b", container):
            return "article-journal"
        dated = bool(fields.issued and len(fields.issued[0]) > 1) or not work.authors.year
        private = not any(is_government(str(name.get("literal", ""))) for name in values["author"])
        if work.authors.medium or (private and not is_government(container) and dated):
            return "article-newspaper"
        if private and not dated:
            return "report" if is_government(container) else "article-journal"
    yearly = not fields.issued or len(fields.issued[0]) == 1
    if yearly and not container and not work.addresses and not fields.accessed:
        return "report"
    if values["publisher"] and re.search(r"\b(?:Press|Publishing)\b", values["publisher"]):
        return "report"
    return "webpage"


def _pointed(fields: Fields, made: Mapping[str, Any]) -> tuple[str, str]:
    """A place within the work that the note points to: a single page, or a footnote."""
    if fields.locator:
        return fields.locator, fields.label
    return (fields.pages, "page") if fields.pages and "page" not in made else ("", "")


def _title_key(title: str) -> str:
    return "".join(words(title))


def _same(work: Mapping[str, Any], made: Mapping[str, Any]) -> bool:
    """Whether two works with the same title are one: by the day, else by year and an author in common."""
    first, second = _date(work), _date(made)
    shorter = min(len(first), len(second))
    if first[:shorter] != second[:shorter]:
        return False
    if shorter == 3:
        return True
    mine, others = _surnames(work), _surnames(made)
    return not mine or not others or bool(mine & others)


def _complete(work: dict[str, Any], made: Mapping[str, Any]) -> None:
    """Add to a work what another mention of it says more."""
    for variable, value in made.items():
        wanted = variable not in work or (variable == "issued" and len(_date(made)) > len(_date(work)))
        if wanted and (variable not in ("author", "editor", "status") or not work.get("author")):
            work[variable] = value


def _date(work: Mapping[str, Any]) -> list[int]:
    return list(work["issued"]["date-parts"][0]) if "issued" in work else []


def _surnames(work: Mapping[str, Any], *, alone: bool = False) -> set[str]:
    """The words of the family names of a work's authors and editors, and of institutions' names.

    *alone*: of institutions only those whose name is a single word.
    """
    names = [*work.get("author", ()), *work.get("editor", ())]
    return {
        word
        for name in names
        for word in words(name.get("family", name.get("literal", "")))
        if (len(word) > 2 or "family" in name) and not (alone and " " in name.get("literal", ""))
    }


def _doubts(work: Work, made: Mapping[str, Any]) -> list[str]:
    said: list[str] = []
    if work.remark:
        said.append("a remark leads to the work; its author is not named")
    if work.doubt:
        said.append(work.doubt)
    if work.authors.quoted:
        said.append("the work quoted has no title here")
    elif work.plain:
        said.append("the title is not set off; it was taken from the order of the fields")
    if work.authors.doubt:
        said.append(work.authors.doubt)
    if "issued" not in made and "accessed" not in made and "status" not in made and "URL" not in made:
        said.append("no date was found")
    return said


def _exchanged(cited: Iterable[Work | Back], document: str) -> Iterable[str]:
    """Doubts about romanised Chinese names printed with a comma that the document has the other way round."""
    for work in cited:
        for name in work.authors.names if isinstance(work, Work) else ():
            turned = f"{name.given} {name.family}"
            if order_is_doubtful(turned) and re.search(rf"\b{re.escape(turned)}\b(?!,)", document):
                yield f"'{name.family}, {name.given}' may be printed with the names exchanged"


def _readable_id(made: Mapping[str, Any]) -> str:
    """``sher-2024-behind-scenes``: first author, year, two words of the title."""
    names = [*made.get("author", ()), *made.get("editor", ())]
    who = str(names[0].get("family") or names[0].get("literal")) if names else ""
    who = who or str(made.get("container-title") or made.get("publisher", ""))
    author = _slug_words(re.sub(r"\(.*?\)", "", who))[:3] or ["anonymous"]
    title = _slug_words(str(made.get("translated-title") or made["title"]))
    title = [word for word in title if word not in author] or title
    date = _date(made)
    return "-".join([*author, str(date[0]) if date else "nd", *title[:2]]) or "work"


def _slug_words(text: str) -> list[str]:
    spelled = re.sub(r"\b([A-Z])\.", r"\1", text).translate(_SPELLED)
    spelled = re.sub("['’‘]", "", spelled)
    folded = unicodedata.normalize("NFKD", spelled).encode("ascii", "ignore").decode().lower()
    return [word for word in re.findall(r"[a-z0-9]+", folded) if word not in _STOPWORDS]


def _reversed_names(texts: Sequence[str], document: str) -> Iterable[str]:
    """Names that open a part's notes family name first without a comma.

    The proof is that the document has a name the other way round, too. Where a part has two such names, the others
    that open its notes without a comma are read in the same way.
    """
    openings = [found for text in texts if (found := _OPENING_NAME.match(text)) and not is_institution(found[0])]
    proven = [
        found[0]
        for found in openings
        if re.search(rf"\b{re.escape(found['last'])} {re.escape(found['first'])}\b", document)
    ]
    return (found[0] for found in openings) if len(proven) > 1 else proven
