"""A text document set as a book would be: what its import read, as HTML for WeasyPrint."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator

from briefgen.importers.assembly import PartDraft
from briefgen.importers.document import _draft_parts
from briefgen.importers.formats import READERS
from briefgen.importers.manuscript import Manuscript, Piece
from briefgen.importers.parts import Division, divide
from briefgen.importers.passages import joined
from briefgen.importers.sentences import shown

_STRESSED = re.compile(r"(?<![\w*])\*(?=\S)([^*]+?)(?<=\S)\*(?![\w*])")

STYLE = """
@page { size: A4; margin: 24mm 22mm;
  @top-left { content: "RUNNING"; font-size: 8pt }
  @bottom-center { content: counter(page); font-size: 8pt }
  @footnote { border-top: 0.5pt solid black; padding-top: 4pt } }
html { font-family: "DejaVu Serif"; font-size: 10pt; line-height: 1.35 }
body { text-align: justify; hyphens: auto; COLUMNS }
h1 { font-size: 20pt; text-align: left; hyphens: none; SPAN }
h2 { font-size: 15pt; text-align: left; hyphens: none; SPAN }
h3 { font-size: 12pt; text-align: left; hyphens: none }
p { margin: 0 0 5pt }
table { border-collapse: collapse; text-align: left; hyphens: none; width: 100%; SPAN }
td { border: 0.5pt solid #888; padding: 2pt 4pt }
.toc { font-size: 6.2pt; text-align: left; hyphens: none; margin: 0 0 2pt; SPAN }
.toc span { float: right }
.by { text-align: left; hyphens: none; font-style: italic }
.quote { font-size: 13pt; text-align: left; hyphens: none; margin: 12pt 20pt; color: #246 }
.fn { float: footnote; font-size: 8pt; text-align: left; hyphens: none }
.en { font-size: 8.5pt; text-align: left; hyphens: none; overflow-wrap: anywhere }
sup { font-size: 6.5pt; line-height: 1; vertical-align: super }
::footnote-call { font-size: 6.5pt; line-height: 1; vertical-align: super; content: counter(footnote) }
"""


def drafts_of(content: bytes, name: str) -> tuple[Manuscript, Division, list[PartDraft]]:
    manuscript = READERS[".txt"](content, name)
    division = divide(manuscript)
    return manuscript, division, _draft_parts(manuscript, division, None, "k")


def as_html(content: bytes, name: str, *, columns: int = 1, footnotes: bool = True, italics: bool = False) -> str:
    """The document as HTML; notes at the foot of pages or at the end of each part, what is stressed in them in *italics*."""
    manuscript, division, drafts = drafts_of(content, name)
    style = STYLE.replace("RUNNING", name)
    style = style.replace("COLUMNS", f"columns: {columns}; column-gap: 16pt" if columns > 1 else "")
    style = style.replace("SPAN", "column-span: all" if columns > 1 else "")
    body = [f"<h1>{_said(division.cover[0].text)}</h1>"]
    body += [f'<p class="by">{_said(piece.text)}</p>' for piece in division.cover[1:]]
    if len(drafts) > 2:
        body += _contents(manuscript, division)
    for draft in drafts:
        body += _part(manuscript, draft, footnotes=footnotes, alone=len(drafts) < 3, italics=italics)
    return (
        f'<html lang="en"><head><title>{name}</title><style>{style}</style></head><body>{"".join(body)}</body></html>'
    )


def _contents(manuscript: Manuscript, division: Division) -> Iterator[str]:
    first = min(piece.start for segment in division.segments for piece in segment.pieces)
    listed = [piece for piece in division.furniture if piece.start < first]
    for piece in listed:
        title, tab, page = piece.text.strip().partition("\t")
        if title.lower() == "table of contents":
            yield f"<h2>{title}</h2>"
        else:
            yield (
                f'<p class="toc"><span>{page}</span>{html.escape(title)}</p>' if tab else f'<p class="toc">{title}</p>'
            )


def _part(
    manuscript: Manuscript, draft: PartDraft, *, footnotes: bool, alone: bool, italics: bool = False
) -> Iterator[str]:
    segment = draft.segment
    calls = {call.start: call for call in draft.calls.calls}
    notes = {}
    for note in draft.notes.notes:
        notes.setdefault(note.number, " ".join(manuscript.text[start:end] for start, end in note.spans))
    told: set[int] = set()
    yield '<div style="counter-reset: footnote">'
    for piece in segment.opening:
        yield f"<h2>{_said(piece.text)}</h2>" if piece is segment.opening[0] else f"<p>{_said(piece.text)}</p>"
    if segment.heading and not (alone and segment.matter == "body"):
        yield f"<h2>{_said(segment.heading.text)}</h2>"

    def said(piece: Piece) -> str:
        parts, position = [], piece.start
        for start in sorted(start for start in calls if piece.start <= start < piece.end):
            call = calls[start]
            parts.append(_said(manuscript.text[position:start], keep=True))
            first = call.number in notes and call.number not in told
            if footnotes and first:
                reset = f'style="counter-set: footnote {call.number - 1}"'
                parts.append(f'<span class="fn" {reset}>{_said(notes[call.number], italics=italics)}</span>')
            else:
                parts.append(f"<sup>{call.number}</sup>")
            told.add(call.number)
            position = call.end
        return "".join([*parts, _said(manuscript.text[position : piece.end], keep=True)])

    for piece in draft.byline.pieces:
        yield f'<p class="by">{said(piece)}</p>'
    things = [(heading.start, "h3", [heading]) for heading in draft.passages.headings]
    things += [(one.pieces[0].start, one.kind, one.pieces) for one in draft.passages.drafts]
    for _, kind, pieces in sorted(things, key=lambda thing: thing[0]):
        text = joined([said(piece) for piece in pieces])
        match kind:
            case "h3":
                yield f"<h3>{text}</h3>"
            case "list-item" if pieces[0].marker:
                yield f"<ul><li>{text}</li></ul>"
            case "pull-quote":
                yield f'<p class="quote">{text}</p>'
            case "table":
                yield f"<table><tr><td>{text.replace(chr(9), '</td><td>')}</td></tr></table>"
            case _:
                yield f"<p>{text}</p>"
    left = [number for number in notes if not footnotes or number not in told]
    if left and not footnotes:
        yield "<h3>Notes</h3>"
    for number in left:
        yield (
            f'<p class="en">{number}. {_said(notes[number], italics=italics)}</p>'
            if not footnotes
            else f'<p class="en"><sup>{number}</sup> {_said(notes[number], italics=italics)}</p>'
        )
    yield "</div>"


def _said(text: str, *, keep: bool = False, italics: bool = False) -> str:
    """Text as a reader sees it, escaped; *keep* leaves the white space at its ends, *italics* sets what is stressed."""
    text = _STRESSED.sub("\ue0f0\\1\ue0f1", text) if italics else text
    plain = re.sub(r"\s*\n\s*", " ", shown(text))
    if keep:
        plain = re.match(r"\s*", text)[0][:1] + plain + (text[len(text.rstrip()) :][:1] if text.strip() else "")
    return html.escape(plain).replace("\ue0f0", "<em>").replace("\ue0f1", "</em>")
