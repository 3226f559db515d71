"""The shipped templates as styles, read from the repository."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

from briefgen.style import Style

TEMPLATES = Path(__file__).resolve().parents[2] / "templates"


def style(
    name: str = "policy-brief",
    *,
    paper: Literal["A4", "Letter"] = "A4",
    notes: Literal["footnotes", "endnotes"] = "footnotes",
) -> Style:
    """A shipped template's style, with the shared fonts under the names that its stylesheet uses."""
    folder = TEMPLATES / name
    fonts = sorted((TEMPLATES / "fonts").glob("*.woff2"))
    return Style(
        name=name,
        css=(folder / "style.css").read_text(encoding="utf-8"),
        page=(folder / "page.html.j2").read_text(encoding="utf-8"),
        reference=b"",
        assets={f"../fonts/{font.name}": font.read_bytes() for font in fonts},
        paper=paper,
        notes=notes,
    )
