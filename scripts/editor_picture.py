"""The picture on the editors' page: what a redline looks like, with its comments beside it.

``python scripts/editor_picture.py`` builds the brief on Ukraine in a folder of its own, edits it as an editor would,
changes two findings, builds it again, has LibreOffice draw the page and Chromium set the comments beside it:
docs/pictures/redline.png. It needs what the tests need (scripts/setup tests).
"""

from __future__ import annotations

import base64
import html
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from lxml import etree  # noqa: E402

from briefgen.build.run import build  # noqa: E402
from briefgen.redline.story import opened  # noqa: E402
from briefgen.redline.units import said  # noqa: E402
from briefgen.workspace import Disk  # noqa: E402
from briefgen.writers._word.reading import parts_of  # noqa: E402
from briefgen.writers._word.xml import qualified  # noqa: E402
from tests.redline.edits import deleted, edited, inserted_after, replaced  # noqa: E402

TARGET = ROOT / "docs" / "pictures" / "redline.png"
DOCX = "output/ukraine-brief/ukraine-brief.docx"
RECORDS = "corpus/records/china-russia-alignment/report.yaml"
#: The page that shows most, and what of its comments stands beside it.
PAGE = 3

STYLE = """
body { margin: 0; font: 15px/1.4 'Source Sans 3', Arial, sans-serif; display: flex; width: 1240px; background: #fff; color: #1b1f23 }
img { width: 840px; border-right: 1px solid #c3cad0 }
aside { padding: 40px 24px; width: 350px }
h2 { font-size: 15px; margin: 0 0 12px; color: #555d66 }
div { border-left: 3px solid #c79a16; background: #faf6ea; padding: 8px 12px; margin: 0 0 14px }
p { margin: 0 0 4px } p.on { color: #555d66; font-size: 13px }
"""


def edited_and_built_again(folder: Path) -> Disk:
    """A desk with a brief that an editor has changed and a build has redlined."""
    for name in ("corpus", "configs", "templates"):
        shutil.copytree(ROOT / name, folder / name)
    desk = Disk(folder)
    build(desk, "ukraine-brief", formats=("docx",))
    edits = (
        replaced("message-crp-52", "The flow is large", "The flow is very large"),
        deleted("finding-crp-42"),
        inserted_after(
            "context-text", "Our committee discussed this on 3 November; members asked for figures on trade."
        ),
    )
    desk.write(DOCX, edited(desk.read(DOCX), *edits))
    text = desk.read(RECORDS).decode()
    for old, new in (
        ("let Russia expand arms", "enable Moscow to expand arms"),
        ("closer for a while.", "closer for a time."),
    ):
        assert old in text, old
        text = text.replace(old, new)
    desk.write(RECORDS, text.encode())
    config = desk.read("configs/ukraine-brief.yaml").decode()
    desk.write("configs/ukraine-brief.yaml", config.replace("findings: 10,", "findings: 11,").encode())
    build(desk, "ukraine-brief", formats=("docx",))
    return desk


def page_of(folder: Path, document: Path) -> Path:
    """The page as LibreOffice draws it."""
    profile = f"-env:UserInstallation=file://{folder}/libreoffice"
    how = 'pdf:writer_pdf_Export:{"ExportNotes":{"type":"boolean","value":"false"}}'
    command = ["soffice", profile, "--headless", "--convert-to", how, "--outdir", str(folder), str(document)]
    subprocess.run(command, check=True, capture_output=True)
    picture = folder / "page"
    pages = ["-f", str(PAGE), "-l", str(PAGE), "-r", "90", "-singlefile", "-png"]
    subprocess.run(["pdftoppm", *pages, str(folder / f"{document.stem}.pdf"), str(picture)], check=True)
    return picture.with_suffix(".png")


def comments(content: bytes) -> list[tuple[str, list[str]]]:
    """The comments in the order of the text: the first words of their paragraph, and their own paragraphs."""
    parts = parts_of(content)
    texts = {
        one.get(qualified("w:id"), ""): ["".join(map(str, p.itertext())) for p in one]
        for one in etree.fromstring(parts["word/comments.xml"])
    }
    return [
        (" ".join(said(line.units).split()[:7]), texts[mark.get(qualified("w:id"), "")])
        for line in opened(content).lines
        for mark in line.element.iter(qualified("w:commentReference"))
    ]


def main() -> None:
    """Draw the picture."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        desk = edited_and_built_again(folder / "desk")
        page = base64.b64encode(page_of(folder, folder / "desk" / DOCX).read_bytes()).decode()
        boxes = "".join(
            f"<div><p class='on'>on “{html.escape(on)} …”</p>"
            + "".join(f"<p>{html.escape(one)}</p>" for one in words)
            + "</div>"
            for on, words in comments(desk.read(DOCX))[:4]
        )
        sheet = folder / "sheet.html"
        sheet.write_text(
            f"<!DOCTYPE html><meta charset=utf-8><style>{STYLE}</style>"
            f"<img src='data:image/png;base64,{page}'><aside><h2>Comments in the file</h2>{boxes}</aside>",
            encoding="utf-8",
        )
        subprocess.run(
            [
                "chromium",
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--hide-scrollbars",
                "--window-size=1240,1190",
                f"--screenshot={TARGET}",
                sheet.as_uri(),
            ],
            check=True,
            capture_output=True,
        )


if __name__ == "__main__":
    main()
