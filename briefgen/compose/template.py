"""A template's folder on the desk, read: what words the brief, and what the writers need for its look."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from briefgen.compose.words import words
from briefgen.diagnostics import Problems, did_you_mean
from briefgen.errors import Place, Problem, TemplateError
from briefgen.style import Style

if TYPE_CHECKING:
    from briefgen.config.schema import Config
    from briefgen.workspace import Workspace

FOLDER = "templates"
CONTENT, PAGE, STYLESHEET, REFERENCE = "content.html.j2", "page.html.j2", "style.css", "reference.docx"

_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_ADDRESS = re.compile(r"""url\(\s*(?:"([^"]*)"|'([^']*)'|([^"'()\s]*))\s*\)""", re.IGNORECASE)
_OUTSIDE = re.compile(r"(?:[a-z][a-z0-9+.-]*:|//|#)", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Template:
    """A template: its name, its folder on the desk, what it is made of (by file name), and its look."""

    name: str
    folder: str
    content: Mapping[str, str]
    style: Style


def load_template(workspace: Workspace, name: str, config: Config) -> Template:
    """Read ``templates/<name>/``; only what the config's formats need of it.

    ``reference.docx`` is read for DOCX; ``style.css``, the fonts and pictures it names and ``page.html.j2`` for HTML
    and PDF. Raises TemplateError: no such template, or what is missing in it.
    """
    folder = f"{FOLDER}/{name}"
    paths = workspace.files(FOLDER)
    if f"{folder}/{CONTENT}" not in paths or "/" in name:
        _unknown(name, folder, paths, config)
    problems = Problems()
    shown = bool({"pdf", "html"} & set(config.formats))
    content = {
        path.removeprefix(f"{folder}/"): _text(workspace, path, problems)
        for path in paths
        if path.startswith(f"{folder}/") and path.endswith(".j2") and path != f"{folder}/{PAGE}"
    }
    wanted = [*([PAGE, STYLESHEET] if shown else []), *([REFERENCE] if "docx" in config.formats else [])]
    for file in wanted:
        if f"{folder}/{file}" not in paths:
            formats = "DOCX" if file == REFERENCE else "HTML and PDF"
            hint = f"take it over from another template, or leave {formats} out of the config's formats"
            problems.error(f"the template '{name}' has no {file}", place=Place(folder), hint=hint)
    problems.raise_errors(TemplateError)
    css = _text(workspace, f"{folder}/{STYLESHEET}", problems) if shown else ""
    style = Style(
        name=name,
        css=css,
        page=_text(workspace, f"{folder}/{PAGE}", problems) if shown else "",
        reference=workspace.read(f"{folder}/{REFERENCE}") if "docx" in config.formats else b"",
        assets=_assets(workspace, folder, css, paths, problems),
        words=words(config.language).written,
        paper=config.paper,
        notes=config.notes,
    )
    problems.raise_errors(TemplateError)
    return Template(name=name, folder=folder, content=content, style=style)


def _unknown(name: str, folder: str, paths: tuple[str, ...], config: Config) -> None:
    known = sorted({path.split("/")[1] for path in paths if path.count("/") == 2 and path.endswith(f"/{CONTENT}")})
    if any(path.startswith(f"{folder}/") for path in paths) and "/" not in name:
        message = f"the template '{name}' has no {CONTENT}"
        raise TemplateError(Problem(message, "it words the brief; docs/templates.md tells how", Place(folder)))
    there = f"there are: {', '.join(known)}" if known else f"put one into {FOLDER}/"
    raise TemplateError(Problem(f"there is no template '{name}'", did_you_mean(name, known) or there, config.place))


def _text(workspace: Workspace, path: str, problems: Problems) -> str:
    content = workspace.read(path)
    try:
        return content.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        problems.error("the file is not UTF-8 text", place=Place(path, line), hint="save it as UTF-8")
        return ""


def _assets(
    workspace: Workspace, folder: str, css: str, paths: tuple[str, ...], problems: Problems
) -> Mapping[str, bytes]:
    """The files that a stylesheet names, by the path it names them with; addresses outside are the writers' matter."""
    blank = _COMMENT.sub(lambda comment: re.sub(r"[^\n]", " ", comment[0]), css)
    found: dict[str, bytes] = {}
    for address in _ADDRESS.finditer(blank):
        named = address[1] or address[2] or address[3] or ""
        if not named or named in found or _OUTSIDE.match(named):
            continue
        place = Place(f"{folder}/{STYLESHEET}", blank.count("\n", 0, address.start()) + 1)
        path = posixpath.normpath(posixpath.join(folder, re.split(r"[?#]", named)[0]))
        if not path.startswith((f"{folder}/", f"{FOLDER}/fonts/")):
            hint = f"put it into {folder}/ or {FOLDER}/fonts/"
            problems.error(f"the stylesheet names '{named}', which lies outside the template", place=place, hint=hint)
        elif path not in paths:
            hint = did_you_mean(path, paths) or f"put it into {folder}/ or {FOLDER}/fonts/"
            problems.error(f"the stylesheet names '{named}', which is not there", place=place, hint=hint)
        else:
            found[named] = workspace.read(path)
    return found
