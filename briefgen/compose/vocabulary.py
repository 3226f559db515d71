"""The words a content template may use: its elements, where each may stand, and their attributes.

The list is closed. Each element is explained in ``docs/templates.md``, which a test holds against this list.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import get_args

from briefgen.brief import Role

#: What an element may hold: blocks, a run of text, named elements alone, either text or blocks, or nothing.
BLOCKS = frozenset(
    {"section", "h1", "h2", "h3", "p", "ul", "ol", "table", "box", "figures", "contents", "bibliography"}
)
INLINES = frozenset({"em", "strong", "sup", "a", "abbr", "span", "br", "cite", "voice"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Word:
    """One element of the vocabulary.

    ``holds`` are the elements it may contain; ``text`` says whether text may stand in it; ``needs`` are the
    attributes it cannot do without.
    """

    attributes: frozenset[str] = frozenset()
    needs: frozenset[str] = frozenset()
    holds: frozenset[str] = frozenset()
    text: bool = False


def _word(attributes: str = "", needs: str = "", holds: frozenset[str] = frozenset(), *, text: bool = False) -> Word:
    needed = frozenset(needs.split())
    return Word(attributes=frozenset(attributes.split()) | needed, needs=needed, holds=holds, text=text)


_RUN = {"holds": INLINES, "text": True}
_CELL_HOLDS = INLINES | {"p"}
_HEADING = Word(attributes=frozenset({"id", "record", "records", "lang"}), holds=INLINES - {"br"}, text=True)

#: Every element, by name.
VOCABULARY: Mapping[str, Word] = {
    "section": _word("id", holds=BLOCKS),
    "h1": _HEADING,
    "h2": _HEADING,
    "h3": _HEADING,
    "p": _word("role id record records lang", holds=INLINES, text=True),
    "ul": _word("id", holds=frozenset({"li"})),
    "ol": _word("id", holds=frozenset({"li"})),
    "li": _word("id record records lang", holds=INLINES, text=True),
    "table": _word("id kind widths", holds=frozenset({"caption", "thead", "tbody"})),
    "caption": _word("lang", holds=INLINES - {"br", "cite"}, text=True),
    "thead": _word(holds=frozenset({"tr"})),
    "tbody": _word(holds=frozenset({"tr"})),
    "tr": _word("role id record records", holds=frozenset({"th", "td"})),
    "th": _word("role record records lang colspan", holds=_CELL_HOLDS, text=True),
    "td": _word("role record records lang colspan", holds=_CELL_HOLDS, text=True),
    "box": _word("id", "title", holds=frozenset({"p"})),
    "figures": _word("id", holds=frozenset({"figure"})),
    "figure": _word("id record records", holds=frozenset({"p"})),
    "contents": _word("id depth", "title"),
    "bibliography": _word("id"),
    "em": _word(holds=INLINES, text=True),
    "strong": _word(holds=INLINES, text=True),
    "sup": _word(holds=INLINES - {"cite", "br"}, text=True),
    "a": _word("lang", "href", holds=INLINES - {"a", "cite"}, text=True),
    "abbr": _word("", "title", text=True),
    "span": _word("", "lang", holds=INLINES, text=True),
    "br": _word(),
    "cite": _word("form", "records"),
    "voice": _word("form", "record"),
}

#: Elements that are never closed in HTML.
VOID = frozenset({"br"})

#: Roles a template may give to a paragraph; the others follow from where a paragraph stands.
ROLES: tuple[Role, ...] = tuple(role for role in get_args(Role) if role != "reference")

#: Ways a known HTML element is meant in our vocabulary.
INSTEAD: Mapping[str, str] = {
    "b": "use <strong>",
    "i": "use <em>",
    "div": "use <section>, or nothing at all",
    "header": "use <section>, or nothing at all",
    "footer": "use <section>, or nothing at all",
    "main": "use <section>, or nothing at all",
    "article": "use <section>",
    "aside": "use <box>",
    "title": 'use <p role="title">',
    "h4": "use <h3>, the lowest heading",
    "h5": "use <h3>, the lowest heading",
    "h6": "use <h3>, the lowest heading",
    "hr": "leave it out: rules are the stylesheet's business",
    "dl": 'use <ul>, or paragraphs with role="glossary"',
    "img": "use <figures>: a brief holds no pictures",
    "script": "leave it out: a brief holds no programs",
    "style": "put it into style.css",
    "link": "leave it out: the writers find style.css by themselves",
    "iframe": "leave it out: a brief holds no other pages",
    "blockquote": "use <p>, with the quoted words in quotation marks",
    "sub": "use the character itself, such as ₂",
    "small": "leave it out, or give the paragraph a role",
    "u": "use <em>",
    "nav": "use <contents>",
}

#: Attributes that a look would want, and other habits of HTML.
INSTEAD_ATTRIBUTE: Mapping[str, str] = {
    "class": "give the paragraph a role; looks follow from roles in style.css",
    "style": "give the paragraph a role; looks follow from roles in style.css",
    "data-record": "use record",
    "data-records": "use records",
}
