"""The report of a run as a web page and as Markdown: what waits for a person first, then what was done."""

from __future__ import annotations

import re
from datetime import datetime
from html import escape
from urllib.parse import quote
from zoneinfo import ZoneInfo

from briefgen.build.telling.account import Entry, Kind, Waiting
from briefgen.build.telling.memory import Rebuilt
from briefgen.build.telling.report import Report, headline

#: What each kind is called, in the order of its weight.
_KINDS: dict[Kind, str] = {
    "failure": "Not built",
    "beside": "Edited copy",
    "redlined": "Tracked changes",
    "edited": "Edited copy",
    "warning": "To look at",
    "outdated": "Left over",
}
_MONTHS = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]

#: At most so many reasons are shown for a brief.
_REASONS = 6

_STYLE = """
:root { --accent: #1c4e6b; --quiet: #555d66; --rule: #d5dade; --ink: #1d2125 }
body { margin: 3rem auto 4rem; max-width: 46rem; padding: 0 1.5rem; background: #fff; color: var(--ink);
  font: 1rem/1.5 "Source Serif 4", Georgia, "Times New Roman", serif }
h1, h2, h3, th, .facts, .kind, .place { font-family: "Source Sans 3", "Helvetica Neue", Arial, sans-serif }
h1 { font-size: 1.75rem; line-height: 1.2; margin: 0 0 .5rem; font-weight: 600 }
h2 { font-size: 1.1rem; margin: 2.5rem 0 .75rem; padding-top: .5rem; border-top: 2px solid var(--accent); font-weight: 600 }
h3 { font-size: 1rem; margin: 1.5rem 0 .25rem; font-weight: 600 }
.facts, .place, .hint, .rest { color: var(--quiet); font-size: .875rem }
.facts { margin: 0 } .rest { margin-top: 2.5rem; border-top: 1px solid var(--rule); padding-top: .75rem }
ul { list-style: none; margin: 0; padding: 0 } li { margin: 0; padding: .5rem 0; border-top: 1px solid var(--rule) }
li p { margin: 0 } .kind { font-size: .8125rem; font-weight: 600; color: var(--accent) }
.place { overflow-wrap: anywhere } table { border-collapse: collapse; width: 100%; font-size: .9375rem }
th { text-align: left; font-size: .8125rem; color: var(--quiet); font-weight: 600; border-bottom: 1px solid var(--accent) }
th, td { padding: .375rem 1rem .375rem 0; vertical-align: top } td { border-bottom: 1px solid var(--rule) }
th:last-child, td:last-child { padding-right: 0 }
a { color: var(--accent) } td a { display: block } tr { break-inside: avoid } li { break-inside: avoid }
@media print { body { margin: 0; max-width: none; font-size: 10.5pt } }
""".strip()


def html(made: Report) -> str:
    """The page: it stands alone, links to the files beside it, and runs no script."""
    title = escape(headline(made))
    pieces = [
        "<!doctype html>",
        '<html lang="en">',
        '<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">',
        f"<title>{title}</title>",
        f"<style>\n{_STYLE}\n</style></head>",
        "<body><main>",
        f"<h1>{title}</h1>",
        f'<p class="facts">{escape(_facts(made))}</p>',
        *_waiting_page(made),
        *_rebuilt_page(made),
        *_earlier_page(made),
        *([f'<p class="rest">{escape(" ".join(_rest(made)))}</p>'] if _rest(made) else []),
        "</main></body></html>",
        "",
    ]
    return "\n".join(pieces)


def _facts(made: Report) -> str:
    return " · ".join(piece for piece in (made.desk, _moment(made, made.began), f"briefgen {made.run}") if piece)


def _moment(made: Report, moment: datetime) -> str:
    local = moment.astimezone(ZoneInfo(made.zone or "UTC"))
    return f"{local.day} {_MONTHS[local.month - 1]} {local.year}, {local:%H:%M} {made.zone or 'UTC'}"


def _waiting_page(made: Report) -> list[str]:
    if not made.attention:
        return []
    pieces = ["<section><h2>Waits for a person</h2>"]
    for brief, ones in _groups(made):
        pieces += [f"<h3>{escape(brief)}</h3>", "<ul>"]
        for one in ones:
            hint = "".join(f'<p class="hint">{escape(_sentence(line))}</p>' for line in one.hint.splitlines())
            place = f'<p class="place">{_linked(one.place)}</p>' if one.place else ""
            said = escape(_sentence(one.text))
            pieces.append(f'<li><p><span class="kind">{_KINDS[one.kind]}</span> {said}</p>{hint}{place}</li>')
        pieces.append("</ul>")
    return [*pieces, "</section>"]


def _groups(made: Report) -> list[tuple[str, tuple[Waiting, ...]]]:
    order = list(_KINDS)
    groups = [*((("The desk", made.notes),) if made.notes else ()), *made.waiting.items()]
    inside = [(name, tuple(sorted(ones, key=lambda one: order.index(one.kind)))) for name, ones in groups]
    return sorted(inside, key=lambda group: order.index(group[1][0].kind))


def _rebuilt_page(made: Report) -> list[str]:
    if not made.rebuilt:
        return []
    rows = [f"<tr>{_row(entry)}</tr>" for entry in made.rebuilt]
    head = "<thead><tr><th>Brief</th><th>Why</th><th>Files</th></tr></thead>"
    return ["<section><h2>Rebuilt</h2>", f"<table>{head}<tbody>", *rows, "</tbody></table></section>"]


def _earlier_page(made: Report) -> list[str]:
    """The briefs that this run did not write: when they were rebuilt last, by what and why."""
    if not made.earlier:
        return []
    rows = [f"<tr>{_row(one)}<td>{escape(_when(made, one))}</td></tr>" for one in made.earlier]
    head = "<thead><tr><th>Brief</th><th>Why</th><th>Files</th><th>When</th></tr></thead>"
    return ["<section><h2>Rebuilt before</h2>", f"<table>{head}<tbody>", *rows, "</tbody></table></section>"]


def _row(one: Entry | Rebuilt) -> str:
    files = "".join(_linked(file, shown=file.rpartition("/")[2]) for file in one.wrote)
    return f"<td>{escape(one.brief)}</td><td>{escape(_why(one))}</td><td>{files}</td>"


def _when(made: Report, one: Rebuilt) -> str:
    return f"{_moment(made, one.began)}, by briefgen {one.run}"


def _linked(path: str, shown: str = "") -> str:
    """A file in ``output/`` as a link from the report, anything else as it is."""
    text = escape(shown or path)
    if not path.startswith("output/"):
        return text
    return f'<a href="{escape(quote(path.removeprefix("output/")))}">{text}</a>'


def _why(entry: Entry | Rebuilt) -> str:
    shown = entry.reasons[:_REASONS]
    more = len(entry.reasons) - len(shown)
    return "; ".join((*shown, *((f"and {more} more",) if more else ()))) or "it was asked for anew"


def _rest(made: Report) -> list[str]:
    unreached = [entry.brief for entry in made.entries if entry.outcome == "unreached" and not entry.wrote]
    unchanged = sum(entry.outcome == "unchanged" for entry in made.entries)
    lines: list[str] = []
    if unreached:
        shown = ", ".join(unreached[:12]) + (f" and {len(unreached) - 12} more" if len(unreached) > 12 else "")
        lines.append(f"Not reached by what changed: {shown}.")
    if unchanged:
        lines.append(f"Up to date: {unchanged} brief{'' if unchanged == 1 else 's'}.")
    return lines


def _sentence(text: str) -> str:
    return text[:1].upper() + text[1:] + ("" if text.endswith((".", "?", "!")) else ".")


def markdown(made: Report) -> str:
    """The same in Markdown."""
    lines = [f"# {_plain(headline(made))}", "", _plain(_facts(made)), ""]
    if made.attention:
        lines += ["## Waits for a person", ""]
        for brief, ones in _groups(made):
            lines += [f"### {_plain(brief)}", "", *(_item(one) for one in ones), ""]
    if made.rebuilt:
        lines += ["## Rebuilt", "", "| brief | why | files |", "|---|---|---|"]
        lines += [*(f"| {_cells(entry)} |" for entry in made.rebuilt), ""]
    if made.earlier:
        lines += ["## Rebuilt before", "", "| brief | why | files | when |", "|---|---|---|---|"]
        lines += [*(f"| {_cells(one)} | {_plain(_when(made, one))} |" for one in made.earlier), ""]
    for rest in _rest(made):
        lines += [_plain(rest), ""]
    return "\n".join(lines).rstrip("\n") + "\n"


def _cells(one: Entry | Rebuilt) -> str:
    return f"{_plain(one.brief)} | {_plain(_why(one))} | {', '.join(_file(file) for file in one.wrote)}"


def _item(one: Waiting) -> str:
    place = f" ({_file(one.place, whole=True)})" if one.place else ""
    said = f"- **{_KINDS[one.kind]}:** {_plain(_sentence(one.text))}"
    hints = [_plain(_sentence(line)) for line in one.hint.splitlines()]
    if len(hints) > 1:
        return "\n".join([f"{said}{place}", *(f"  - {hint}" for hint in hints)])
    return " ".join([said, *hints]) + place


def _file(path: str, *, whole: bool = False) -> str:
    shown = _plain(path if whole else path.rpartition("/")[2])
    return f"[{shown}]({quote(path.removeprefix('output/'))})" if path.startswith("output/") else shown


def _plain(text: str) -> str:
    """Text in which nothing is markup and no line ends."""
    return re.sub(r"([\\`*_\[\]<>|#])", r"\\\1", " ".join(text.split()))
