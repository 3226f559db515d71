"""The brief as a tagged PDF (PDF/UA-1), laid out by WeasyPrint."""

from __future__ import annotations

import logging
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from types import ModuleType

from briefgen.brief import Brief
from briefgen.errors import MissingProgramError, Place, Problem, TemplateError
from briefgen.style import Style
from briefgen.writers._inlines import Notes
from briefgen.writers._page import page
from briefgen.writers._structure import mark_notes, tag_notes

SUFFIX = ".pdf"
VERSION = 1

#: Under which addresses the template's files are handed to WeasyPrint: bytes from memory, never a path.
_SCHEME = "asset:"

_INSTALL = (
    "install Pango: Debian and Ubuntu 'apt install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0', "
    "Fedora 'dnf install pango', macOS 'brew install pango', Windows: MSYS2, then "
    "'pacman -S mingw-w64-x86_64-pango' (with WEASYPRINT_DLL_DIRECTORIES set to its bin folder). "
    "DOCX and HTML need none of it"
)


def write(brief: Brief, style: Style) -> bytes:
    """The PDF; raises TemplateError where the page asks for what is outside, MissingProgramError without Pango."""
    weasyprint = _weasyprint()
    files: dict[str, bytes] = {}

    def address(name: str, content: bytes) -> str:
        said = f"{_SCHEME}{len(files)}.{name.rpartition('.')[2]}"
        files[said] = content
        return said

    place = Place(f"templates/{style.name}")
    placing: Notes = "foot" if style.notes == "footnotes" else "end"
    filled = page(brief, style, medium="pdf", placing=placing, address=address)
    with _refusing(place):
        document = weasyprint.HTML(string=filled, url_fetcher=_fetcher(files))
        mark_notes(document.etree_element)
        made: bytes = document.write_pdf(pdf_variant="pdf/ua-1", finisher=tag_notes)
    return made


def _weasyprint() -> ModuleType:
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
        def fetch(self, url: str, headers: dict[str, str] | None = None) -> object:
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
def _refusing(place: Place) -> Iterator[None]:
    """Raise TemplateError where WeasyPrint was asked for an address that it may not have, or could not use one."""
    from weasyprint.urls import FatalURLFetchingError  # as above

    hint = "a brief asks nothing of the network: name files of the template from its style.css, or leave this out"
    errors = _Errors()
    logger = logging.getLogger("weasyprint")
    logger.addHandler(errors)
    try:
        yield
    except FatalURLFetchingError as error:
        raise TemplateError(Problem(f"the template asks for '{error}'", hint, place)) from None
    finally:
        logger.removeHandler(errors)
    if errors.said:
        raise TemplateError([Problem(f"the PDF could not be made: {said}", hint, place) for said in errors.said])
