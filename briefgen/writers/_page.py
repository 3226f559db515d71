"""The page around a brief's content: the template's ``page.html.j2``, filled and held against the network."""

from __future__ import annotations

from dataclasses import dataclass
from html.parser import HTMLParser
from typing import Literal

from briefgen import sandbox, walk
from briefgen.brief import Brief
from briefgen.errors import Place, Problem, TemplateError
from briefgen.style import Style
from briefgen.writers._faces import Address, as_data, stylesheet
from briefgen.writers._inlines import Notes
from briefgen.writers._markup import Content, content

#: Elements that run, or that bring another document in.
_FORBIDDEN = frozenset({"script", "iframe", "frame", "object", "embed", "base", "applet", "portal"})
#: Attributes whose value a browser or WeasyPrint fetches of itself (a link is followed only by its reader).
_FETCHED = frozenset({"src", "srcset", "poster", "background", "data", "action", "formaction", "manifest", "ping"})

#: What stands before every stylesheet, which may say otherwise. The padding is for WeasyPrint 70: it compares the end
#: of the notes with the end of their area to the last bit, and where rounding parts the two it breaks page after page.
_PAGE = "@page {{ size: {}; @footnote {{ padding-bottom: .5pt }} }}"

Medium = Literal["html", "pdf"]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Words:
    """The fixed words in the brief's language; one that the style does not have stands in English."""

    style: Style

    def __call__(self, english: str) -> str:
        return self.style.words.get(english, english)


def page(brief: Brief, style: Style, *, medium: Medium, placing: Notes, address: Address = as_data) -> str:
    """The whole page as HTML; raises TemplateError for a page or stylesheet that fails or asks for what is outside.

    The template is given ``brief``, ``content`` and ``notes`` (safe HTML), ``css``, ``word`` (a function from an
    English word to the brief's), ``medium`` (``html`` or ``pdf``) and ``paper``.
    """
    from markupsafe import Markup  # comes with jinja2, which --help must not import

    made = content(brief, style, placing)
    folder = f"templates/{style.name}"
    css = stylesheet(style.css, style.assets, _letters(brief), Place(f"{folder}/style.css"), address)
    values = {
        "brief": brief,
        "content": Markup(made.blocks),  # noqa: S704 - made by us, every text in it escaped
        "notes": Markup(made.notes),  # noqa: S704 - likewise
        "css": Markup(f"{_PAGE.format(style.paper)}\n{css}"),  # noqa: S704 - cannot close its element
        "word": _Words(style=style),
        "medium": medium,
        "paper": style.paper,
    }
    environment = sandbox.environment({"page.html.j2": style.page})
    filled = sandbox.render(environment, "page.html.j2", values, folder)
    _hold_inside(filled, made, Place(f"{folder}/page.html.j2"))
    return filled


def _letters(brief: Brief) -> str:
    """Every character of the brief, once or more often."""
    said = [brief.title, brief.short_title, brief.as_of_label, brief.author, brief.audience]
    said += [walk.plain(run.inlines) for run in walk.runs(brief.blocks)]
    said += [walk.plain(caption) for caption in walk.captions(brief.blocks)]
    said += [walk.plain(note.inlines) for note in brief.notes]
    return "".join(said)


class _Reader(HTMLParser):
    """Reads the filled page for what would be fetched or run."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.strays: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _FORBIDDEN:
            self.strays.append(f"the page has a '{tag}' element")
        for name, value in attrs:
            address = (value or "").strip()
            fetched = name in _FETCHED or (name.endswith("href") and tag not in {"a", "area"})
            if fetched and not address.startswith(("data:", "#")):
                self.strays.append(f"the page asks for '{address}'")
            if name.startswith("on"):
                self.strays.append(f"the page runs a script in '{name}'")
            refreshing = name == "http-equiv" and address.lower() == "refresh"
            if refreshing or (name == "href" and address.lower().startswith(("javascript:", "vbscript:"))):
                self.strays.append(f"the page has '{name}=\"{address}\"'")


def _hold_inside(filled: str, made: Content, place: Place) -> None:
    """Raise TemplateError where the page fetches or runs anything; what we made ourselves is not read again."""
    reader = _Reader()
    around = filled.replace(made.blocks, "").replace(made.notes, "") if made.notes else filled.replace(made.blocks, "")
    reader.feed(_without_styles(around))
    reader.close()
    if reader.strays:
        hint = "a brief asks nothing of the network and runs nothing: name files of the template from its style.css"
        raise TemplateError([Problem(stray, hint, place) for stray in dict.fromkeys(reader.strays)])


def _without_styles(filled: str) -> str:
    """The page without the text of its style elements, a megabyte of fonts that the reader need not see."""
    kept: list[str] = []
    rest = filled
    while "<style" in rest:
        before, _, inside = rest.partition("<style")
        kept.append(before)
        rest = inside.partition("</style>")[2]
    return "".join([*kept, rest])
