"""Small briefs made from numbers, and what changes in a corpus between two builds of one.

Each statement holds a word of its own (``r12k``) and so does each note (``r12m0``), so that a note beside a wrong
statement is seen. Everything else is drawn from a few words, as prose repeats itself.
"""

from __future__ import annotations

import random
from dataclasses import dataclass, field, replace

from briefgen.brief import (
    Bibliography,
    Block,
    Box,
    Brief,
    Cell,
    Contents,
    FigureCard,
    FigureStrip,
    Heading,
    Inline,
    Link,
    Listing,
    Paragraph,
    Role,
    Row,
    Strong,
    Table,
    Text,
)
from tests.writers import briefs

WORDS = [
    "the",
    "price",
    "of",
    "cover",
    "follows",
    "insurers",
    "more",
    "closely",
    "than",
    "attacks",
    "ships",
    "grain",
    "ports",
    "guarantee",
    "pooled",
    "state",
    "risk",
    "voyage",
    "crews",
    "premium",
    "market",
    "share",
    "trade",
    "corridor",
    "ministry",
    "reports",
    "growth",
    "fell",
    "rose",
    "by",
    "half",
    "in",
    "a",
    "year",
    "and",
    "not",
    "only",
    "where",
    "buyers",
    "wait",
    "for",
    "their",
    "own",
    "reinsurers",
    "most",
    "Danube",
    "Odesa",
    "Riga",
    "Shanghai",
    "sanctions",
    "exports",
    "do",
    "recommend",
    "asks",
    "whether",
]


@dataclass(frozen=True, slots=True)
class Sentence:
    """Words, and those of the note called behind them (none: no note)."""

    words: tuple[str, ...]
    note: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Item:
    """A statement with an id; its records' ids are the same."""

    id: str
    sentences: tuple[Sentence, ...]


@dataclass(frozen=True, slots=True)
class Section:
    """A heading and what stands under it; ``level`` is the heading's."""

    id: str
    heading: tuple[str, ...]
    items: tuple[Item, ...]
    level: int = 1


@dataclass(frozen=True, slots=True)
class Shelf:
    """All that a brief is made from. ``made`` counts the items ever made: no id comes twice."""

    title: tuple[str, ...]
    messages: tuple[Item, ...]
    figures: tuple[Item, ...]
    sections: tuple[Section, ...]
    entries: tuple[Item, ...]
    recommendations: tuple[Section, ...]
    references: tuple[Item, ...]
    made: int
    contents: bool = False
    endnotes: bool = field(default=False)


def words_of(chance: random.Random, least: int, most: int) -> tuple[str, ...]:
    """Some words; one in twelve a figure."""
    many = chance.randint(least, most)
    return tuple(
        f"{chance.randint(2, 900)} percent" if chance.random() < 1 / 12 else chance.choice(WORDS) for _ in range(many)
    )


def item(chance: random.Random, number: int, kind: str, *, sentences: int = 2, long: int = 14) -> Item:
    """A new item, most of its sentences with a note."""
    made = []
    for place in range(chance.randint(1, sentences)):
        said = [*words_of(chance, 4, long)]
        said.insert(chance.randrange(len(said)), f"r{number}k{place}")
        note = (f"r{number}m{place}", *words_of(chance, 3, 7)) if chance.random() < 0.7 else ()
        made.append(Sentence(tuple(said), note))
    return Item(f"{kind}-{number}", tuple(made))


def shelf(seed: int) -> Shelf:
    """A shelf whose size and words come from *seed*."""
    chance = random.Random(f"shelf {seed}")
    count = iter(range(1, 1000))

    def some(kind: str, least: int, most: int, sentences: int = 2, long: int = 14) -> tuple[Item, ...]:
        return tuple(
            item(chance, next(count), kind, sentences=sentences, long=long) for _ in range(chance.randint(least, most))
        )

    def section(kind: str, item_kind: str) -> Section:
        number = next(count)
        return Section(f"{kind}-{number}", (f"Part{number}", *words_of(chance, 2, 5)), some(item_kind, 1, 4))

    made = Shelf(
        title=("Title", *words_of(chance, 4, 7)),
        messages=some("message", 0, 3, 1),
        figures=some("figure", 0, 3, 1, 6),
        sections=tuple(section("section", "finding") for _ in range(chance.randint(1, 3))),
        entries=some("entry", 0, 3, 1, 6),
        recommendations=tuple(section("actor", "rec") for _ in range(chance.randint(0, 2))),
        references=tuple(replace(one, id=f"ref-{one.id}") for one in some("work", 1, 3, 1)),
        made=0,
        contents=chance.random() < 0.3,
        endnotes=chance.random() < 0.2,
    )
    return replace(made, made=next(count))


# --- the brief -------------------------------------------------------------------------------------------------


def brief(shelf: Shelf) -> Brief:
    """The brief that a shelf makes: notes numbered in reading order."""
    notebook = briefs.Notebook()
    blocks: list[Block] = [
        briefs.paragraph("title", _sentence(shelf.title), role="title"),
        briefs.paragraph("facts", f"For members of parliament · {len(shelf.sections)} parts", role="facts"),
    ]
    if shelf.messages:
        said = tuple(_paragraph(notebook, one, "key-message") for one in shelf.messages)
        blocks.append(Box(id="key-messages", title=briefs.text("Key messages"), paragraphs=said))
    if shelf.contents:
        blocks.append(Contents(id="contents", title=briefs.text("Contents"), depth=2))
    if shelf.figures:
        blocks.append(FigureStrip(id="figures", cards=tuple(_card(notebook, one) for one in shelf.figures)))
    for section in shelf.sections:
        blocks.append(Heading(id=section.id, level=section.level, inlines=briefs.text(_sentence(section.heading, ""))))
        blocks.extend(_paragraph(notebook, one, "body") for one in section.items)
    if shelf.entries:
        said = tuple(_paragraph(notebook, one, "body") for one in shelf.entries)
        blocks.append(Listing(id="covered", ordered=len(shelf.entries) > 2, entries=said))
    if shelf.recommendations:
        blocks.append(_recommendations(notebook, shelf.recommendations))
    blocks.append(Heading(id="sources-heading", level=1, inlines=briefs.text("Sources")))
    works = tuple(_paragraph(notebook, _silent(one), "reference") for one in shelf.references)
    blocks.append(Bibliography(id="sources", entries=works))
    return replace(briefs.brief(tuple(blocks), notebook), traces=())


def _sentence(words: tuple[str, ...], end: str = ".") -> str:
    said = " ".join(words)
    return said[:1].upper() + said[1:] + end


def _paragraph(notebook: briefs.Notebook, one: Item, role: Role) -> Paragraph:
    pieces: list[Inline | str] = []
    for place, sentence in enumerate(one.sentences):
        said = (" " if place else "") + _sentence(sentence.words)
        if place == 0 and role == "key-message":
            first, _, rest = said.partition(" ")
            pieces += [Strong((Text(first),)), f" {rest}"]
        else:
            pieces.append(said)
        if sentence.note:
            pieces.append(_note(notebook, one, sentence))
    return briefs.paragraph(one.id, *pieces, role=role, records=(one.id,))


def _note(notebook: briefs.Notebook, one: Item, sentence: Sentence) -> Inline:
    said = " ".join(sentence.note)
    if len(sentence.note) % 3 == 0:
        return notebook.cite(f"{said}, ", Link(briefs.URL, (Text(briefs.URL),)), ".", record=one.id)
    return notebook.cite(f"{said}.", record=one.id)


def _silent(one: Item) -> Item:
    return replace(one, sentences=tuple(replace(sentence, note=()) for sentence in one.sentences))


def _card(notebook: briefs.Notebook, one: Item) -> FigureCard:
    figure = next((word for word in one.sentences[0].words if word.endswith("percent")), "Many")
    label = _paragraph(notebook, Item(f"{one.id}-label", one.sentences), "figure-label")
    value = briefs.paragraph(f"{one.id}-value", f"{figure} {one.id}", role="figure-value", records=(one.id,))
    return FigureCard(id=one.id, value=value, label=replace(label, records=(one.id,)), records=(one.id,))


def _recommendations(notebook: briefs.Notebook, groups: tuple[Section, ...]) -> Table:
    rows: list[Row] = []
    for group in groups:
        name = _sentence(group.heading, "")
        rows.append(briefs.group(group.id, name, 2))
        for one in group.items:
            what = _paragraph(notebook, replace(one, id=f"{one.id}-what"), "recommendation")
            who = briefs.cell(f"{one.id}-who", f"{name} for {one.id}", heads=True)
            cells = (who, Cell(paragraphs=(replace(what, records=(one.id,)),)))
            rows.append(Row(id=one.id, cells=cells, records=(one.id,)))
    return Table(
        id="recommendations",
        kind="recommendations",
        caption=briefs.text("Recommendations by addressee"),
        header=briefs.header("recommendations-header", "Who", "What to do"),
        rows=tuple(rows),
        widths=(0.3, 0.7),
    )
