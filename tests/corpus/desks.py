"""A toy desk with one source of two chapters, and ways to change one file of it."""

import json
from collections.abc import Mapping

from briefgen.workspace import Memory

TOPICS = """topics:
  - id: trade
    label: Trade
    other-labels: [commerce]
  - id: tariffs
    label: Tariffs
    broader: [trade]
"""
PERSPECTIVES = """perspectives:
  - id: north
    name: The Northern Institute
    institutions: [Northern Institute]
    region: North
  - id: south
    name: The Southern Institute
    institutions: Southern Institute
    region: South
"""
ADDRESSEES = "addressees:\n  - {id: ministries, label: Ministries}\n"
AUDIENCES = "audiences:\n  - {id: officials, label: Officials, addressees: [ministries], claims: [fact], words: 500}\n"
ACRONYMS = 'acronyms:\n  EU: ""\n  NDA: Northern Development Agency\n'
SOURCE = """csl:
  type: book
  title: Two views of trade
  issued: {date-parts: [[2023, 11]]}
document: two-views.txt
perspective: north
parts:
  - id: c1
    title: The northern view
    authors: [{family: Boreal, given: Ann}]
    voice: {first: Ann Boreal (Northern Institute), later: Boreal, number: singular}
  - id: c2
    title: The southern view
    perspective: south
"""
RECORDS = """source: two-views
part: c1

records:
  - id: c1-01
    kind: finding
    claim: fact
    headline: Trade grew by 12% in 2022
    text: "{voice} finds that trade grew by 12% in 2022."
    topics: [tariffs]
    actors: [EU]
    figure: {value: 12%, label: growth of trade, date: "2022"}
    evidence:
      - passages: [c1.p1]
        notes: [1]
    links:
      supports: [c1-02]
      contradicts:
        - {record: c1-02, question: Does trade grow?}

  - id: c1-02
    kind: recommendation
    headline: Ministries should lower tariffs
    text: Tariffs should be lowered by 3 percentage points.
    action: Lower tariffs by 3 percentage points
    addressees: [ministries]
    topics: [trade]
    perspective: south
    date: 2022-05
    evidence:
      - passages: c1.p2
      - part: c2
        passages: [c2.p1]
"""
#: The document that the passages' offsets count in.
TEXT = (
    "Trade grew by 12% in 2022.1 Nobody had seen it coming.\n"
    "Lower tariffs by 3 percentage points.\n"
    "Nobody had seen it coming.\n"
    "We agree with 4 of 5 points.\n"
    "Statistics Office, 2023.\n"
)


def passage(name, part, start, end, **values):
    row = {"id": name, "part": part, "section": ["Findings"], "number": 1, "kind": "paragraph", "start": start}
    row |= {"end": end, "spans": [[start, end]], "digest": "d", "fingerprint": "f"}
    return row | values


PASSAGES = [
    passage("c1.p1", "c1", 0, 54, notes=[1], figures=["12 percent", "2022"]),
    passage("c1.p2", "c1", 55, 92, figures=["3 points"]),
    passage("c1.q1", "c1", 93, 119, kind="pull-quote", repeats="c1.p1"),
    passage("c2.p1", "c2", 120, 148, figures=["4", "5"]),
]
NOTES = [
    {"id": "c1.n1", "part": "c1", "number": 1, "start": 149, "end": 173, "spans": [[149, 173]], "digest": "d"}
    | {"figures": ["2023"], "called_by": ["c1.p1"], "mentions": [{"reference": "office", "prefix": "see"}]}
]
REFERENCES = [{"id": "office", "type": "report", "title": "Figures", "author": [{"literal": "Statistics Office"}]}]


def lines(rows):
    return "".join(json.dumps(row) + "\n" for row in rows)


FILES: Mapping[str, str] = {
    "corpus/topics.yaml": TOPICS,
    "corpus/perspectives.yaml": PERSPECTIVES,
    "corpus/addressees.yaml": ADDRESSEES,
    "corpus/audiences.yaml": AUDIENCES,
    "corpus/acronyms.yaml": ACRONYMS,
    "corpus/sources/two-views/source.yaml": SOURCE,
    "corpus/sources/two-views/passages.jsonl": lines(PASSAGES),
    "corpus/sources/two-views/notes.jsonl": lines(NOTES),
    "corpus/sources/two-views/references.json": json.dumps(REFERENCES),
    "corpus/records/two-views/c1.yaml": RECORDS,
}
SHORT = {
    "topics": "corpus/topics.yaml",
    "perspectives": "corpus/perspectives.yaml",
    "addressees": "corpus/addressees.yaml",
    "audiences": "corpus/audiences.yaml",
    "acronyms": "corpus/acronyms.yaml",
    "source": "corpus/sources/two-views/source.yaml",
    "passages": "corpus/sources/two-views/passages.jsonl",
    "notes": "corpus/sources/two-views/notes.jsonl",
    "references": "corpus/sources/two-views/references.json",
    "records": "corpus/records/two-views/c1.yaml",
}


def desk(**changed):
    """The toy desk; *changed* files (by short name) have another text, or none where it is None."""
    files = dict(FILES)
    for name, text in changed.items():
        if text is None:
            del files[SHORT[name]]
        else:
            files[SHORT[name]] = text
    return Memory({path: text.encode("utf-8") for path, text in files.items()})


def edited(file, old, new):
    """The toy desk with one replacement in one file; *old* must stand there."""
    text = FILES[SHORT[file]]
    assert old in text
    return desk(**{file: text.replace(old, new, 1)})
