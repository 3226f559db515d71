"""A small corpus on night trains, built in code, and ways to read markup with it. All of it is invented."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

from briefgen.brief import Blocks, CitationItem, Cite, Inlines, LineBreak
from briefgen.compose.markup import blocks
from briefgen.compose.reading import Reading
from briefgen.compose.tree import tree
from briefgen.config.schema import Config, Criteria, Disagreement, Section, Settings, Statement
from briefgen.corpus.records import (
    Addressee,
    Audience,
    Corpus,
    Evidence,
    KeyFigure,
    Link,
    Perspective,
    Record,
    Topic,
)
from briefgen.corpus.sources import Name, Part, Passage, Source, Voice
from briefgen.diagnostics import Problems, render
from briefgen.errors import Place
from briefgen.select.selection import Choice, Reason, Selection
from briefgen.workspace import Memory

ROOT = Path(__file__).resolve().parent.parent.parent


def passage(id_: str, source: str, part: str, number: int) -> Passage:
    return Passage(
        id=id_, source=source, part=part, section=("Findings",), number=number, kind="paragraph",
        start=number * 100, end=number * 100 + 90, spans=((number * 100, number * 100 + 90),),
        digest="0" * 64, fingerprint="0" * 128,
    )  # fmt: skip


def record(id_: str, headline: str, text: str, **other: object) -> Record:
    part = {"rr": "report", "ea": "a", "eb": "b"}[id_[:2]]
    source = "rail" if part == "report" else "essays"
    values: dict[str, object] = {
        "kind": "finding",
        "topics": ("night-trains",),
        "perspective": {"report": "forum", "a": "north", "b": "south"}[part],
        "date": "2025-03",
        "source": source,
        "part": part,
        "evidence": (Evidence(source=source, part=part, passages=(f"{part}-1",)),),
    }
    return Record(id=id_, headline=headline, text=text, **(values | other))  # type: ignore[arg-type]


RECORDS = (
    record(
        "rr-01", "Night trains fill up faster than they can be built",
        "{voice} find that sleeper cars are sold out. Orders take USD 300 million and six years.",
        figure=KeyFigure(value="USD 300 million", label="cost of the cars on order", date="2024"),
        topics=("sleeper-cars", "night-trains"),
    ),
    record(
        "rr-02", "Track charges make up a third of a ticket",
        "Track charges make up 33% of a ticket, the ERA reports. In the ERA’s view they may fall.",
        claim="fact", topics=("fares",), figure=KeyFigure(value="33%", label="of a ticket are track charges"),
    ),
    record(
        "ea-01", "Subsidies, the author holds, are the only way",
        "{voice} argues that night trains need public money. Fares alone, she adds, will not do.",
        topics=("fares",), links=(Link(kind="contradicts", record="eb-01", question="Who should pay?"),),
    ),
    record("eb-01", "Passengers should pay the whole cost", "As {voice} sees it, passengers can pay.", topics=("fares",)),
    record(
        "eb-02", "Open the depots to newcomers", "{voice} wants depots opened, as ERA rules already allow.",
        kind="recommendation", action="Open state depots to newcomers", addressees=("ministries", "railways"),
    ),
    record(
        "rr-03", "Publish charges a year ahead", "{voice} ask that charges be published a year ahead.",
        kind="recommendation", action="Publish track charges a year ahead", addressees=("railways",),
    ),
)  # fmt: skip

SOURCES = (
    Source(
        id="rail",
        csl={
            "type": "report", "title": "Sleepers Awake", "publisher": "Rail Forum",
            "author": [{"literal": "Rail Forum"}], "issued": {"date-parts": [[2025, 3]]},
        },
        parts=(
            Part(
                id="report", title="Sleepers Awake", perspective="forum",
                voice=Voice(first="The Rail Forum and Transit Lab", later="The two institutes"),
            ),
        ),
        passages=(passage("report-1", "rail", "report", 1),),
    ),
    Source(
        id="essays",
        csl={
            "type": "book", "title": "Two Essays", "publisher": "Lake Press", "issued": {"date-parts": [[2024, 11, 5]]},
            "editor": [{"family": "Holm", "given": "Eva"}],
        },
        parts=(
            Part(
                id="a", title="For Subsidies", perspective="north", authors=(Name(family="Lind", given="Ada"),),
                voice=Voice(first="Ada Lind (NIT)", later="Lind", number="singular"),
            ),
            Part(
                id="b", title="Against Them", perspective="south", authors=(Name(family="Ortiz", given="Ben"),),
                voice=Voice(first="Ben Ortiz (Southern College)", later="Ortiz", number="singular"),
            ),
        ),
        passages=(passage("a-1", "essays", "a", 1), passage("b-1", "essays", "b", 1)),
    ),
)  # fmt: skip


def corpus(*records: Record) -> Corpus:
    return Corpus(
        topics={
            topic.id: topic
            for topic in (
                Topic(id="night-trains", label="Night trains"),
                Topic(id="sleeper-cars", label="Sleeper cars", broader=("night-trains",)),
                Topic(id="fares", label="Fares", broader=("night-trains",)),
            )
        },
        perspectives={
            "forum": Perspective(
                id="forum",
                name="Rail Forum and Transit Lab",
                institutions=("Rail Forum", "Transit Lab"),
                region="North",
            ),
            "north": Perspective(id="north", name="NIT", institutions=("Northern Institute (NIT)",), region="North"),
            "south": Perspective(
                id="south", name="Southern College", institutions=("Southern College",), region="South"
            ),
        },
        addressees={
            "railways": Addressee(id="railways", label="Railways"),
            "ministries": Addressee(id="ministries", label="Ministries"),
        },
        audiences={"mps": Audience(id="mps", label="Members of parliament", addressees=("ministries",))},
        acronyms={"EU": "", "ERA": "European Union Agency for Railways", "NIT": "Northern Institute of Transport"},
        sources={source.id: source for source in SOURCES},
        records={one.id: one for one in (records or RECORDS)},
    )


def selection(*records: Record) -> Selection:
    return Selection(
        chosen=tuple(
            Choice(record=one, rank=rank, score=1.0, reasons=(Reason(criterion="topic", sentence="it fits"),))
            for rank, one in enumerate(records or RECORDS, 1)
        ),
        missed=(),
    )


def config(**other: object) -> Config:
    values: dict[str, object] = {
        "id": "night-brief",
        "title": "Night trains need depots before they need subsidies",
        "audience": "mps",
        "answer": Statement(text="Open the depots first", rests_on=("eb-02", "rr-01")),
        "select": Criteria(topics=("night-trains",)),
        "formats": ("outline",),
        "place": Place("configs/night-brief.yaml"),
    }
    return Config(**(values | other))  # type: ignore[arg-type]


def full_config(**other: object) -> Config:
    """A config that asks for everything a policy brief can say."""
    values: dict[str, object] = {
        "context": (Statement(text="Night trains came back in 2016.", rests_on=("rr-01",)),),
        "key_messages": (
            Statement(text="", rests_on=("rr-01",)),
            Statement(text="Depots are the bottleneck", rests_on=("eb-02", "rr-03")),
        ),
        "sections": (Section(topic="sleeper-cars", heading="Cars are short"), Section(topic="fares")),
        "disagreements": (Disagreement(question="Who should pay?", records=("ea-01", "eb-01")),),
    }
    return config(**(values | other))


SETTINGS = Settings(author="Night Desk")


def desk(*, shared: Memory | None = None, **templates: str) -> Memory:
    """A desk with the repository's templates, or with others by name; *shared* lends its cache."""
    contents: dict[str, bytes] = {}
    for path in sorted((ROOT / "templates").rglob("*.j2")):
        contents[path.relative_to(ROOT).as_posix()] = path.read_bytes()
    for name, source in templates.items():
        contents[f"templates/{name}/content.html.j2"] = source.encode()
    made = Memory(contents=contents)
    if shared is not None:
        made.kept = shared.kept
    return made


def cited(records: object) -> Cite:
    """A citation as the catalogue makes it, without the catalogue."""
    ids = tuple(one.id for one in records)  # type: ignore[attr-defined]
    return Cite(items=tuple(CitationItem(reference=id_) for id_ in ids), records=ids)


def read(markup: str, known: Corpus | None = None) -> tuple[Blocks, str]:
    """The blocks that markup makes, and its problems as text."""
    problems = Problems()
    reading = Reading(corpus=known or corpus(), problems=problems, citation=cited)
    made = blocks(tree(markup, "templates/t", "content.html.j2", problems), reading)
    return made, render(problems.found)


def shown(run: Inlines) -> str:
    """A run as text: a citation as its records in brackets, or its note's number."""
    said: list[str] = []
    for inline in run:
        if isinstance(inline, Cite):
            said.append(f"[{inline.note or ' '.join(inline.records)}]")
        elif isinstance(inline, LineBreak):
            said.append("|")
        elif hasattr(inline, "inlines"):
            said.append(f"{type(inline).__name__}({shown(inline.inlines)})")
        else:
            said.append(inline.text)
    return "".join(said)


def plain_spaces(text: str) -> str:
    return re.sub("[\u00a0\u202f]", " ", text)


def without(one: Record, **other: object) -> Record:
    return replace(one, **other)  # type: ignore[arg-type]
