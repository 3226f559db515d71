"""Briefs that are hard to set: long, crowded, without notes, in Chinese, with hostile text."""

from __future__ import annotations

from dataclasses import replace

from briefgen.brief import Block, Brief, Foreign, Heading, Link, Paragraph, Row, Strong, Table
from tests.writers.briefs import (
    SECTIONS,
    Notebook,
    bibliography,
    brief,
    cell,
    figures,
    finding,
    group,
    header,
    messages,
    paragraph,
    recommendations,
    text,
    title_blocks,
    views,
)

LONG_ADDRESS = "https://institute.example/" + "/".join(f"section-{number:03d}" for number in range(25)) + "?view=all"


def long_brief(sections: int = 12, each: int = 4) -> Brief:
    """Some sixteen pages: many sections, two notes to each paragraph, long paragraphs among short ones."""
    notebook = Notebook()
    blocks: list[Block] = list(title_blocks(notebook))
    for number in range(1, sections + 1):
        said = text(f"Section {number} says that cover is dearer than it was in the year before")
        blocks.append(Heading(id=f"section-{number}", level=1 + number % 2, inlines=said))
        for place in range(1, each + 1):
            one = finding(notebook, f"s{number}", place)
            if (number + place) % 3 == 0:
                two = finding(notebook, f"s{number}", place)
                one = replace(one, inlines=(*one.inlines, *text(" "), *two.inlines))
            blocks.append(one)
    blocks += [views(notebook), recommendations(notebook, 6), bibliography()]
    return brief(tuple(blocks), notebook)


def many_notes(paragraphs: int = 11) -> Brief:
    """Eighty notes, seven of them called from each paragraph."""
    notebook = Notebook()
    blocks: list[Block] = list(title_blocks(notebook))
    for place in range(1, paragraphs + 1):
        cites = [
            piece
            for number in range(7)
            for piece in (*text(f"Claim {number} of paragraph {place} stands on a work of its own."), notebook.first())
        ]
        blocks.append(Paragraph(id=f"claims-{place}", role="body", inlines=tuple(cites)))
    return brief(tuple(blocks), notebook)


def wide_table(rows: int = 30) -> Brief:
    """A table of thirty rows with notes, over several pages, in groups."""
    notebook = Notebook()
    top = title_blocks(notebook)
    made: list[Row] = []
    for number in range(1, rows + 1):
        if number % 7 == 1:
            made.append(group(f"group-{number}", f"Ports from number {number}", 3))
        made.append(
            Row(
                id=f"row-{number}",
                cells=(
                    cell(f"row-{number}-name", f"Port {number}", heads=True),
                    cell(f"row-{number}-what", "Ships wait for cover; " * (1 + number % 5)),
                    cell(f"row-{number}-why", "Brokers’ figures for 2025.", notebook.later(f"table {number}")),
                ),
            )
        )
    table = Table(
        id="ports",
        kind="plain",
        caption=text("Ports and how long ships wait in them"),
        header=header("ports-header", "Port", "What is known", "What it rests on"),
        rows=tuple(made),
        widths=(0.2, 0.5, 0.3),
    )
    return brief((*top, table), notebook)


def chinese() -> Brief:
    """A brief that is largely in Chinese."""
    notebook = Notebook()
    said = "黑海粮食走廊的保险费在二〇二五年上涨了三倍，航运公司因此推迟了航次。" * 6
    blocks = (
        paragraph("title", "黑海粮食走廊：保险先于护航", role="title"),
        paragraph("standfirst", "决定出口量的不是护航，而是保险。", notebook.chinese(), role="standfirst"),
        Heading(id="context", level=1, inlines=text("背景")),
        paragraph("context-1", said, notebook.chinese()),
        paragraph(
            "context-2", "A sentence in English with ", Foreign("zh-Hant", text("糧食走廊與歐洲安全")), " in it."
        ),
    )
    return replace(brief(blocks, notebook, language="zh-Hans"), title="黑海粮食走廊：保险先于护航")


def bare() -> Brief:
    """No notes, no figures, no table."""
    blocks = (
        paragraph("title", "Cover comes first", role="title"),
        Heading(id="context", level=1, inlines=text("Context")),
        paragraph("context-1", "Nobody has asked the insurers."),
    )
    return brief(blocks)


def hostile() -> Brief:
    """Markup in text, control characters, a heading of forty words, an address of 300 characters."""
    notebook = Notebook()
    blocks = (
        paragraph("title", "<script>alert(1)</script> & \x00\x07“quotes” ' \"", role="title"),
        paragraph(
            "standfirst",
            "</p><img src=x onerror=alert(1)> {{ 7 * 7 }} \u202egnihsif\u202c",
            notebook.cite("</x-note></style><!-- ", Link(LONG_ADDRESS, text(LONG_ADDRESS)), "."),
            role="standfirst",
        ),
        Heading(id="forty", level=1, inlines=text("A heading that goes on and on " * 6 + "until forty words are full")),
        paragraph("context-1", "An address: ", Link(LONG_ADDRESS, text(LONG_ADDRESS)), ", and " + "x" * 200 + "."),
        Heading(id="third", level=3, inlines=text("Third below first")),
        paragraph("context-2", "The end.", notebook.later()),
    )
    return replace(brief(blocks, notebook), title='<b>Title</b> & "quotes"', short_title="</style><i>short</i>")


def endless_note() -> Brief:
    """A note too long for the foot of any page."""
    notebook = Notebook()
    top = title_blocks(notebook)
    cite = notebook.cite("This note goes on and on, for it names every insurer there ever was. " * 60)
    return brief((*top, paragraph("context-1", "A claim.", cite)), notebook)


def one_page() -> Brief:
    """What the one-pager holds: three messages, three figures, five findings, four recommendations, sources."""
    notebook = Notebook()
    top = (*title_blocks(notebook), messages(notebook), figures(notebook))
    findings = tuple(
        paragraph(
            f"finding-{slug}",
            Strong(text(f"{said}.")),
            " The rate rose by 0.2 percentage points with each insurer that left the route.",
            notebook.later(f"section {place}"),
            records=(slug,),
        )
        for place, (slug, said) in enumerate((*SECTIONS, ("ships", "Ships wait nine days for cover")), 1)
    )
    asked = recommendations(notebook, 1)
    blocks = (
        *top,
        Heading(id="findings", level=1, inlines=text("Findings")),
        *findings,
        Heading(id="recommendations-heading", level=1, inlines=text("Recommendations")),
        replace(asked, caption=()),
        Heading(id="sources-heading", level=1, inlines=text("Sources")),
        bibliography(),
        paragraph("colophon-1", "Chosen from 40 records of two publications.", role="colophon"),
    )
    return brief(blocks, notebook)
