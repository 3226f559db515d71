"""A document that was read from text as a web page: its headings, paragraphs and lists, its notes as real ones."""

from __future__ import annotations

from html import escape
from itertools import pairwise

from briefgen.importers import document, text
from briefgen.importers.assembly import PartDraft
from briefgen.importers.contents import table_of_contents
from briefgen.importers.manuscript import Call, Manuscript, Piece
from briefgen.importers.parts import divide
from briefgen.importers.passages import joined
from briefgen.importers.sentences import shown


def page(content: bytes, name: str) -> str:
    """HTML of a text document, as its import understands it."""
    manuscript = text.read(content, name)
    division = divide(manuscript)
    drafts = document._draft_parts(manuscript, division, None, "")
    body = [f"<h1>{_inline(division.cover[0].text)}</h1>"]
    body += [f"<p>{_inline(piece.text)}</p>" for piece in division.cover[1:]]
    contents = table_of_contents(manuscript.pieces)
    for piece in manuscript.pieces[contents.start : contents.end] if contents else ():
        body.append(f"<p>{_inline(' … '.join(piece.text.strip().split(chr(9))))}</p>")
    for draft in drafts:
        body += _part(draft)
    notes = [
        f'<li id="fn-{draft.id}-{note.number}">{_paragraph(_text_of(manuscript, note.spans))}</li>'
        for draft in drafts
        for note in draft.notes.notes
    ]
    title = escape(shown(division.cover[0].text))
    listed = f'<section role="doc-endnotes"><ol>{"".join(notes)}</ol></section>'
    return f"<html><head><title>{title}</title></head><body>{chr(10).join(body)}{listed}</body></html>"


def _part(draft: PartDraft) -> list[str]:
    heading = draft.segment.heading
    made: list[tuple[int, str]] = []
    for piece in draft.segment.opening:
        tag = "h1" if piece is draft.segment.opening[0] else "li" if piece.marker else "p"
        made.append((piece.start, f"<{tag}>{_inline(piece.text)}</{tag}>"))
    if heading and (draft.segment.matter != "body" or draft.segment.number):
        made.append((heading.start, f"<h2>{_inline(heading.text)}</h2>"))
    calls = draft.calls.calls
    made += [(piece.start, f"<p>{_called([piece], calls, draft.id)}</p>") for piece in draft.byline.pieces]
    levels = _levels(draft)
    for piece in draft.passages.headings:
        level = levels[piece] + 1
        made.append((piece.start, f"<h{level}>{_called([piece], calls, draft.id)}</h{level}>"))
    for passage in draft.passages.drafts:
        inner = _called(passage.pieces, calls, draft.id)
        listed = passage.kind == "list-item" and passage.pieces[0].marker
        made.append((passage.pieces[0].start, f"<li>{inner}</li>" if listed else f"<p>{inner}</p>"))
    ordered = [html for _, html in sorted(made)]
    return _with_lists(ordered)


def _with_lists(ordered: list[str]) -> list[str]:
    """Items in a row within one list."""
    made: list[str] = []
    for before, html in pairwise(["", *ordered]):
        item = html.startswith("<li>")
        if item and not before.startswith("<li>"):
            made.append("<ul>")
        if not item and before.startswith("<li>"):
            made.append("</ul>")
        made.append(html)
    return [*made, "</ul>"] if ordered and ordered[-1].startswith("<li>") else made


def _levels(draft: PartDraft) -> dict[Piece, int]:
    """The level of each heading: its place in the section path of the passage after it."""
    levels: dict[Piece, int] = {}
    for piece in draft.passages.headings:
        after = next(one for one in draft.passages.drafts if one.pieces[0].start > piece.start)
        levels[piece] = after.section.index(shown(piece.text)) + 1 if shown(piece.text) in after.section else 1
    return levels


def _called(pieces: list[Piece], calls: tuple[Call, ...], part: str) -> str:
    """The pieces of one passage as HTML, with links where notes are called."""
    marked = []
    for piece in pieces:
        position, html = 0, ""
        for call in calls:
            if piece.start <= call.start < piece.end:
                html += piece.text[position : call.start - piece.start] + f"\0{call.number}\0"
                position = call.end - piece.start
        marked.append(html + piece.text[position:])
    said = joined(marked).split("\0")
    return "".join(
        _inline(one) if not position % 2 else f'<a href="#fn-{part}-{one}" role="doc-noteref"><sup>{one}</sup></a>'
        for position, one in enumerate(said)
    )


def _text_of(manuscript: Manuscript, spans: list[tuple[int, int]]) -> str:
    return joined([manuscript.text[start:end] for start, end in spans])


def _paragraph(said: str) -> str:
    return f"<p>{_inline(said)}</p>"


def _inline(said: str) -> str:
    return escape(said, quote=False)
