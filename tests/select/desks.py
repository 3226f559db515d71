"""Small corpora for the tests of selection, written here."""

from briefgen.corpus.records import Addressee, Audience, Corpus, Evidence, Link, Perspective, Record, Topic
from briefgen.corpus.sources import Part, Source, Voice

TOPICS = (
    Topic(id="rivers", label="Rivers", other_labels=("waterways",)),
    Topic(id="floods", label="Floods", broader=("rivers",)),
    Topic(id="dams", label="Dams and weirs", broader=("floods",)),
    Topic(id="harbours", label="Harbours", other_labels=("ports",)),
    Topic(id="lighthouses", label="Lighthouses", broader=("harbours",)),
    Topic(id="gardens", label="Gardens"),
)

PERSPECTIVES = (
    Perspective(id="north", name="Northern Institute", institutions=("Northern Institute",), region="North"),
    Perspective(id="south", name="Southern Institute", institutions=("Southern Institute",), region="South"),
    Perspective(id="coast", name="Coastal Institute", institutions=("Coastal Institute",), region="South"),
)

READERS = Audience(id="mayors", label="Mayors", addressees=("towns",), claims=("fact", "assessment"))


def record(name, **values):
    """A record with everything that a test does not care about filled in."""
    links = tuple(
        Link(kind=kind, record=other)
        for kind in ("supports", "contradicts", "updates")
        for other in values.pop(kind, ())
    )
    notes = values.pop("notes", ())
    return Record(
        **{
            "id": name,
            "kind": "finding",
            "headline": f"Statement {name}",
            "text": f"Text {name}.",
            "topics": ("floods",),
            "perspective": "north",
            "date": "2024",
            "evidence": (Evidence(source="almanac", part="one", passages=("p1",), notes=notes),),
            "source": "almanac",
            "part": "one",
            "links": links,
            **values,
        }
    )


def corpus(*records):
    """A corpus of these records over the topics and perspectives above."""
    voice = Voice(first="Ilze Bērziņa (Northern Institute)", later="Bērziņa", number="singular")
    return Corpus(
        topics={topic.id: topic for topic in TOPICS},
        perspectives={one.id: one for one in PERSPECTIVES},
        addressees={"towns": Addressee(id="towns", label="Towns"), "state": Addressee(id="state", label="The state")},
        audiences={READERS.id: READERS},
        sources={"almanac": Source(id="almanac", csl={}, parts=(Part(id="one", title="One", voice=voice),))},
        records={one.id: one for one in records},
    )


def ids(choices):
    """The ids of choices, in order."""
    return [choice.record.id for choice in choices]


def sentences(choice):
    """What a choice's reasons say, by criterion; of several the first."""
    said = {}
    for reason in choice.reasons:
        said.setdefault(reason.criterion, reason.sentence)
    return said
