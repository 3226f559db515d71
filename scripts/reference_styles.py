"""The Word styles of each template's reference.docx, as a table that a designer can read.

Used by ``reference_docx.py``. Sizes and distances are points, colours RRGGBB.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from xml.sax.saxutils import quoteattr

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'

INK, GREY, RULE, TINT, ACCENT = "1B1F23", "555D66", "C3CAD0", "F1F5F7", "1C4E6B"
TEXT_FACE, HEAD_FACE, ASIAN_FACE = "Source Serif 4", "Source Sans 3", "Noto Sans CJK SC"
#: In twentieths of a point: A4 with 3 cm at the sides, and how far running text hangs in from the left, so that a line
#: of it holds some 68 characters while titles, the box, tables and notes have the whole width (as in style.css).
PAGE, MARGIN, HANG = (11906, 16838), 1701, 1740


@dataclass(frozen=True)
class ParagraphStyle:
    """One paragraph style; ``line`` is a least height, so that a picture put in by an editor is not cut off."""

    name: str
    size: float
    line: float
    before: float = 0
    after: float = 0
    base: str = "Normal"
    following: str = ""
    head: bool = False  # set in the face for headings
    bold: bool = False
    colour: str = ""
    hangs: bool = False  # hangs in from the left, as running text does
    left: float = 0
    right: float = 0
    hanging: float = 0
    keep_next: bool = False
    keep_lines: bool = False
    outline: int | None = None
    hyphens: bool = True
    borders: str = ""
    fill: str = ""
    numbering: int = 0
    tabs: str = ""
    aliases: str = ""
    exact: bool = False  # lines of this very height, so that Chinese does not drive them apart


def border(side: str, *, size: int = 4, space: int = 0, colour: str = RULE) -> str:
    """A rule of *size* eighths of a point, *space* points from the text."""
    return f'<w:{side} w:val="single" w:sz="{size}" w:space="{space}" w:color="{colour}"/>'


BOX = "".join(
    (
        border("top", space=9, colour=TINT),
        border("left", size=20, space=11, colour=ACCENT),
        border("bottom", space=9, colour=TINT),
        border("right", space=11, colour=TINT),
    )
)
RIGHT_TAB = f'<w:tab w:val="right" w:pos="{PAGE[0] - 2 * MARGIN}"/>'

P = ParagraphStyle
POLICY_BRIEF = (
    P("Title", 23, 27, 0, 8, following="Standfirst", head=True, bold=True, keep_next=True, keep_lines=True, outline=0,
      hyphens=False, borders=border("top", size=20, space=10, colour=ACCENT)),
    P("Standfirst", 13, 18, 0, 9, following="Facts", keep_lines=True),
    P("Facts", 8.5, 12, 0, 16, following="Body", head=True, colour=GREY, hyphens=False,
      borders=border("top", space=5)),
    P("Contents heading", 10, 13, 8, 4, following="toc 1", head=True, bold=True, colour=ACCENT, keep_next=True,
      hyphens=False),
    P("toc 1", 9.5, 14, head=True, hyphens=False),
    P("toc 2", 9.5, 14, head=True, left=12, hyphens=False),
    P("toc 3", 9.5, 14, head=True, left=24, hyphens=False),
    P("Key message heading", 10, 13, 18, 5, following="Key message", head=True, bold=True, colour=ACCENT, left=25,
      hanging=12, right=12, keep_next=True, hyphens=False, borders=BOX, fill=TINT),
    P("Key message", 10.5, 14.5, 0, 6, left=25, hanging=12, right=12, keep_lines=True, borders=BOX, fill=TINT,
      numbering=1),
    P("heading 1", 14.5, 18, 23, 6, following="Body", head=True, bold=True, keep_next=True, keep_lines=True,
      outline=0, hyphens=False),
    P("heading 2", 11.5, 14.5, 15, 4, following="Body", head=True, bold=True, hangs=True, keep_next=True,
      keep_lines=True, outline=1, hyphens=False),
    P("heading 3", 10, 14, 11, 2, following="Body", head=True, bold=True, hangs=True, keep_next=True, keep_lines=True,
      outline=2, hyphens=False, colour=GREY),
    P("Body", 10.5, 14.5, 0, 7, hangs=True),
    P("Attribution", 9, 12.5, 9, 2, following="Body", head=True, bold=True, colour=GREY, hangs=True, keep_next=True,
      hyphens=False),
    P("List Bullet", 10.5, 14.5, 0, 3, hangs=True, left=15, hanging=15, numbering=2),
    P("List Number", 10.5, 14.5, 0, 3, hangs=True, left=17, hanging=17, numbering=3),
    P("Figure value", 20, 24, 0, 2, following="Figure label", head=True, bold=True, colour=ACCENT, keep_next=True,
      hyphens=False, borders=border("top", size=10, space=4, colour=ACCENT)),
    P("Figure value narrow", 16, 20, 0, 2, following="Figure label", head=True, bold=True, colour=ACCENT,
      keep_next=True, hyphens=False, borders=border("top", size=10, space=4, colour=ACCENT)),
    P("Figure label", 9, 12, head=True, keep_lines=True, hyphens=False),
    P("caption", 9, 12.5, 14, 4, following="Body", head=True, bold=True, colour=GREY, keep_next=True, keep_lines=True,
      hyphens=False),
    P("Table heading", 9, 12.25, head=True, bold=True, colour=ACCENT, keep_next=True, hyphens=False),
    P("Table group", 9.5, 12.5, 6, 2, following="Table text", head=True, bold=True, colour=ACCENT, keep_next=True,
      hyphens=False),
    P("Table row heading", 9, 12.25, 0, 3, head=True, bold=True, hyphens=False),
    P("Table text", 9, 12.25, 0, 3, head=True),
    P("Table attribution", 8.5, 11.5, 0, 2, following="Table text", head=True, bold=True, colour=GREY, keep_next=True,
      hyphens=False),
    P("Recommendation", 9, 12.25, 0, 3, following="Table text", head=True, bold=True),
    P("After table", 5, 7, 0, 5, following="Body", hyphens=False),
    P("Glossary", 9.5, 13, 0, 2, hangs=True, left=14, hanging=14),
    P("Reference", 9, 12, 0, 4, left=14, hanging=14, exact=True),
    P("Colophon", 8.5, 12, 0, 2, head=True, colour=GREY),
    P("Notes heading", 14.5, 18, 23, 6, following="Body", head=True, bold=True, keep_next=True, outline=0,
      hyphens=False),
    P("footnote text", 8.5, 11, 0, 1.5, aliases="Note", exact=True),
    P("endnote text", 8.5, 11, 0, 2.5, hangs=True, aliases="Endnote", exact=True),
    P("header", 8, 10, head=True, colour=GREY, hyphens=False, tabs=RIGHT_TAB),
    P("footer", 8, 10, head=True, colour=GREY, hyphens=False, tabs=RIGHT_TAB),
)  # fmt: skip

#: Sizes that the one-pager takes down, so that a page holds it all.
SMALLER = {
    "Title": (19, 23, 0, 5), "Standfirst": (11.5, 15.5, 0, 6), "Facts": (8, 11, 0, 8),
    "Key message heading": (9, 12, 12, 3), "Key message": (10, 13.5, 0, 3), "heading 1": (12, 15, 14, 5),
    "heading 2": (10.5, 14, 10, 3), "Body": (10, 13.5, 0, 5), "caption": (8.5, 12, 8, 3),
    "Figure value": (17, 20, 0, 1), "Figure value narrow": (14, 17, 0, 1),
}  # fmt: skip
ONE_PAGER = tuple(
    replace(style, size=SMALLER[style.name][0], line=SMALLER[style.name][1], before=SMALLER[style.name][2],
            after=SMALLER[style.name][3]) if style.name in SMALLER else style
    for style in POLICY_BRIEF
)  # fmt: skip

CHARACTER_STYLES = {
    "Emphasis": "<w:i/><w:iCs/>",
    "Strong": "<w:b/><w:bCs/>",
    "Superscript": '<w:vertAlign w:val="superscript"/>',
    "Small capitals": "<w:smallCaps/>",
    "Hyperlink": f'<w:color w:val="{ACCENT}" w:themeColor="accent1"/><w:u w:val="single" w:color="{RULE}"/>',
    "FollowedHyperlink": f'<w:color w:val="{GREY}" w:themeColor="followedHyperlink"/><w:u w:val="single"/>',
    "footnote reference": f'<w:color w:val="{ACCENT}" w:themeColor="accent1"/><w:vertAlign w:val="superscript"/>',
    "endnote reference": f'<w:color w:val="{ACCENT}" w:themeColor="accent1"/><w:vertAlign w:val="superscript"/>',
}


#: List styles, in the order of their numbering instances: bullets of key messages, bullets, numbers.
LISTS = {
    "Key message list": ("bullet", "•", "KeyMessage", 25, 12),
    "Bulleted list": ("bullet", "•", "ListBullet", 102, 15),
    "Numbered list": ("decimal", "%1.", "ListNumber", 104, 17),
}


def identifier(name: str) -> str:
    """Word's own way to make a style id of a name: ``heading 1`` → ``Heading1``."""
    return "".join(word[:1].upper() + word[1:] for word in name.split())


def faces(kind: str) -> str:
    """The attributes that take each script's face from the theme: ``major`` for headings, ``minor`` for text."""
    scripts = {"asciiTheme": "HAnsi", "hAnsiTheme": "HAnsi", "eastAsiaTheme": "EastAsia", "cstheme": "Bidi"}
    return "".join(f' w:{name}="{kind}{script}"' for name, script in scripts.items())


def twips(points: float) -> int:
    """Points as twentieths of a point."""
    return round(points * 20)


def colour(rgb: str) -> str:
    """A colour, tied to the theme where it is one of the theme's."""
    theme = {ACCENT: ' w:themeColor="accent1"', INK: ' w:themeColor="text1"', GREY: ' w:themeColor="text2"'}
    return f'<w:color w:val="{rgb}"{theme.get(rgb, "")}/>' if rgb else ""


#: Styles that the program sets and no editor picks: not in Word's gallery of quick styles.
QUIET = frozenset(
    {
        *("Contents heading", "toc 1", "toc 2", "toc 3", "Figure value narrow", "Table heading", "Table group"),
        *("Table row heading", "After table", "Notes heading", "footnote text", "endnote text", "header", "footer"),
    }
)


def paragraph_style(style: ParagraphStyle, place: int) -> str:
    """The XML of a paragraph style, its properties in the order of CT_PPr and CT_RPr; *place* is that in Word's list."""
    face = f"<w:rFonts{faces('major')}/>" if style.head else ""
    size = twips(style.size) // 10
    characters = (
        f"{face}{'<w:b/><w:bCs/>' if style.bold else ''}{colour(style.colour)}"
        f'<w:sz w:val="{size}"/><w:szCs w:val="{size}"/>'
    )
    left = twips(style.left) + (HANG if style.hangs else 0)
    indent = f'<w:ind w:left="{left}" w:right="{twips(style.right)}"'
    indent += f' w:hanging="{twips(style.hanging)}"/>' if style.hanging else "/>"
    layout = (
        ("<w:keepNext/>" if style.keep_next else "")
        + ("<w:keepLines/>" if style.keep_lines else "")
        + (f'<w:numPr><w:numId w:val="{style.numbering}"/></w:numPr>' if style.numbering else "")
        + (f"<w:pBdr>{style.borders}</w:pBdr>" if style.borders else "")
        + (f'<w:shd w:val="clear" w:color="auto" w:fill="{style.fill}"/>' if style.fill else "")
        + (f"<w:tabs>{style.tabs}</w:tabs>" if style.tabs else "")
        + ("" if style.hyphens else "<w:suppressAutoHyphens/>")
        + f'<w:spacing w:before="{twips(style.before)}" w:after="{twips(style.after)}" '
        f'w:line="{twips(style.line)}" w:lineRule="{"exact" if style.exact else "atLeast"}"/>{indent}'
        + (f'<w:outlineLvl w:val="{style.outline}"/>' if style.outline is not None else "")
    )
    builtin = style.name.islower() or style.name in {"Title", "List Bullet", "List Number"}
    head = "" if builtin else ' w:customStyle="1"'
    aliases = f"<w:aliases w:val={quoteattr(style.aliases)}/>" if style.aliases else ""
    quick = "" if style.name in QUIET else "<w:qFormat/>"
    following = f'<w:next w:val="{identifier(style.following)}"/>' if style.following else ""
    return (
        f'<w:style w:type="paragraph"{head} w:styleId="{identifier(style.name)}"><w:name w:val="{style.name}"/>'
        f'{aliases}<w:basedOn w:val="{style.base}"/>{following}<w:uiPriority w:val="{place}"/>{quick}'
        f"<w:pPr>{layout}</w:pPr><w:rPr>{characters}</w:rPr></w:style>"
    )


def character_style(name: str, look: str) -> str:
    """The XML of a character style."""
    custom = ' w:customStyle="1"' if name in {"Superscript", "Small capitals"} else ""
    return (
        f'<w:style w:type="character"{custom} w:styleId="{identifier(name)}"><w:name w:val="{name}"/>'
        f'<w:basedOn w:val="DefaultParagraphFont"/><w:qFormat/><w:rPr>{look}</w:rPr></w:style>'
    )


def table_style(name: str, inside: str, first_row: str = "", room: tuple[int, int, int, int] = (90, 0, 50, 180)) -> str:
    """A table style; *room* is that in each cell: top, left, bottom, right, in twentieths of a point."""
    names = ("top", "left", "bottom", "right")
    sides = "".join(f'<w:{name} w:w="{wide}" w:type="dxa"/>' for name, wide in zip(names, room, strict=True))
    head = (
        f'<w:tblStylePr w:type="firstRow"><w:tcPr><w:tcBorders>{first_row}</w:tcBorders>'
        '<w:vAlign w:val="bottom"/></w:tcPr></w:tblStylePr>'
        if first_row
        else ""
    )
    return (
        f'<w:style w:type="table" w:customStyle="1" w:styleId="{identifier(name)}"><w:name w:val="{name}"/>'
        f'<w:basedOn w:val="TableNormal"/><w:qFormat/><w:tblPr><w:tblBorders>{inside}</w:tblBorders>'
        f"<w:tblCellMar>{sides}</w:tblCellMar></w:tblPr>{head}</w:style>"
    )


def styles(paragraphs: tuple[ParagraphStyle, ...]) -> str:
    """The styles part."""
    defaults = (
        f'<w:docDefaults><w:rPrDefault><w:rPr><w:rFonts{faces("minor")}/>{colour(INK)}<w:kern w:val="16"/><w:sz w:val="21"/>'
        '<w:szCs w:val="21"/><w:lang w:val="en-GB" w:eastAsia="zh-CN" w:bidi="ar-SA"/></w:rPr></w:rPrDefault>'
        '<w:pPrDefault><w:pPr><w:widowControl/><w:spacing w:line="290" w:lineRule="atLeast"/></w:pPr></w:pPrDefault>'
        "</w:docDefaults>"
        # every style that Word knows and the template does not use stays out of its lists
        '<w:latentStyles w:defLockedState="0" w:defUIPriority="99" w:defSemiHidden="1" w:defUnhideWhenUsed="1" '
        'w:defQFormat="0" w:count="376"/>'
    )
    base = (
        '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:qFormat/></w:style>'
        '<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont">'
        '<w:name w:val="Default Paragraph Font"/><w:uiPriority w:val="1"/><w:semiHidden/></w:style>'
        '<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/>'
        '<w:uiPriority w:val="99"/><w:semiHidden/><w:unhideWhenUsed/><w:tblPr><w:tblInd w:w="0" w:type="dxa"/>'
        '<w:tblCellMar><w:top w:w="0" w:type="dxa"/><w:left w:w="108" w:type="dxa"/><w:bottom w:w="0" w:type="dxa"/>'
        '<w:right w:w="108" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style>'
        '<w:style w:type="numbering" w:default="1" w:styleId="NoList"><w:name w:val="No List"/>'
        '<w:uiPriority w:val="99"/><w:semiHidden/></w:style>'
    )
    lists = "".join(
        f'<w:style w:type="numbering" w:customStyle="1" w:styleId="{identifier(name)}"><w:name w:val="{name}"/>'
        f'<w:basedOn w:val="NoList"/><w:pPr><w:numPr><w:numId w:val="{number}"/></w:numPr></w:pPr></w:style>'
        for number, name in enumerate(LISTS, 1)
    )
    rules = border("bottom", size=4) + border("insideH", size=4)
    header = border("bottom", size=8, colour=ACCENT)
    tables = table_style("Brief table", rules, header) + table_style("Figure strip", "", room=(240, 0, 0, 320))
    return (
        f'{DECLARATION}<w:styles xmlns:w="{W}">{defaults}{base}'
        + "".join(paragraph_style(style, place) for place, style in enumerate(paragraphs, 1))
        + "".join(character_style(name, look) for name, look in CHARACTER_STYLES.items())
        + f"{lists}{tables}</w:styles>"
    )
