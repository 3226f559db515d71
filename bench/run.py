"""One command for all figures: ``python bench/run.py [--times N] [CONFIG]``.

Ours against the others on the same machine in the same minutes, as ratios: a DOCX against pandoc with citeproc on
the same content and notes, a PDF against bare WeasyPrint on the same HTML, and what a user waits for when there is
nothing to do against ``python -c pass``. Nothing here is a test: these are measurements, told with their aims.
"""

from __future__ import annotations

import argparse
import pickle
import shutil
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))

from pandoc_document import write_document
from timing import Command, row

from briefgen.build.desk.briefs import locate
from briefgen.build.making.compute import compute
from briefgen.cite.catalogue import catalogue
from briefgen.cite.style import load_style
from briefgen.config.load import load_settings
from briefgen.corpus.load import load_corpus
from briefgen.pandoc import find_pandoc
from briefgen.workspace import Disk
from briefgen.writers._page import page as filled_page

ROOT = Path(__file__).resolve().parent.parent
BRIEFGEN = [sys.executable, "-m", "briefgen"]
PASS = [sys.executable, "-c", "pass"]
BARE_WEASYPRINT = (
    "import sys, weasyprint\n"
    "page = open(sys.argv[1], encoding='utf-8').read()\n"
    "weasyprint.HTML(string=page).write_pdf(sys.argv[2], pdf_variant='pdf/ua-1')\n"
)


def main() -> None:
    """Print one line for each figure."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("config", nargs="?", default="ukraine-brief.yaml")
    parser.add_argument("--times", type=int, default=7)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        for line in measured(Path(folder), asked.config, asked.times):
            print(line, flush=True)


def measured(folder: Path, config: str, times: int) -> Iterator[str]:
    """Each figure as one line."""
    desk = folder / "desk"
    for part in ("corpus", "configs", "templates"):
        shutil.copytree(ROOT / part, desk / part)
    settings = {"BRIEFGEN_CACHE": str(folder / "cache")}
    named = Path(config).stem
    output = desk / "output"

    def ours(name: str, *words: str, before: object = None) -> Command:
        return Command(name, [*BRIEFGEN, *words], str(desk), settings, before)  # type: ignore[arg-type]

    def cold() -> None:
        shutil.rmtree(folder / "cache", ignore_errors=True)
        shutil.rmtree(output, ignore_errors=True)

    turns = iter(range(1, 1_000_000))

    def text_changed() -> None:
        path = desk / "configs" / f"{named}.yaml"
        lines = [line for line in path.read_text(encoding="utf-8").splitlines() if not line.startswith("short-title:")]
        path.write_text("\n".join([*lines, f"short-title: Turn {next(turns)}", ""]), encoding="utf-8")

    pandoc = Command("pandoc --citeproc", pandoc_words(folder, desk, config), str(folder), settings)
    build = ("build", config, "--format", "docx")
    yield row(ours("DOCX, cold", *build, before=cold), pandoc, times, "at most 1.30")
    yield row(ours("DOCX, a text changed", *build, before=text_changed), pandoc, times, "at most 0.80")

    bare = Command(
        "bare WeasyPrint", [sys.executable, "-c", BARE_WEASYPRINT, *page(folder, desk, config)], str(folder), settings
    )
    writer = [
        sys.executable,
        str(Path(__file__).with_name("write_pdf.py")),
        str(folder / "b.pickle"),
        str(folder / "b.pdf"),
    ]
    yield row(Command("PDF, the writer", writer, str(desk), settings), bare, times, "at most 1.15")

    python = Command("python -c pass", PASS, str(folder), settings)
    yield row(ours("--help", "--help"), python, times, "at most +120 ms")
    yield row(ours("nothing to do", *build), python, times, "at most +120 ms")


def pandoc_words(folder: Path, desk: Path, config: str) -> list[str]:
    """The command that makes the same brief's DOCX with pandoc, its input written beforehand."""
    workspace = Disk(desk)
    computed = compute(workspace, locate(workspace, config), ("docx",), lambda *_: None)
    style = load_style(workspace, load_settings(workspace).citations.style)
    path = write_document(computed.brief, catalogue(load_corpus(workspace)), style, folder)
    return [
        find_pandoc(workspace).path,
        "-f",
        "json",
        "-t",
        "docx",
        "--citeproc",
        "-o",
        str(folder / "p.docx"),
        str(path),
    ]


def page(folder: Path, desk: Path, config: str) -> list[str]:
    """The HTML that our PDF writer gives to WeasyPrint, on disk with its fonts, and where the PDF is to go."""
    workspace = Disk(desk)
    computed = compute(workspace, locate(workspace, config), ("pdf",), lambda *_: None)

    def address(name: str, content: bytes) -> str:
        path = folder / Path(name).name
        path.write_bytes(content)
        return path.as_uri()

    made = filled_page(computed.brief, computed.style, medium="pdf", placing="foot", address=address)
    (folder / "b.pickle").write_bytes(pickle.dumps((computed.brief, computed.style)))
    (folder / "page.html").write_text(made, encoding="utf-8")
    return [str(folder / "page.html"), str(folder / "page.pdf")]


if __name__ == "__main__":
    main()
