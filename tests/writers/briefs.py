"""Small briefs built in code: between them they hold every block and every inline, and the hard cases.

All in them is invented. ``small()`` has each block and inline; ``everything()`` is a whole brief of five pages.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from briefgen.brief import (
    Abbreviation,
    Bibliography,
    Blocks,
    Box,
    Brief,
    Cell,
    CitationItem,
    Cite,
    Contents,
    Emph,
    FigureCard,
    FigureStrip,
    Foreign,
    Heading,
    Inline,
    Inlines,
    LineBreak,
    Link,
    Listing,
    NoteText,
    Paragraph,
    RecordTrace,
    Role,
    Row,
    SmallCaps,
    Strong,
    Superscript,
    Table,
    Text,
)

REPORT = "Leena Bērziņa-Čerenkova and Łukasz Toledo Albiñana"
URL = "https://institute.example/reports/2025/grain-corridors"


@dataclass
class Notebook:
    """Numbers notes in the order in which they are asked for."""

    notes: list[NoteText] = field(default_factory=list)

    def cite(self, *said: Inline | str, record: str = "grain-01", reference: str = "grain-report") -> Cite:
        """A citation whose note says *said*; numbered next."""
        number = len(self.notes) + 1
        wording = tuple(Text(piece) if isinstance(piece, str) else piece for piece in said)
        self.notes.append(NoteText(number=number, inlines=wording))
        item = CitationItem(reference=reference, locator=str(number), label="paragraph", passages=("grain:p-001",))
        return Cite(items=(item,), records=(record,), note=number)

    def first(self, record: str = "grain-01") -> Cite:
        """A first mention: author, title in italics, publisher, date, address as a link."""
        return self.cite(
            f"{REPORT}, ", Emph((Text("Grain Corridors after the Ceasefire"),)), " (Riga: Institute for Baltic Trade, ",
            "March 2025), section 2, para. 14, ", Link(URL, (Text(URL),)), ".", record=record,
        )  # fmt: skip

    def later(self, where: str = "section 3, para. 4", record: str = "grain-02") -> Cite:
        """A later mention: the short form."""
        return self.cite("Bērziņa-Čerenkova and Toledo Albiñana, ‘Grain Corridors’, ", f"{where}.", record=record)

    def chinese(self, record: str = "grain-03") -> Cite:
        """A work whose title is Chinese, with its translation."""
        return self.cite(
            "Chen Yulin, ‘", Foreign("zh-Hans", (Text("黑海粮食走廊与欧洲安全"),)),
            " [The Black Sea Grain Corridor and European Security]’, ",
            Emph((Foreign("zh-Hans", (Text("国际贸易评论"),)),)), " 12, no. 3 (2024): 41–58.", record=record,
        )  # fmt: skip


def text(*pieces: Inline | str) -> Inlines:
    """A run of text; strings are plain text."""
    return tuple(Text(piece) if isinstance(piece, str) else piece for piece in pieces)


def paragraph(id_: str, *pieces: Inline | str, role: Role = "body", records: tuple[str, ...] = ()) -> Paragraph:
    return Paragraph(id=id_, role=role, inlines=text(*pieces), records=records)


def cell(id_: str, *pieces: Inline | str, role: Role = "cell", heads: bool = False, columns: int = 1) -> Cell:
    return Cell(paragraphs=(paragraph(id_, *pieces, role=role),), heads=heads, columns=columns)


def header(id_: str, *names: str) -> Row:
    cells = tuple(cell(f"{id_}-{place}", name, heads=True) for place, name in enumerate(names, 1))
    return Row(id=id_, cells=cells)


def group(id_: str, name: str, columns: int) -> Row:
    return Row(id=id_, cells=(cell(f"{id_}-name", name, heads=True, columns=columns),), group=True)


def brief(blocks: Blocks, notebook: Notebook | None = None, *, language: str = "en-GB") -> Brief:
    """A brief around blocks, with the properties that all of these briefs share."""
    return Brief(
        id="grain-brief",
        title="Grain ships need insurance before they need escorts",
        short_title="Grain corridors",
        subject="Black Sea shipping",
        audience="Members of parliament",
        author="Institute for Baltic Trade",
        language=language,
        as_of="2025-12-05",
        as_of_label="As of December 2025",
        keywords=("grain", "shipping", "insurance"),
        blocks=blocks,
        notes=tuple(notebook.notes) if notebook else (),
        traces=(RecordTrace(id="grain-01", digest="a" * 64, evidence=("grain:p-001", "grain:1:14")),),
    )


def title_blocks(notebook: Notebook) -> Blocks:
    return (
        paragraph("title", "Grain ships need insurance before they need escorts", role="title"),
        paragraph(
            "standfirst",
            "Cover for hulls and crews, not naval protection, now decides how much grain leaves the western Black Sea.",
            notebook.first(),
            role="standfirst",
            records=("grain-01",),
        ),
        paragraph(
            "facts",
            "For members of parliament · As of December 2025 · Sources: two publications by three institutions"
            " · 6 minutes",
            role="facts",
        ),
    )


def messages(notebook: Notebook) -> Box:
    return Box(
        id="key-messages",
        title=text("Key messages"),
        paragraphs=(
            paragraph(
                "message-grain-02",
                Strong(text("Premiums are the bottleneck.")),
                " A voyage from Odesa cost USD 300,000 to insure in June 2025, three times the year before.",
                notebook.later(),
                role="key-message",
                records=("grain-02",),
            ),
            paragraph(
                "message-grain-03",
                "Researchers in Shanghai expect Chinese buyers to return only when state reinsurers do.",
                notebook.chinese(),
                role="key-message",
                records=("grain-03",),
            ),
            paragraph(
                "message-grain-04",
                "A pooled guarantee of EUR 500 million would cover every sailing planned for 2026.",
                notebook.later("section 5, para. 2", "grain-04"),
                role="key-message",
                records=("grain-04",),
            ),
        ),
        records=("grain-02", "grain-03", "grain-04"),
    )


def figures(notebook: Notebook, number: int = 3) -> FigureStrip:
    values = (
        ("USD 300,000", "insurance for one voyage from Odesa, June 2025"),
        ("41%", "of Ukrainian wheat left by sea in the first half of 2025"),
        ("EUR 500 m", "guarantee that would cover all sailings planned for 2026"),
        ("17", "insurers still quoting for the route, down from 60 in 2021"),
    )
    cards = tuple(
        FigureCard(
            id=f"figure-{place}",
            value=paragraph(f"figure-{place}-value", value, role="figure-value"),
            label=paragraph(
                f"figure-{place}-label",
                label,
                notebook.later(f"table {place}", f"grain-1{place}"),
                role="figure-label",
                records=(f"grain-1{place}",),
            ),
            records=(f"grain-1{place}",),
        )
        for place, (value, label) in enumerate(values[:number], 1)
    )
    return FigureStrip(id="figures", cards=cards, records=tuple(card.records[0] for card in cards))


def recommendations(notebook: Notebook, each: int = 2) -> Table:
    actors = (("Members of parliament", "mps"), ("European Commission", "commission"), ("Insurers", "insurers"))
    rows: list[Row] = []
    for name, slug in actors:
        rows.append(group(f"addressee-{slug}", name, 3))
        for place in range(1, each + 1):
            records = (f"rec-{slug}-{place}",)
            rows.append(
                Row(
                    id=f"rec-{slug}-{place}",
                    cells=(
                        cell(f"rec-{slug}-{place}-who", name, heads=True),
                        Cell(
                            paragraphs=(
                                paragraph(
                                    f"rec-{slug}-{place}-what",
                                    "Ask for a yearly account of the premiums paid, and publish it with the budget.",
                                    role="recommendation",
                                    records=records,
                                ),
                            )
                        ),
                        cell(
                            f"rec-{slug}-{place}-why",
                            "Premiums are known to brokers alone; two ministries have asked in vain.",
                            notebook.later(f"section 6, para. {place}", f"rec-{slug}-{place}"),
                        ),
                    ),
                    records=records,
                )
            )
    return Table(
        id="recommendations",
        kind="recommendations",
        caption=text("Recommendations by addressee"),
        header=header("recommendations-header", "Who", "What to do", "What it rests on"),
        rows=tuple(rows),
        widths=(0.18, 0.44, 0.38),
    )


def views(notebook: Notebook) -> Table:
    def row(slug: str, question: str, chinese: str, european: str) -> Row:
        return Row(
            id=f"views-{slug}",
            cells=(
                cell(f"views-{slug}-question", question, heads=True),
                cell(f"views-{slug}-china", chinese, notebook.chinese(f"view-{slug}-1")),
                cell(f"views-{slug}-europe", european, notebook.later("section 4", f"view-{slug}-2")),
            ),
            records=(f"view-{slug}-1", f"view-{slug}-2"),
        )

    return Table(
        id="views",
        kind="views",
        caption=text("The same questions, two views"),
        header=header("views-header", "Question", "Shanghai Centre for Trade (China)", "Baltic Trade (Europe)"),
        rows=(
            row(
                "cover",
                "Who should carry the risk?",
                "States on the route, through their own reinsurers; private cover will not come back by itself.",
                "Private insurers, once a public guarantee takes the first loss.",
            ),
            row(
                "escort",
                "Do escorts help?",
                "Escorts raise the stakes and so the price of cover.",
                "Escorts calm crews but change little in the price.",
            ),
        ),
        widths=(0.2, 0.4, 0.4),
    )


def inlines(notebook: Notebook) -> Paragraph:
    """A paragraph with every inline."""
    return paragraph(
        "context-1",
        "Text, ",
        Emph(text("stress, ", Strong(text("both")))),
        ", ",
        Strong(text("importance")),
        ", the 21",
        Superscript(text("st")),
        " century, ",
        SmallCaps(text("ad")),
        " 2025, ",
        Link(URL, text("a link")),
        ", ",
        Link("#views", text("a link within")),
        ", ",
        Foreign("zh-Hans", text("粮食走廊")),
        " (grain corridor), the ",
        Abbreviation("P&I", "protection and indemnity"),
        " clubs,",
        LineBreak(),
        "and a citation.",
        notebook.first("grain-05"),
        records=("grain-05",),
    )


def listing(id_: str, *, ordered: bool) -> Listing:
    said = ("Hull and cargo", "Crews and their families", "Delay in port, where a strike closes it")
    entries = tuple(paragraph(f"{id_}-{place}", entry) for place, entry in enumerate(said, 1))
    return Listing(id=id_, ordered=ordered, entries=entries)


def bibliography() -> Bibliography:
    chinese = Foreign("zh-Hans", text("黑海粮食走廊与欧洲安全")), Foreign("zh-Hans", text("国际贸易评论"))
    report = Emph(text("Grain Corridors after the Ceasefire"))
    published = ". Riga: Institute for Baltic Trade, March 2025. "
    translated = " [The Black Sea Grain Corridor and European Security]’. "
    first = text(f"{REPORT}. ", report, published, Link(URL, text(URL)), ".")
    second = text("Chen Yulin. ‘", chinese[0], translated, Emph(text(chinese[1])), " 12, no. 3 (2024): 41–58.")
    return Bibliography(
        id="sources",
        entries=(
            paragraph("ref-grain-report", *first, role="reference"),
            paragraph("ref-chen-2024", *second, role="reference"),
        ),
    )


def ending() -> Blocks:
    return (
        Heading(id="acronyms", level=1, inlines=text("Acronyms")),
        paragraph("acronym-imo", Strong(text("IMO")), " International Maritime Organization", role="glossary"),
        Heading(id="made", level=1, inlines=text("How this brief was made")),
        paragraph("colophon-1", "Chosen from 40 records of two publications for this audience.", role="colophon"),
        paragraph("colophon-2", "Every figure was found again in the passage named in its note.", role="colophon"),
        Heading(id="sources-heading", level=1, inlines=text("Sources")),
        bibliography(),
    )


def small() -> Brief:
    """Every block and every inline, once or twice."""
    notebook = Notebook()
    blocks = (
        *title_blocks(notebook),
        Contents(id="contents", title=text("Contents"), depth=2),
        messages(notebook),
        figures(notebook),
        Heading(id="context", level=1, inlines=text("Context")),
        inlines(notebook),
        Heading(id="cover", level=2, inlines=text("What cover is for"), records=("grain-06",)),
        listing("covered", ordered=False),
        Heading(id="order", level=3, inlines=text("In the order of claims")),
        listing("claims", ordered=True),
        paragraph("voice-1", "Institute for Baltic Trade, Riga", role="attribution"),
        paragraph("finding-grain-07", "Claims fell by half in a year.", notebook.later(), records=("grain-07",)),
        views(notebook),
        recommendations(notebook, 1),
        *ending(),
    )
    return brief(blocks, notebook)


SECTIONS = (
    ("premiums", "Premiums fell only where a state stood behind them"),
    ("buyers", "Buyers in Asia wait for their own reinsurers"),
    ("ports", "Ports on the Danube carry what the sea route loses"),
    ("crews", "Crews ask for shorter voyages before higher pay"),
)


def finding(notebook: Notebook, slug: str, place: int) -> Paragraph:
    """A paragraph of some 70 words with two notes."""
    return paragraph(
        f"finding-{slug}-{place}",
        "The Institute for Baltic Trade finds that the price of cover followed the number of insurers far more closely"
        " than the number of attacks: each one that left the market added about 0.2 percentage points to the rate.",
        notebook.later(f"section 3, para. {place}", f"{slug}-{place}"),
        " Authors at the Shanghai Centre for Trade hold that the rate would have fallen sooner had two state reinsurers"
        " taken part in the pool of March 2024.",
        notebook.chinese(f"{slug}-{place}"),
        records=(f"{slug}-{place}",),
    )


def everything() -> Brief:
    """A whole brief of some four pages."""
    notebook = Notebook()
    findings: list[Heading | Paragraph] = []
    top = (*title_blocks(notebook), messages(notebook), figures(notebook))
    context = (Heading(id="context", level=1, inlines=text("Context")), inlines(notebook))
    for slug, said in SECTIONS:
        findings.append(Heading(id=f"section-{slug}", level=2, inlines=text(said)))
        findings.extend(finding(notebook, slug, place) for place in (1, 2, 3))
    blocks = (
        *top,
        *context,
        Heading(id="findings", level=1, inlines=text("Findings")),
        *findings,
        Heading(id="views-heading", level=1, inlines=text("Where views differ")),
        views(notebook),
        Heading(id="recommendations-heading", level=1, inlines=text("Recommendations")),
        recommendations(notebook),
        *ending(),
    )
    return brief(blocks, notebook)
