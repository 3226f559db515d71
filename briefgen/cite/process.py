"""Wording a brief's citations: one run of pandoc's citeproc, or none where the same was worded before.

All citations go in as one document of ``Cite``s, one paragraph each, with the cited references and the style in its
metadata; notes, labels and bibliography come out as pandoc's JSON. pandoc decides first and later mentions and ibid.
"""

from __future__ import annotations

import base64
import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from briefgen.brief import CitationItem, Cite, Inlines, NoteText
from briefgen.cite.inlines import STAND_INS, joined, read_inlines
from briefgen.cite.locales import FALLBACK, csl_locale
from briefgen.cite.metadata import metadata
from briefgen.cite.program import process
from briefgen.cite.style import style_facts
from briefgen.cite.titles import short_titles
from briefgen.cite.words import JOINED
from briefgen.corpus.sources import CslItem
from briefgen.diagnostics import Problems, did_you_mean
from briefgen.errors import CitationError, Problem
from briefgen.pandoc import API_VERSION, Program, find_pandoc
from briefgen.workspace import Workspace, digest

#: Part of the cache's key: count up when what is sent or kept changes its form.
_FORM = 2
#: The locator labels that pandoc 3 reads (measured); CSL 1.0.2 has more (Appendix IV, "Locators").
_LABELS = (
    *("book", "chapter", "column", "figure", "folio", "issue", "line", "note", "opus", "page"),
    *("paragraph", "part", "section", "sub-verbo", "verse", "volume"),
)
#: The label that stands in for a locator which brings its own words; no brief cites an opus number.
_UNLABELLED = "opus"
#: How a locator's label is named to pandoc in any language: terms of our own, put into the style.
_TERM = "briefgen-locator-"
#: Stands before an item to keep it where it is, for styles that sort a citation's items; never printed.
_STAY = "\u2060"
#: What pandoc reads as a sign anywhere in a citation; a hyphen or "&" is one in a locator alone.
_SIGNS = {**{sign: stand_in for sign, stand_in in STAND_INS.items() if chr(sign) in "{}[]|"}, ord(_STAY): None}


@dataclass(frozen=True, slots=True, kw_only=True)
class Worded:
    """Citations as they are printed.

    ``cites`` are those given, in order, each with its note's number or its label; ``notes`` are the notes in order
    (none in a style that sets labels); ``bibliography`` has a reference's key and its wording, in the style's order.
    ``problems`` are warnings.
    """

    cites: tuple[Cite, ...]
    notes: tuple[NoteText, ...]
    bibliography: tuple[tuple[str, Inlines], ...]
    problems: tuple[Problem, ...] = ()


def word(
    cites: Sequence[Cite], references: Mapping[str, CslItem], *, style: str, locale: str, workspace: Workspace
) -> Worded:
    """Word *cites*, which stand in the order of the document, with the CSL style whose XML is *style*.

    *references* may hold more works than are cited; *locale* is a BCP 47 language. Works that differ by their key
    alone count as one. Raises CitationError (a work is missing, the style cannot be used) and MissingProgramError.
    """
    problems = Problems()
    facts = style_facts(style)
    cited = _cited(cites, references)
    if not cites:
        return Worded(cites=(), notes=(), bibliography=())
    language = csl_locale(locale)
    if language is None:
        problems.warning(
            f"CSL has no locale for the language '{locale}'; its words are set in English",
            hint="set 'locale:' under 'citations:'",
        )
        language = FALLBACK
    aliases = _aliases(cited)
    document = _document(cites, cited, aliases, _with_terms(style, facts.end), language)
    output = _output(document, find_pandoc(workspace), workspace)
    return _read(output, cites, facts.notes, language, problems)


# --- what is sent ----------------------------------------------------------------------------------------------


def _cited(cites: Sequence[Cite], references: Mapping[str, CslItem]) -> dict[str, CslItem]:
    """The references that are cited, in the order of their first mention; raises for all that are missing."""
    keys = tuple(dict.fromkeys(item.reference for cite in cites for item in cite.items))
    problems = Problems()
    for cite in cites:
        if not cite.items:
            about = f" (records: {', '.join(cite.records)})" if cite.records else ""
            problems.error(f"a citation names no work{about}", hint="give each record evidence")
    for key in keys:
        if key not in references:
            problems.error(
                f"no reference '{key}' among the corpus's works",
                hint=did_you_mean(key, references) or "import its source anew, or correct the id",
            )
    problems.raise_errors(CitationError)
    return {key: references[key] for key in keys}


def _aliases(cited: Mapping[str, CslItem]) -> dict[str, str]:
    """For every key the first key of the same work: two notes may have brought it into the corpus twice."""
    alike: dict[str, list[str]] = {}  # by title, which is quick to compare
    aliases: dict[str, str] = {}
    for key, item in cited.items():
        firsts = alike.setdefault(str(item.get("title")), [])
        same = (first for first in firsts if {**cited[first], "id": ""} == {**item, "id": ""})
        aliases[key] = next(same, key)
        if aliases[key] == key:
            firsts.append(key)
    return aliases


def _with_terms(style: str, end: int) -> str:
    """*style* with a name of ours for each locator label.

    pandoc reads a label from a citation's text, by the words of the style's locale, which differ by style and
    language. A term may have several forms; one that no style prints carries our name.
    """
    names = [(label, "verb-short", f"{_TERM}{label}") for label in _LABELS]
    silent = [(_UNLABELLED, form, "<single></single><multiple></multiple>") for form in ("long", "short", "symbol")]
    terms = "".join(f'<term name="{label}" form="{form}">{text}</term>' for label, form, text in names + silent)
    content = style.encode("utf-8", "surrogatepass")
    added = f'<locale xmlns="http://purl.org/net/xbiblio/csl"><terms>{terms}</terms></locale>'.encode()
    return (content[:end] + added + content[end:]).decode("utf-8", "surrogatepass")


def _document(
    cites: Sequence[Cite], cited: Mapping[str, CslItem], aliases: Mapping[str, str], style: str, language: str
) -> dict[str, Any]:
    works = {key: cited[key] for key in dict.fromkeys(aliases.values())}
    short = short_titles(works)
    references = [metadata({**item, "id": key}, short.get(key, ""), language) for key, item in works.items()]
    address = "data:application/xml;base64," + base64.b64encode(style.encode("utf-8", "surrogatepass")).decode()
    return {
        "pandoc-api-version": list(API_VERSION),
        "meta": {
            "references": {"t": "MetaList", "c": references},
            "csl": {"t": "MetaString", "c": address},
            "lang": {"t": "MetaString", "c": language},
            "link-bibliography": {"t": "MetaBool", "c": False},
        },
        "blocks": [_paragraph(cite, number, aliases) for number, cite in enumerate(cites, 1)],
    }


def _paragraph(cite: Cite, number: int, aliases: Mapping[str, str]) -> dict[str, Any]:
    kept_in_order = any(item.prefix in JOINED for item in cite.items)
    items: list[dict[str, Any]] = []
    for place, item in enumerate(cite.items):
        prefix = _plain(f", {item.prefix}" if place and item.prefix in JOINED else item.prefix)
        if place and not prefix and kept_in_order:
            prefix = _STAY
        items.append(
            {
                "citationId": aliases[item.reference],
                "citationPrefix": [{"t": "Str", "c": prefix}] if prefix else [],
                "citationSuffix": [{"t": "Str", "c": _locator(item) + _suffix(item)}],
                "citationMode": {"t": "NormalCitation"},
                "citationNoteNum": number,
                "citationHash": 0,
            }
        )
    return {"t": "Para", "c": [{"t": "Cite", "c": [items, []]}]}


def _locator(item: CitationItem) -> str:
    """An item's locator as pandoc reads it: in braces, which end it and the search for one."""
    locator = _plain(item.locator)
    if not locator:
        return "{}"
    if item.label in _LABELS and item.label != _UNLABELLED:
        return f"{{{_TERM}{item.label} {locator}}}"
    if not item.label and re.fullmatch(r"[0-9]+([-–, ]+[0-9]+)*", locator):
        return f"{{{_TERM}page {locator}}}"  # CSL takes a bare number for a page
    worded = f"{item.label} {locator}".strip().translate(STAND_INS)  # else its hyphens become dashes
    return f"{{{_TERM}{_UNLABELLED} {worded}}}"


def _suffix(item: CitationItem) -> str:
    suffix = _plain(item.suffix)
    return f", {suffix}" if suffix and (suffix[0].isalnum() or suffix[0] in "“‘(") else suffix


def _plain(text: str) -> str:
    """Text on one line, with stand-ins for the characters that pandoc reads as signs in a citation."""
    return re.sub(r"[ \t\r\n]+", " ", text.translate(_SIGNS)).strip(" ")


# --- what comes back -------------------------------------------------------------------------------------------


def _output(document: Mapping[str, Any], program: Program, workspace: Workspace) -> dict[str, Any]:
    """Pandoc's answer: kept from before under everything that it depends on, or asked for now."""
    asked = json.dumps([_FORM, program.identity, document], ensure_ascii=False, separators=(",", ":"))
    key = f"citations-{digest(asked.encode('utf-8', 'replace'))}.json"
    kept = _unsealed(workspace.cached(key))
    if kept is not None:
        return kept
    worded, said = process(workspace, program, document)
    answer: dict[str, Any] = {"cites": [], "bibliography": [], "said": said}
    for block in worded["blocks"]:
        if block["t"] == "Div":
            answer["bibliography"] = [[entry["c"][0][0], joined(_run(entry["c"][1]))] for entry in block["c"][1]]
        else:
            answer["cites"].append(joined(_within_note(block["c"])))
    workspace.cache(key, _sealed(answer))
    return answer


def _sealed(answer: Mapping[str, Any]) -> bytes:
    """An answer as it is kept: after its own digest, which tells a damaged one."""
    content = json.dumps(answer, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "replace")
    return digest(content).encode() + b"\n" + content


def _unsealed(kept: bytes | None) -> dict[str, Any] | None:
    """What was kept, unless it is damaged."""
    seal, _, content = (kept or b"").partition(b"\n")
    return json.loads(content) if seal == digest(content).encode() else None


def _run(blocks: Iterable[Any]) -> list[Any]:
    """The inlines of a bibliography entry or a note, whose paragraphs are one run."""
    run: list[Any] = []
    for block in blocks:
        run.extend([{"t": "Space"}] if run else [])
        run.extend(_run(block["c"][1]) if block["t"] == "Div" else block["c"])
    return run


def _read(output: Mapping[str, Any], cites: Sequence[Cite], notes: bool, language: str, problems: Problems) -> Worded:
    texts = [read_inlines(run, language=language) for run in output["cites"]]
    _tell(str(output.get("said", "")), problems)
    entries = ((key.removeprefix("ref-"), read_inlines(run, language=language)) for key, run in output["bibliography"])
    bibliography = tuple((key, inlines) for key, inlines in entries if inlines)
    if notes:
        return Worded(
            cites=tuple(replace(cite, note=number, label=()) for number, cite in enumerate(cites, 1)),
            notes=tuple(NoteText(number=number, inlines=text) for number, text in enumerate(texts, 1)),
            bibliography=bibliography,
            problems=problems.found,
        )
    return Worded(
        cites=tuple(replace(cite, note=0, label=text) for cite, text in zip(cites, texts, strict=True)),
        notes=(),
        bibliography=bibliography,
        problems=problems.found,
    )


def _tell(said: str, problems: Problems) -> None:
    """What pandoc said, as warnings."""
    for line in said.splitlines():
        unprinted = re.fullmatch(r"\[WARNING\] Citeproc: Bibliography entry with no printed form: (.+)", line)
        if unprinted:
            problems.warning(
                f"the citation style prints no entry for '{unprinted.group(1)}' in the list of sources",
                hint="that is usual for personal communications; else check the reference",
            )
        elif line.strip():
            problems.warning(f"pandoc says of the citations: {line.removeprefix('[WARNING] ')}")


def _within_note(content: Sequence[Any]) -> list[Any]:
    """The wording of one citation, taken out of its ``Cite`` and, in a note style, out of its ``Note``."""
    run: list[Any] = []
    for inline in content:
        match inline["t"]:
            case "Cite":
                run.extend(_within_note(inline["c"][1]))
            case "Note":
                run.extend(_run(inline["c"]))
            case _:
                run.append(inline)
    return run
