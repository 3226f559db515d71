"""What is main content on a web page, and what the page says of itself.

trafilatura tells which blocks of text belong to the main content; here that is carried over to the page's own tree,
for trafilatura's result has lost the notes, the ids and much of the structure. The main content is the smallest element
that holds nearly all the words that trafilatura keeps. Inside it only what is plainly something else is set aside.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any, TypeAlias

import trafilatura
from lxml import etree, html

from briefgen.importers._converted.blocks import FURNITURE

Element: TypeAlias = etree._Element  # noqa: SLF001  # pyright: ignore[reportPrivateUsage]

#: Share of the kept words that the main content's element holds.
NEARLY_ALL = 0.9
#: Words from which a block of text is told by its words alone; fewer may stand anywhere.
TELLING = 8
#: Share of a block's words that are links, from which it is a list of links (unless it is kept).
LINKS = 0.6
#: Levels of elements in one another, elements of a page, and attributes of an element.
DEEPEST, MOST, ATTRIBUTES = 200, 400_000, 200

_DROPPED = (
    "script", "style", "noscript", "template", "svg", "iframe", "object", "embed", "canvas", "audio", "video", "button",
    "select", "input", "textarea", "link", "meta", "datalist", "map", "dialog",
)  # fmt: skip
_BLOCKS = frozenset(
    (
        "address", "article", "aside", "blockquote", "body", "center", "dd", "details", "dialog", "div", "dl", "dt",
        "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hgroup", "li",
        "main", "nav", "ol", "p", "pre", "section", "summary", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul",
    )
)  # fmt: skip
_ASIDE = frozenset(("nav", "aside", "footer", "form", "menu"))
_ASIDE_ROLES = frozenset(("navigation", "complementary", "banner", "contentinfo", "search", "dialog", "alert"))
_ASIDE_NAMES = re.compile(
    r"(?:^|[-_\s])(?:share|sharing|social|related|recommended|newsletter|subscribe|signup|promo|advert\w*|ad|ads|cookie\w*|"
    r"breadcrumbs?|sidebar|comments?|tags?|pagination|pager|skip\w*|toolbar|banner|popup|modal)(?:[-_\s]|$)",
    re.IGNORECASE,
)
_KEPT_ATTRIBUTES = frozenset(("id", "name", "href", "colspan", "rowspan", "start", "type", "alt"))
_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_CHARSET = re.compile(rb"<meta[^>]+charset\s*=\s*[\"']?\s*([A-Za-z0-9_.:-]{2,40})", re.IGNORECASE)
_DATES = frozenset(
    (
        "article:published_time", "citation_publication_date", "citation_date", "datepublished", "date", "dc.date",
        "dc.date.issued", "dcterms.date", "dcterms.issued", "dcterms.created", "publication_date", "pubdate", "parsely-pub-date",
    )
)  # fmt: skip
_DATED = re.compile(r"\"datePublished\"\s*:\s*\"(?P<date>[^\"]{4,40})\"")
_MARK = re.compile(r"[\[(]?\s*(?:\d{1,4}|[*†‡§¶]{1,4}|[ivxlc]{1,6}|[a-z])\s*[\])]?", re.IGNORECASE)


def looked_at(content: bytes) -> dict[str, Any]:
    """What is found on a page: see :mod:`briefgen.importers._converted.page_process`."""
    text = _decoded(content)
    tree = _parsed(text)
    if tree is None:
        return {"refused": "the page has no text"}
    if too_much := _too_much(tree):
        return {"refused": too_much}
    answer = _said_of_itself(tree)
    body = tree.find("body")
    body = tree if body is None else body
    _drop_invisible(body)
    kept, doubts = _kept(text)
    _keep_ids(body)
    _set_aside(body, kept)
    _bare(body)
    answer["html"] = f"<html><body>{_serialized(body)}</body></html>"
    answer["doubts"] = doubts
    return answer


def _decoded(content: bytes) -> str:
    """The page's characters: by its byte order mark, its own word, else UTF-8, else Windows' Latin letters."""
    if content[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return content.decode("utf-16", "replace")
    named = _CHARSET.search(content[:4096])
    for encoding in ([named[1].decode("ascii")] if named else []) + ["utf-8-sig"]:
        try:
            return content.decode(encoding)
        except (UnicodeDecodeError, LookupError):
            continue
    return content.decode("cp1252", "replace")


def _parsed(text: str) -> Element | None:
    parser = html.HTMLParser(remove_comments=True, remove_pis=True, no_network=True, encoding="utf-8", huge_tree=True)
    without_declaration = re.sub(r"\A\s*<\?xml[^>]*\?>", "", text).replace("\0", "")
    if not without_declaration.strip():
        return None
    try:
        return html.document_fromstring(without_declaration.encode("utf-8", "replace"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError):
        return None


def _too_much(tree: Element) -> str:
    """Why a page is not looked at any further, or nothing."""
    depth = count = 0
    for event, node in etree.iterwalk(tree, events=("start", "end")):
        depth += 1 if event == "start" else -1
        count += event == "start"
        if depth > DEEPEST:
            return f"its elements stand in one another more than {DEEPEST} deep"
        if len(node.attrib) > ATTRIBUTES:
            return f"one of its elements has more than {ATTRIBUTES} attributes"
        if count > MOST:
            return f"the page has more than {MOST} elements"
    return ""


def _said_of_itself(tree: Element) -> dict[str, Any]:
    """Title, authors, date, publisher, address and language, from meta elements, JSON-LD and Open Graph.

    A date is taken only where the page gives it as that of its publication; trafilatura would guess one from the text.
    """
    found: Any = None
    try:
        found = trafilatura.extract_metadata(tree, date_config={"extensive_search": False, "original_date": True})
    except Exception:  # noqa: BLE001 - whatever a page does to another library, it is read without these
        found = None
    named = found.as_dict() if found else {}
    title = str(named.get("title") or tree.findtext(".//title") or "")
    url = _meta(tree, "//link[@rel='canonical']/@href | //meta[@property='og:url']/@content")
    return {
        "title": re.sub(r"\s+", " ", title).strip(),
        "authors": [name.strip() for name in str(named.get("author") or "").split(";") if name.strip()],
        "date": _published(tree),
        "publisher": str(named.get("sitename") or ""),
        "url": url if re.match(r"https?://\S+$", url) else "",
        "language": str(tree.get("lang") or ""),
    }


def _meta(tree: Element, path: str) -> str:
    found = tree.xpath(path)
    return str(found[0]).strip() if isinstance(found, list) and found else ""


def _published(tree: Element) -> str:
    """The date of publication: from meta elements by their usual names, JSON-LD, or a ``time`` element."""
    for node in tree.iter("meta"):
        name = str(node.get("name") or node.get("property") or node.get("itemprop") or "").lower()
        if name in _DATES and node.get("content"):
            return str(node.get("content"))
    for script in tree.iter("script"):
        if str(script.get("type", "")).lower() == "application/ld+json":
            dated = _DATED.search(script.text or "")
            if dated:
                return dated["date"]
    return _meta(tree, "//time[@pubdate or @itemprop='datePublished']/@datetime")


def _drop_invisible(body: Element) -> None:
    """Take out what no reader sees: programs, styles, fields, hidden elements."""
    for node in list(body.iter(*_DROPPED)):
        node.drop_tree() if node.getparent() is not None else None  # type: ignore[attr-defined]
    for node in [one for one in body.iter() if _is_hidden(one)]:
        node.drop_tree() if node.getparent() is not None else None  # type: ignore[attr-defined]


def _is_hidden(node: Element) -> bool:
    return "hidden" in node.attrib or bool(_HIDDEN.search(str(node.get("style", ""))))


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", text.casefold())


def _kept(text: str) -> tuple[str, list[str]]:
    """The words that trafilatura takes for the main content, in one line; nothing where it finds none."""
    try:
        found = trafilatura.extract(
            text, favor_recall=True, include_comments=False, include_tables=True, include_formatting=False
        )
    except Exception:  # noqa: BLE001 - as above
        found = None
    if not found:
        return "", ["the page's main content could not be told from what surrounds it"]
    return f" {' '.join(_words(found))} ", []


def _leaves(node: Element) -> Iterator[Element]:
    """The blocks that hold words themselves, in order."""
    if _has_own_words(node):
        yield node
        return
    for child in node:
        if isinstance(child.tag, str):
            yield from _leaves(child)


def _has_own_words(node: Element) -> bool:
    """Whether text stands in the element directly, or in inline elements only."""
    if node.tag not in _BLOCKS:
        return True
    if (node.text or "").strip():
        return True
    return any((child.tail or "").strip() or (child.tag not in _BLOCKS and _text(child).strip()) for child in node)


def _text(node: Element) -> str:
    return "".join(map(str, node.itertext()))


def _is_kept(node: Element, kept: str) -> bool:
    words = _words(_text(node))
    return len(words) >= TELLING and f" {' '.join(words[:60])} " in kept


def _main(body: Element, kept: str) -> Element:
    """The smallest element that holds nearly all kept words; the body where none are known."""
    weights: dict[Element, int] = {}
    for leaf in _leaves(body):
        if _is_kept(leaf, kept):
            weight = len(_words(_text(leaf)))
            for holder in (leaf, *leaf.iterancestors()):
                weights[holder] = weights.get(holder, 0) + weight
    main = body
    while weights.get(body, 0):
        narrower = next((one for one in main if weights.get(one, 0) >= NEARLY_ALL * weights[body]), None)
        if narrower is None or narrower.tag not in _BLOCKS or _has_own_words(narrower):
            break
        main = narrower
    return main


def _keep_ids(body: Element) -> None:
    """Put every id that a link within the page leads to where pandoc keeps it, and leave notes to be told by us."""
    targets = {str(one.get("href"))[1:] for one in body.iter("a") if str(one.get("href", "")).startswith("#")}
    for node in list(body.iter()):
        for name in ("role", "epub:type"):
            if "note" in str(node.get(name, "")) or "backlink" in str(node.get(name, "")):
                del node.attrib[name]
        named = {str(node.get(name)) for name in ("id", "name") if node.get(name)} & targets
        if named and node.tag not in ("a", "div", "li", "span"):
            anchor = etree.SubElement(node, "span", id=min(named))
            node.remove(anchor)
            node.insert(0, anchor)
            anchor.tail, node.text = node.text, None
            node.attrib.pop("id", "")
        if node.tag in ("aside", "section", "article", "main", "header", "footer", "nav"):
            node.set("data-was", str(node.tag))
            node.tag = "div"


def _set_aside(body: Element, kept: str) -> None:
    """Mark what is no main content as furniture, but for notes that the main content calls, and the page's title."""
    main = _main(body, kept)
    called = {
        str(one.get("href"))[1:]
        for one in main.iter("a")
        if str(one.get("href", "")).startswith("#") and _MARK.fullmatch(_text(one).strip())
    }
    if main is not body:
        _aside_around(main, body, called)
    for node in [one for one in main.iter() if one.tag in _BLOCKS and one is not main]:
        if _is_aside(node, kept) and not _holds(node, called):
            _mark(node)


def _aside_around(main: Element, body: Element, called: set[str]) -> None:
    titled = next(iter(main.iter("h1")), None) is not None
    node = main
    while node is not body:
        parent = node.getparent()
        if parent is None:
            return
        before = True
        for other in list(parent):
            if other is node:
                before = False
            elif isinstance(other.tag, str):
                _aside(other, called, titled=titled or not before)
        node = parent


def _aside(node: Element, called: set[str], *, titled: bool) -> None:
    """Mark an element outside the main content, or of its parts those that are neither a called note nor the title."""
    title = None if titled else next(iter(node.iter("h1")), None)
    if title is None and not _holds(node, called):
        _mark(node)
        return
    if node is title or _is_note(node, called):
        return
    for child in list(node):
        if isinstance(child.tag, str):
            _aside(child, called, titled=titled)


def _holds(node: Element, called: set[str]) -> bool:
    """Whether a note that is called stands in an element."""
    return any(str(one.get(name)) in called for one in node.iter() for name in ("id", "name") if one.get(name))


def _is_note(node: Element, called: set[str]) -> bool:
    """Whether an element is one note rather than a list of them."""
    return node.tag in ("li", "p", "dd", "tr", "span", "a") or str(node.get("id")) in called


def _is_aside(node: Element, kept: str) -> bool:
    """Whether a block within the main content is plainly something else."""
    if node.tag in _HEADINGS or next(iter(node.iter("h1")), None) is not None:
        return False
    named = f"{node.get('class', '')} {node.get('id', '')}"
    by_name = node.get("data-was") in _ASIDE or node.tag in _ASIDE or str(node.get("role")) in _ASIDE_ROLES
    by_name = by_name or (bool(_ASIDE_NAMES.search(named)) and node.tag in ("div", "ul", "ol", "p", "form", "table"))
    if not by_name and not (kept and node.tag in ("ul", "ol", "div", "p") and _is_links(node)):
        return False
    return not any(_is_kept(leaf, kept) for leaf in _leaves(node))


def _is_links(node: Element) -> bool:
    """Whether nearly all words of a block are links out of the text: a list of other pages."""
    linked = sum(len(_words(_text(one))) for one in node.iter("a") if not str(one.get("href", "#")).startswith("#"))
    words = len(_words(_text(node)))
    return words > 0 and linked / words >= LINKS and len(list(node.iter("a"))) > 1


def _mark(node: Element) -> None:
    """Make an element furniture; inline elements between blocks get a division around them."""
    if node.tag in ("li", "td", "th", "tr", "dd", "dt", "tbody", "thead"):
        inner = etree.Element("div", {"class": FURNITURE})
        inner.text, node.text = node.text, None
        inner.extend(list(node))
        if node.tag in ("li", "td", "th", "dd", "dt"):
            node.append(inner)
        return
    around = etree.Element("div", {"class": FURNITURE})
    parent = node.getparent()
    if parent is None:
        return
    around.tail, node.tail = node.tail, None
    parent.replace(node, around)
    around.append(node)


def _bare(body: Element) -> None:
    """Take away every attribute that says nothing of the text."""
    for node in body.iter():
        for name in [one for one in node.attrib if one not in _KEPT_ATTRIBUTES]:
            if (name, node.get(name)) != ("class", FURNITURE):
                del node.attrib[name]


def _serialized(body: Element) -> str:
    parts: Sequence[str] = [etree.tostring(child, encoding="unicode", method="html") for child in body]
    return (body.text or "") + "".join(parts)
