"""Works of every kind that briefs cite, all invented, and the citations that the golden files word."""

from __future__ import annotations

from typing import Any

from briefgen.brief import CitationItem, Cite, Foreign, Inlines, LineBreak, Link, SmallCaps, Strong, Superscript, Text
from briefgen.corpus.sources import CslItem


def _date(*parts: int) -> dict[str, Any]:
    return {"date-parts": [list(parts)]}


_WORKS: dict[str, dict[str, Any]] = {
    "volume:ch02": {
        "type": "chapter",
        "title": "Harbours after the storm: Who pays for the quay?",
        "author": [{"family": "Okafor", "given": "Ngozi"}, {"family": "Lind", "given": "Åsa"}],
        "container-title": "Baltic Ports in Transition",
        "editor": [{"family": "Mora", "given": "Luis", "non-dropping-particle": "de la"}],
        "publisher": "Institute for Sea Trade",
        "publisher-place": "Gdańsk",
        "issued": _date(2025, 11),
        "page": "31-46",
    },
    "newspaper": {
        "type": "article-newspaper",
        "title": "Ministers call the tariff a 'temporary shield' as shipyards warn of closures along the coast",
        "author": [{"family": "Brandt", "given": "Jonas"}],
        "container-title": "Coastal Courier",
        "issued": _date(2024, 7, 11),
        "URL": "https://courier.example/2024/07/11/tariff",
    },
    "report": {
        "type": "report",
        "title": "Dredging to 2040",
        "author": [{"literal": "Federal Waterways Agency"}, {"literal": "Ministry of the Sea's Planning Unit"}],
        "genre": "Policy paper",
        "number": "7/2023",
        "publisher": "Federal Waterways Agency",
        "publisher-place": "Bonn",
        "issued": _date(2023, 3, 2),
        "URL": "https://waterways.example/dredging.pdf",
    },
    "journal": {
        "type": "article-journal",
        "title": "Does “Just in Time” Survive a Closed Strait?",
        "author": [
            {"family": "Abe", "given": "Keiko"},
            {"family": "Bauer", "given": "Tom"},
            {"family": "Costa", "given": "Inês"},
            {"family": "Diallo", "given": "Awa"},
        ],
        "container-title": "Journal of Shipping Studies",
        "volume": "18",
        "issue": "3",
        "page": "201-224",
        "issued": _date(2022),
        "DOI": "10.5555/jss.2022.18.3.201",
    },
    "undated": {
        "type": "webpage",
        "title": "Port calls: facts and figures",
        "author": [{"literal": "European Port Office"}],
        "container-title": "Port Office Online",
        "accessed": _date(2025, 10, 27),
        "URL": "https://ports.example/statistics/facts-and-figures",
    },
    "letter": {
        "type": "personal_communication",
        "author": [{"family": "Wren", "given": "Ada"}],
        "genre": "email to the author",
        "issued": _date(2025, 5, 3),
    },
    "chinese": {
        "type": "webpage",
        "title": "加快建设2030年智慧港口",
        "translated-title": "Building the Smart Ports of 2030 Faster",
        "language": "zh-CN",
        "author": [{"literal": "Harbour Daily"}],
        "container-title": "港口日报",
        "issued": _date(2025, 7, 22),
        "URL": "https://harbour.example/zh/1",
    },
    "law": {
        "type": "legislation",
        "title": "Regulation (EU) 2031/77 on the inspection of ballast water in inland ports",
        "container-title": "Official Journal of the European Union",
        "number": "L 12",
        "issued": _date(2031, 1, 30),
        "URL": "https://law.example/2031/77",
    },
    "several": {
        "type": "article-magazine",
        "title": "The crane makers",
        "author": [
            {"family": "Ito", "given": "Ren"},
            {"family": "Roux", "given": "Claire"},
            {"family": "Berg", "given": "Maja", "non-dropping-particle": "van den"},
        ],
        "container-title": "Docks & Decks",
        "issued": _date(2024, 4),
        "URL": "https://docks.example/cranes",
    },
    "anonymous": {
        "type": "article-newspaper",
        "title": "Grève au port: trois quais fermés",
        "container-title": "Le Phare",
        "language": "fr",
        "issued": _date(2024, 4, 29),
        "URL": "https://phare.example/" + "greve-" * 20,
    },
    "book": {
        "type": "book",
        "title": "Straits",
        "author": [{"family": "Haugen", "given": "Liv"}],
        "publisher": "Fjord Press",
        "publisher-place": "Bergen",
        "issued": _date(2019),
    },
    "speech": {
        "type": "speech",
        "title": "Opening address to the Harbour Forum",
        "author": [{"family": "Petrov", "given": "Ilja"}],
        "event-place": "Varna",
        "issued": _date(2023, 9, 14),
    },
}
#: Every kind of work, by its key.
WORKS: dict[str, CslItem] = {key: {"id": key, **work} for key, work in _WORKS.items()}

SECTION = "“Costs and quays”, paras 2–3"


def item(reference: str, locator: str = "", label: str = "", prefix: str = "") -> CitationItem:
    """One item of a citation."""
    return CitationItem(reference=reference, locator=locator, label=label, prefix=prefix)


def cite(*items: CitationItem | str) -> Cite:
    """A citation of items, or of works by their keys."""
    return Cite(items=tuple(item(each) if isinstance(each, str) else each for each in items))


def positions() -> tuple[Cite, ...]:
    """Every work at its first mention, again at once with and without a locator, and later; then works together."""
    cites: list[Cite] = []
    for key in WORKS:
        page = item(key, "12", "page")
        cites += [cite(key), cite(key), cite(page), cite(page), cite(item(key, "14-15", "page"))]
    cites += [cite(key) for key in WORKS]
    cites += [cite(item(key, "3", "paragraph")) for key in WORKS]
    cites += [
        cite(item("volume:ch02", SECTION), item("newspaper", prefix="citing")),
        cite(item("volume:ch02", SECTION)),
        cite(item("volume:ch02", SECTION)),
        cite(item("volume:ch02", SECTION), item("report", prefix="citing"), item("journal", "210", "page", "and")),
        cite(
            item("volume:ch02", "4", "paragraph"),
            item("undated", prefix="citing"),
            "law",
            item("chinese", prefix="and"),
            item("report", "“Depth”, para. 9"),
        ),
        cite("newspaper", "journal"),
        cite("journal"),
        cite(item("book", prefix="see also")),
    ]
    return tuple(cites)


def readable(run: Inlines) -> str:
    """A wording as one line: ``*stress*``, ``<link>``, ``{language:text}``, ``^raised^``, ``~`` a no-break space."""
    said: list[str] = []
    for inline in run:
        match inline:
            case Text():
                said.append(inline.text.replace("\u00a0", "~"))
            case Link():
                said.append(f"<{readable(inline.inlines)}>")
            case Foreign():
                said.append(f"{{{inline.language}:{readable(inline.inlines)}}}")
            case Superscript():
                said.append(f"^{readable(inline.inlines)}^")
            case LineBreak():
                said.append("\\")
            case SmallCaps() | Strong():
                said.append(f"**{readable(inline.inlines)}**")
            case _:
                said.append(f"*{readable(inline.inlines)}*")  # type: ignore[union-attr]
    return "".join(said)
