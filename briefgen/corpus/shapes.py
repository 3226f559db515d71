"""What the corpus's YAML files may say, as shapes.

Their values are plain lists and dicts, so that a cache can keep them; a placed structure gives a dict with ``place``
(line and column) and ``places`` (see :mod:`briefgen.corpus.places`) besides its keys.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from briefgen.corpus.places import written
from briefgen.errors import Place
from briefgen.yamlsource.shape import Choice, Date, Either, Field, Free, Keyed, Listed, Number, Structure, Words

_ID = Words(pattern=r"[A-Za-z0-9][A-Za-z0-9._-]*", says="an id: letters, digits and hyphens")
_IDS = Listed(of=_ID)
CLAIMS = ("fact", "assessment", "forecast", "position")

#: Levels down to which an entry's places are kept: ``evidence.0.passages.1`` is four.
_ENTRY = 4


def _plain(*, place: Place, **values: Any) -> dict[str, Any]:  # noqa: ARG001 - every structure is given its place
    return values


def _placed(*, place: Place, places: Mapping[str, tuple[int, int]], **values: Any) -> dict[str, Any]:
    return {"place": (place.line, place.column), "places": written(places), **values}


def _file(name: str, purpose: str, *fields: Field) -> Structure:
    return Structure(name=name, purpose=purpose, fields=fields, build=_placed, placed=1)


def _entry(name: str, purpose: str, *fields: Field) -> Structure:
    return Structure(name=name, purpose=purpose, fields=fields, build=_placed, placed=_ENTRY)


def _inner(name: str, purpose: str, *fields: Field) -> Structure:
    return Structure(name=name, purpose=purpose, fields=fields, build=_plain)


TOPICS = _file(
    "the topics",
    "the taxonomy: corpus/topics.yaml",
    Field(
        "topics",
        Listed(
            of=_entry(
                "a topic",
                "a term of the taxonomy",
                Field("id", _ID, "its id, which records and configs name", required=True),
                Field("label", Words(), "its preferred label", required=True),
                Field("other-labels", Listed(of=Words()), "other words for it, which a search finds"),
                Field("broader", _IDS, "ids of its broader topics"),
            )
        ),
        "all topics",
        required=True,
    ),
)

PERSPECTIVES = _file(
    "the perspectives",
    "whose views there are: corpus/perspectives.yaml",
    Field(
        "perspectives",
        Listed(
            of=_entry(
                "a perspective",
                "an institution, or several that speak as one",
                Field("id", _ID, "its id", required=True),
                Field("name", Words(), "as it is named in a sentence", required=True),
                Field("institutions", Listed(of=Words(), least=1, lone=True), "institutions in full", required=True),
                Field("region", Words(), "the region it speaks from", required=True),
            )
        ),
        "all perspectives",
        required=True,
    ),
)

ADDRESSEES = _file(
    "the addressees",
    "who can act on a recommendation: corpus/addressees.yaml",
    Field(
        "addressees",
        Listed(
            of=_entry(
                "an addressee",
                "who can act",
                Field("id", _ID, "its id", required=True),
                Field("label", Words(), "its name", required=True),
            )
        ),
        "all addressees, in the order in which a brief lists them",
        required=True,
    ),
)

AUDIENCES = _file(
    "the audiences",
    "reader profiles: corpus/audiences.yaml",
    Field(
        "audiences",
        Listed(
            of=_entry(
                "an audience",
                "a reader profile",
                Field("id", _ID, "its id, which configs name", required=True),
                Field("label", Words(), "its name", required=True),
                Field("addressees", _IDS, "addressees that it is itself or can move, its own first"),
                Field("claims", Listed(of=Choice(words=CLAIMS)), "kinds of claim it needs most, first things first"),
                Field("detail", Choice(words=("headline", "gist", "full")), "how much is said of each finding"),
                Field("words", Number(most=100_000), "how many words it reads (0: no opinion)"),
                Field("glossary", Choice(words=("never", "auto", "always")), "whether acronyms are listed"),
            )
        ),
        "all audiences",
        required=True,
    ),
)

ACRONYMS = _file(
    "the acronyms",
    "short forms and what they stand for: corpus/acronyms.yaml",
    Field(
        "acronyms",
        Keyed(of=Words(may_be_empty=True)),
        "each acronym and its expansion; an empty one is known to every reader and never expanded",
        required=True,
    ),
)

_NAME = _inner(
    "a name",
    "a person (family, given) or an institution (literal)",
    Field("family", Words(), "family name"),
    Field("given", Words(), "given names"),
    Field("particle", Words(), "such as van or de"),
    Field("suffix", Words(), "such as Jr."),
    Field("literal", Words(), "an institution's name, or one that is not to be taken apart"),
)

_VOICE = _inner(
    "a voice",
    "how the authors are named as the subject of a sentence",
    Field("first", Words(), "at first mention", required=True),
    Field("later", Words(), "afterwards", required=True),
    Field("number", Choice(words=("singular", "plural")), "which form of the verb follows", required=True),
)

_PART = _inner(
    "a part",
    "a chapter or another piece of a source with a title and authors of its own",
    Field("id", _ID, "its id", required=True),
    Field("title", Words(), "its title", required=True),
    Field("translated-title", Words(), "the title in English, where it is in another language"),
    Field("number", Words(), "its number in the volume"),
    Field("group", Words(), "the heading above it in the table of contents"),
    Field("matter", Choice(words=("front", "body", "back")), "whether it stands before or after the text proper"),
    Field("authors", Listed(of=_NAME), "its authors (default: the source's)"),
    Field("affiliations", Listed(of=Words(), lone=True), "their institutions"),
    Field("perspective", _ID, "whose view it is: an id from corpus/perspectives.yaml"),
    Field("voice", _VOICE, "how its authors are named in a sentence"),
)

SOURCE = Structure(
    name="a source",
    purpose="a publication: corpus/sources/<id>/source.yaml",
    build=_placed,
    placed=_ENTRY,
    fields=(
        Field("csl", Free(says="CSL-JSON: type, title, author, publisher, issued, URL …"), "the work", required=True),
        Field("rights", Choice(words=("locate", "quote")), "whether its sentences may be kept (quote) or not (locate)"),
        Field("document", Words(), "its document's file name"),
        Field("document-digest", Words(pattern="[0-9a-f]{64}", says="SHA-256"), "written by briefgen import"),
        Field("tracked", Choice(words=("accept", "reject")), "how the document's tracked changes were read"),
        Field("perspective", _ID, "whose view it is: an id from corpus/perspectives.yaml"),
        Field("parts", Listed(of=_PART, least=1), "its chapters; a report has one part", required=True),
    ),
)

_EVIDENCE = _inner(
    "evidence",
    "the passages that say so",
    Field("source", _ID, "another source than the file's"),
    Field("part", _ID, "another part than the file's"),
    Field("passages", Listed(of=Words(), least=1, lone=True), "ids of the passages", required=True),
    Field("notes", Listed(of=Number(least=1, most=100_000), lone=True), "numbers of the part's notes it rests on"),
)

_LINKS = Listed(
    of=Either(
        shapes=(
            _ID,
            _inner(
                "a link",
                "another record, and the question that both answer",
                Field("record", _ID, "the other record's id", required=True),
                Field("question", Words(), "the question that both answer"),
            ),
        )
    ),
    lone=True,
)

RECORD = _entry(
    "a record",
    "a finding or a recommendation: one statement in our own words",
    Field("id", _ID, "its id, which never changes", required=True),
    Field("kind", Choice(words=("finding", "recommendation")), "what it is", required=True),
    Field("claim", Choice(words=CLAIMS), "findings: what kind of statement (default: assessment)"),
    Field("headline", Words(at_most=15), "a full statement of at most 15 words, without a full stop", required=True),
    Field("text", Words(), "one to three sentences; {voice} stands for the part's authors", required=True),
    Field("action", Words(at_most=25), "recommendations: what to do, verb first, in at most 25 words"),
    Field("addressees", _IDS, "recommendations: who should act"),
    Field("topics", Listed(of=_ID, least=1), "one to four topics, the most specific first", required=True),
    Field("actors", Listed(of=Words()), "who acts or is spoken of"),
    Field("perspective", _ID, "whose view it is (default: the part's)"),
    Field("date", Date(), "the date of what is stated (default: the source's)"),
    Field(
        "figure",
        _inner(
            "a figure",
            "the one telling number",
            Field("value", Words(), "as it would be set large", required=True),
            Field("label", Words(), "what it measures", required=True),
            Field("date", Words(), "when it was so"),
        ),
        "the one telling number of the statement",
    ),
    Field("evidence", Listed(of=_EVIDENCE, lone=True), "the passages, and the notes, that it rests on"),
    Field(
        "links",
        _inner(
            "links",
            "other records, by what this one does to them",
            Field("supports", _LINKS, "records that this one supports"),
            Field("contradicts", _LINKS, "records that this one contradicts"),
            Field("updates", _LINKS, "records that this one brings up to date"),
        ),
        "other records that this one supports, contradicts or updates",
    ),
)

RECORDS = _file(
    "a records file",
    "the findings and recommendations of one part of a source: corpus/records/<source>/<part>.yaml",
    Field("source", _ID, "the source's id", required=True),
    Field("part", _ID, "the part's id", required=True),
    Field("records", Listed(of=RECORD), "its findings and recommendations", required=True),
)
