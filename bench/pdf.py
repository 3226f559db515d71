"""The PDF writer against bare WeasyPrint on the same HTML: ``python bench/pdf.py [times]``.

Both are whole processes, in turn, on the brief of the tests that has every kind of block in some five pages. The
bare one reads the page, fonts inlined, from a file and writes a PDF/UA-1; ours makes the page from the brief as well.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from timing import Command, once, row

ROOT = Path(__file__).resolve().parent.parent

OURS = """
from pathlib import Path
from briefgen.writers import pdf
from tests.writers import briefs
from tests.writers.styles import style
Path("ours.pdf").write_bytes(pdf.write(briefs.everything(), style()))
"""

PAGE = """
from pathlib import Path
from briefgen.writers._page import page
from tests.writers import briefs
from tests.writers.styles import style
made = page(briefs.everything(), style(), medium="pdf", placing="foot")
Path("page.html").write_text(made.replace("x-note", "span").replace("<span id=", '<span class="note" id='))
"""

BARE = """
import weasyprint
weasyprint.HTML(filename="page.html").write_pdf("bare.pdf", pdf_variant="pdf/ua-1")
"""


def main() -> None:
    """Print one line: seconds, ratio and peak memory."""
    times = int(sys.argv[1]) if len(sys.argv) > 1 else 5
    with tempfile.TemporaryDirectory() as folder:
        ours, page, bare = (
            Command(name, (sys.executable, "-c", code), folder, {"PYTHONPATH": str(ROOT)})
            for name, code in (("the PDF writer", OURS), ("page", PAGE), ("bare WeasyPrint", BARE))
        )
        once(page)
        print(row(ours, bare, times, "at most 1.15 times"))


if __name__ == "__main__":
    main()
