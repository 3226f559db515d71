"""The brief as a tagged PDF (PDF/UA-1), laid out by WeasyPrint."""

from __future__ import annotations

import logging
from collections.abc import Generator, Mapping
from contextlib import contextmanager
from typing import Any

from briefgen.brief import Brief
from briefgen.errors import MissingProgramError, Place, Problem, TemplateError
from briefgen.style import Style
from briefgen.writers._footing import fill, mend, strays
from briefgen.writers._inlines import Notes
from briefgen.writers._page import page
from briefgen.writers._structure import mark_notes, tag_notes

SUFFIX = ".pdf"
VERSION = 1

#: Under which addresses the template's files are handed to WeasyPrint: bytes from memory, never a path.
_SCHEME = "asset:"

#: What a relative address is relative to: nothing that exists, so that it is refused like any other.
_NOWHERE = "file:///template/"

_VARIANT = "pdf/ua-1"

#: How often a brief is laid out at most before its notes go to the end; nearly all stand at the first turn.
_TURNS = 5

_INSTALL = (
    "install Pango: Debian and Ubuntu 'apt install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0', "
    "Fedora 'dnf install pango', macOS 'brew install pango', Windows: MSYS2, then "
    "'pacman -S mingw-w64-x86_64-pango' (with WEASYPRINT_DLL_DIRECTORIES set to its bin folder). "
    "DOCX and HTML need none of it"
)


def write(brief: Brief, style: Style) -> bytes:
    """The PDF; raises TemplateError where the page asks for what is outside, MissingProgramError without Pango.

    Notes that cannot all stand at the foot of the page that calls them are listed at the end.
    """
    weasyprint = _weasyprint()
    with _refusing(Place(f"templates/{style.name}")):
        document = _at_the_foot(weasyprint, brief, style) if style.notes == "footnotes" else None
        document = document or _parsed(weasyprint, brief, style, "end").render(pdf_variant=_VARIANT)
        made: bytes = document.write_pdf(pdf_variant=_VARIANT, finisher=tag_notes)
    return made


def _at_the_foot(weasyprint: Any, brief: Brief, style: Style) -> Any:
    """The laid out document with each note at the foot of its page, or None where that cannot be.

    Where a paragraph or table that breaks moved a note away from its call, the brief is laid out again with that
    one kept together.
    """
    parsed = _parsed(weasyprint, brief, style, "foot")
    for _ in range(_TURNS):
        document = parsed.render(pdf_variant=_VARIANT)
        wrong = strays(document)
        if not wrong and not fill(document):
            return document
        if wrong and not mend(parsed.etree_element, [element for element in wrong if element is not None][:1]):
            break
    return None


def _parsed(weasyprint: Any, brief: Brief, style: Style, placing: Notes) -> Any:
    """The page as WeasyPrint's HTML, the template's files kept beside it."""
    files: dict[str, bytes] = {}

    def address(name: str, content: bytes) -> str:
        said = f"{_SCHEME}{len(files)}.{name.rpartition('.')[2]}"
        files[said] = content
        return said

    filled = page(brief, style, medium="pdf", placing=placing, address=address)
    parsed = weasyprint.HTML(string=filled, base_url=_NOWHERE, url_fetcher=_fetcher(files))
    mark_notes(parsed.etree_element)
    return parsed


def _weasyprint() -> Any:
    """WeasyPrint, imported now: it takes a second or so and looks for Pango while it is imported."""
    try:
        import weasyprint
    except (OSError, ImportError) as error:
        reason = str(error).splitlines()[0] if str(error) else type(error).__name__
        raise MissingProgramError(Problem(f"no PDF can be made: a library is missing ({reason})", _INSTALL)) from None
    return weasyprint


def _fetcher(files: Mapping[str, bytes]) -> object:
    """What WeasyPrint may ask for: data, and the files we hold. Anything else ends the run, naming the address."""
    from weasyprint.urls import FatalURLFetchingError, URLFetcher, URLFetcherResponse  # as above

    class Inside(URLFetcher):  # type: ignore[misc]  # WeasyPrint is untyped
        def fetch(self, url: str, headers: dict[str, str] | None = None) -> Any:
            if url in files:
                return URLFetcherResponse(url, files[url], {"Content-Type": "application/octet-stream"})
            if not url.startswith("data:"):
                raise FatalURLFetchingError(url)
            return super().fetch(url, headers)

    return Inside(allowed_protocols={"data"}, allow_redirects=False, fail_on_errors=True)


class _Errors(logging.Handler):
    """Keeps what WeasyPrint could not use; what it merely did not know (its warnings) is its own affair."""

    def __init__(self) -> None:
        super().__init__(logging.ERROR)
        self.said: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.said.append(record.getMessage())


@contextmanager
def _refusing(place: Place) -> Generator[None]:
    """Raise TemplateError where WeasyPrint was asked for an address that it may not have, or could not use one."""
    from weasyprint.urls import FatalURLFetchingError  # as above

    hint = "a brief asks nothing of the network: name files of the template from its style.css, or leave this out"
    errors = _Errors()
    logger = logging.getLogger("weasyprint")
    logger.addHandler(errors)
    try:
        yield
    except FatalURLFetchingError as error:
        address = str(error).removeprefix(_NOWHERE)
        raise TemplateError(Problem(f"the template asks for '{address}'", hint, place)) from None
    finally:
        logger.removeHandler(errors)
    if errors.said:
        raise TemplateError([Problem(f"the PDF could not be made: {said}", hint, place) for said in errors.said])
