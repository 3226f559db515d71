"""Cut Noto Sans CJK SC down to the characters that briefs need, as templates/fonts/NotoSansCJKsc-Regular.woff2.

    python scripts/cjk_font.py [NotoSansCJK-Regular.ttc]

Kept are the characters of GB 2312 (simplified Chinese) and of the first level of Big5 (the 5,401 common
characters of traditional Chinese), with punctuation, kana and full-width forms. The font comes from Debian's
package fonts-noto-cjk; its licence (SIL Open Font Licence 1.1) reserves no name, so a part of it may keep its name.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTFont

SYSTEM = Path("/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc")
TARGET = Path(__file__).resolve().parent.parent / "templates" / "fonts" / "NotoSansCJKsc-Regular.woff2"
SIMPLIFIED = 2  # the face's number in the collection: JP, KR, SC, TC, HK


def encoded(encoding: str, leads: range, trails: range) -> Iterator[str]:
    """The characters of a two-byte encoding in the given rows."""
    for lead in leads:
        for trail in trails:
            try:
                yield bytes((lead, trail)).decode(encoding)
            except UnicodeDecodeError:
                continue


def main() -> None:
    """Cut the font and say how large it has become."""
    collection = Path(sys.argv[1]) if len(sys.argv) > 1 else SYSTEM
    letters = {letter for letter in encoded("gb2312", range(0xA1, 0xF8), range(0xA1, 0xFF)) if ord(letter) >= 0x2E80}
    letters |= {letter for letter in encoded("big5", range(0xA4, 0xC7), range(0x40, 0xFF)) if ord(letter) >= 0x2E80}
    letters |= set(map(chr, (*range(0x3000, 0x3040), *range(0xFF01, 0xFF66))))
    font = TTFont(collection, fontNumber=SIMPLIFIED, lazy=True, recalcTimestamp=False)
    options = subset.Options(
        layout_features=[],
        hinting=False,
        name_IDs=["*"],
        notdef_outline=True,
        drop_tables=["vhea", "vmtx", "VORG", "BASE", "GPOS", "GSUB", "DSIG"],
    )
    cutter = subset.Subsetter(options)
    cutter.populate(unicodes=sorted(map(ord, letters)))
    cutter.subset(font)
    font.flavor = "woff2"
    font.save(TARGET, reorderTables=False)
    print(f"{TARGET.name}: {len(letters)} characters, {TARGET.stat().st_size:,} bytes")


if __name__ == "__main__":
    main()
