"""What a config and the desk's settings may say, as shapes: read, completed by editors, and documented from here."""

from __future__ import annotations

from typing import Any

from briefgen.config.schema import (
    FORMATS,
    Budget,
    Criteria,
    Disagreement,
    Hook,
    Override,
    Redlining,
    Section,
    Statement,
    Watching,
)
from briefgen.errors import Place
from briefgen.yamlsource.parse import DEEPEST
from briefgen.yamlsource.shape import Choice, Date, Either, Field, Keyed, Listed, Number, Structure, Words

#: A template's or a config's name: one word, no path.
NAME = r"[A-Za-z0-9][A-Za-z0-9_-]*"

_ID = Words(pattern=r"[A-Za-z0-9][A-Za-z0-9._-]*", says="an id: letters, digits and hyphens")
_IDS = Listed(of=_ID)
_LANGUAGE = Words(pattern=r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*", says="a language tag such as en-GB, de or fr")
_TEMPLATE = Words(pattern=NAME, says="the name of a folder in templates/, such as policy-brief")
_FORMATS = Listed(of=Choice(words=FORMATS), least=1, lone=True)
_PAPER = Choice(words=("A4", "Letter"))
_HISTORY = Number(most=1000)
_HOST = Words(pattern=r"[A-Za-z0-9.-]+(:\d{1,5})?", says="a host: www.example.org, or www.example.org:8443")
_ZONE = Words(says="a name of the IANA time zone database, such as Europe/Brussels")


def _without_place(kind: type[Any]) -> Any:
    def build(*, place: Place, **values: Any) -> Any:  # noqa: ARG001 - every structure is given its place
        return kind(**values)

    return build


def _mapping(*, place: Place, **values: Any) -> dict[str, Any]:  # noqa: ARG001 - every structure is given its place
    return values


STATEMENT = Structure(
    name="a statement",
    purpose="a sentence of your own and the records it rests on: {text: …, rests-on: [ids]}",
    fields=(
        Field("text", Words(), "the sentence, in your own words", required=True),
        Field("rests-on", Listed(of=_ID, least=1, lone=True), "ids of the records that support it", required=True),
    ),
    build=Statement,
)

_CITATIONS = Structure(
    name="citations",
    purpose="how sources are named",
    fields=(
        Field("style", Words(), "notes, author-date, numeric, a style's name, or a .csl file on the desk"),
        Field("locale", _LANGUAGE, "language of the citations (default: the brief's)"),
        Field(
            "bibliography",
            Choice(words=("all", "sources", "none")),
            "what is listed at the end: all works cited, or the desk's own sources alone (in a note style), or none",
        ),
    ),
    build=_mapping,
)

_BUDGET = Structure(
    name="budget",
    purpose="how much goes in at most; 0 sets no bound",
    fields=(
        Field("findings", Number(most=1000), "findings at most"),
        Field("recommendations", Number(most=1000), "recommendations at most"),
        Field("words", Number(most=100_000), "words of all chosen records at most"),
    ),
    build=_without_place(Budget),
)

_SELECT = Structure(
    name="select",
    purpose="what the brief is to be made of",
    fields=(
        Field("topics", _IDS, "topics wanted, with all their narrower terms"),
        Field("words", Words(), "free text that records are ranked by"),
        Field("exclude-topics", _IDS, "topics left out"),
        Field("perspectives", _IDS, "only these perspectives"),
        Field("regions", Listed(of=Words()), "only perspectives from these regions"),
        Field("sources", _IDS, "only these sources"),
        Field("kinds", Listed(of=Choice(words=("finding", "recommendation")), least=1, lone=True), "kinds of records"),
        Field("since", Date(), "nothing older than this"),
        Field("until", Date(), "nothing newer than this"),
        Field("pin", _IDS, "records that must be in"),
        Field("exclude", _IDS, "records that must not be in"),
        Field("balance", Choice(words=("none", "regions", "institutions")), "whose views are to be heard"),
        Field(
            "minimum-share",
            Number(least=0, most=0.5, whole=False),
            "the least share of findings for each region or institution",
        ),
        Field("budget", _BUDGET, "how much goes in"),
    ),
    build=_without_place(Criteria),
)

_SECTION = Structure(
    name="a section",
    purpose="findings on one topic under a heading",
    fields=(
        Field("topic", _ID, "the topic of its findings", required=True),
        Field("heading", Words(), "a statement that heads it (default: its first finding's headline)"),
    ),
    build=Section,
)

_DISAGREEMENT = Structure(
    name="a disagreement",
    purpose="one question that records answer differently, side by side",
    fields=(
        Field("question", Words(), "the question", required=True),
        Field("records", Listed(of=_ID, least=2), "ids of the records that answer it", required=True),
    ),
    build=Disagreement,
)

_HOOK = Structure(
    name="a hook",
    purpose="what is called with a run's report: a command or a webhook",
    fields=(
        Field(
            "command",
            Listed(of=Words(), least=1),
            "a program and its arguments; {html}, {markdown} and {desk} are paths",
        ),
        Field("webhook", Words(), "an address that the report is posted to as JSON; its host must be in hosts"),
        Field(
            "when", Choice(words=("report", "attention")), "at every report, or only where something waits for a person"
        ),
    ),
    build=Hook,
)

_WATCH = Structure(
    name="watch",
    purpose="what 'briefgen watch' looks at besides the desk's own files",
    fields=(
        Field("changed", Choice(words=("report", "import")), "what is done with a document that changed"),
        Field("addresses", Keyed(of=Words()), "documents by source id: a file: address, or https: on one of hosts"),
        Field("minutes", Number(least=5, most=10_080), "minutes between two looks at an address"),
    ),
    build=_without_place(Watching),
)

_REDLINE = Structure(
    name="redline",
    purpose="how a new build is signed in an editor's copy",
    fields=(
        Field("author", Words(), "the author of tracked changes and comments (default: briefgen)"),
        Field("date", Choice(words=("today", "as-of", "none")), "their date: of the run, of the brief, or none at all"),
    ),
    build=_without_place(Redlining),
)

_OVERRIDE = Structure(
    name="an override",
    purpose="other words for a record, in this brief alone; written by hand or by briefgen adopt",
    fields=(
        Field("record", _ID, "the record's id", required=True),
        Field("headline", Words(at_most=15), "its headline here"),
        Field("text", Words(), "its text here"),
        Field("action", Words(at_most=25), "its action here"),
        Field("value", Words(), "its figure's value here"),
        Field("label", Words(), "its figure's label here"),
    ),
    build=Override,
)

CONFIG = Structure(
    name="a config",
    purpose="one brief: what it is about, for whom, and how it looks",
    placed=DEEPEST,
    fields=(
        Field("title", Words(), "the brief's title: a statement of at most twelve words", required=True),
        Field("short-title", Words(), "for the running head (default: the title)"),
        Field("question", Words(), "the question that the brief answers"),
        Field("answer", STATEMENT, "the answer in one sentence, and what it rests on", required=True),
        Field("audience", _ID, "an id from corpus/audiences.yaml", required=True),
        Field("as-of", Date(), "the date the brief speaks for (default: its newest publication's)"),
        Field("select", _SELECT, "what the brief is to be made of", required=True),
        Field("context", Listed(of=STATEMENT), "sentences of background"),
        Field(
            "key-messages",
            Listed(of=Either(shapes=(_ID, STATEMENT))),
            "three to five: ids of records, or sentences of your own (default: the best findings' headlines)",
        ),
        Field(
            "sections",
            Listed(of=Either(shapes=(_ID, _SECTION))),
            "the order of the findings, by topic (default: the topics asked for)",
        ),
        Field("disagreements", Listed(of=_DISAGREEMENT), "questions on which the sources differ"),
        Field("figures", _IDS, "records whose figure is shown at a glance"),
        Field("overrides", Listed(of=_OVERRIDE), "other words for some records, in this brief alone"),
        Field("template", _TEMPLATE, "the template's name"),
        Field("formats", _FORMATS, "what is written"),
        Field("language", _LANGUAGE, "the brief's language"),
        Field("author", Words(), "author of record"),
        Field("paper", _PAPER, "the paper's size"),
        Field("history", _HISTORY, "how many builds of the brief are kept, besides the one an editor works on"),
        Field("notes", Choice(words=("footnotes", "endnotes")), "where notes stand"),
        Field("contents", Choice(words=("auto", "always", "never")), "a table of contents (auto: in longer briefs)"),
        Field("citations", _CITATIONS, "how sources are named"),
        Field("options", Keyed(of=Words(may_be_empty=True)), "what the template offers beyond this"),
        Field("schedule", Listed(of=Words(), lone=True), "when it is built: weekdays 06:30, or cron's five fields"),
        Field("time-zone", _ZONE, "the time zone of the schedule (default: UTC)"),
    ),
    build=dict,
)

SETTINGS = Structure(
    name="the desk's settings",
    purpose="what all briefs of a desk share; a config may say otherwise",
    placed=DEEPEST,
    fields=(
        Field("name", Words(), "the desk's name"),
        Field("author", Words(), "author of record"),
        Field("language", _LANGUAGE, "the briefs' language"),
        Field("template", _TEMPLATE, "the template's name"),
        Field("formats", _FORMATS, "what is written"),
        Field("paper", _PAPER, "the paper's size"),
        Field("history", _HISTORY, "how many builds of each brief are kept (default: 10)"),
        Field("citations", _CITATIONS, "how sources are named"),
        Field("documents", Listed(of=Words(), lone=True), "folders with the sources' documents, from the desk"),
        Field("fingerprint-key", Words(), "the key of the passages' digests and fingerprints; never change it"),
        Field("time-zone", _ZONE, "the time zone of schedules (default: UTC)"),
        Field("hosts", Listed(of=_HOST, lone=True), "the only hosts that briefgen may speak to"),
        Field("hooks", Listed(of=_HOOK), "what is called with the report of a run"),
        Field("watch", _WATCH, "what is looked at besides the desk's own files"),
        Field("redline", _REDLINE, "how a new build is signed in an editor's copy"),
    ),
    build=dict,
)
