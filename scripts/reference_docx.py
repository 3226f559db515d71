"""Make templates/*/reference.docx: the Word styles of each template. Anyone can run it; the bytes repeat.

    python scripts/reference_docx.py

The writer takes styles, numbering, theme, settings, page margins, header and footer from reference.docx and puts the
brief in the place of its body. So a desk may restyle the file in Word instead (the body shows each style once) and
never run this script. The styles themselves stand in ``reference_styles.py``.
"""

from __future__ import annotations

import sys
from pathlib import Path
from xml.sax.saxutils import escape

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "scripts")]  # this checkout's package, installed or not

from reference_styles import (  # noqa: E402 - after the path is set
    ACCENT,
    ASIAN_FACE,
    DECLARATION,
    GREY,
    HEAD_FACE,
    INK,
    LISTS,
    MARGIN,
    ONE_PAGER,
    PAGE,
    POLICY_BRIEF,
    TEXT_FACE,
    TINT,
    ParagraphStyle,
    W,
    colour,
    identifier,
    styles,
    twips,
)

from briefgen.writers._word.package import content_types, zipped  # noqa: E402 - likewise

R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
A = "http://schemas.openxmlformats.org/drawingml/2006/main"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
WORDML = "application/vnd.openxmlformats-officedocument.wordprocessingml"
OFFICE = "application/vnd.openxmlformats-officedocument"


def numbering() -> str:
    """The numbering part: one definition and one instance for each list style."""
    kinds, instances = "", ""
    for number, (name, (form, mark, style, left, hanging)) in enumerate(LISTS.items(), 1):
        arial = '<w:rFonts w:ascii="Arial" w:hAnsi="Arial" w:cs="Arial" w:hint="default"/>' if form == "bullet" else ""
        face = f"<w:rPr>{arial}{colour(ACCENT)}</w:rPr>"
        kinds += (
            f'<w:abstractNum w:abstractNumId="{number}"><w:nsid w:val="0B12EF{number:02d}"/>'
            f'<w:multiLevelType w:val="singleLevel"/><w:tmpl w:val="0B12EE{number:02d}"/>'
            f'<w:styleLink w:val="{identifier(name)}"/><w:lvl w:ilvl="0"><w:start w:val="1"/>'
            f'<w:numFmt w:val="{form}"/><w:pStyle w:val="{style}"/><w:lvlText w:val="{mark}"/><w:lvlJc w:val="left"/>'
            f'<w:pPr><w:ind w:left="{twips(left)}" w:hanging="{twips(hanging)}"/></w:pPr>{face}</w:lvl></w:abstractNum>'
        )
        instances += f'<w:num w:numId="{number}"><w:abstractNumId w:val="{number}"/></w:num>'
    return f'{DECLARATION}<w:numbering xmlns:w="{W}">{kinds}{instances}</w:numbering>'


#: Face → (other name to look for, PANOSE-1 classification, character set, family, pitch), from the faces' own tables.
FACES = {
    TEXT_FACE: ("Cambria", "02040603050405020204", "00", "roman"),
    HEAD_FACE: ("Calibri", "020B0503030403020204", "00", "swiss"),
    ASIAN_FACE: ("Microsoft YaHei", "020B0500000000000000", "86", "swiss"),
}


def font_table() -> str:
    """The font table: what Word takes for a face that is not installed."""
    fonts = "".join(
        f'<w:font w:name="{name}"><w:altName w:val="{other}"/><w:panose1 w:val="{panose}"/>'
        f'<w:charset w:val="{charset}"/><w:family w:val="{family}"/><w:pitch w:val="variable"/></w:font>'
        for name, (other, panose, charset, family) in FACES.items()
    )
    return f'{DECLARATION}<w:fonts xmlns:w="{W}">{fonts}</w:fonts>'


def theme() -> str:
    """The theme: the colours and faces that the styles refer to."""

    def rgb(name: str, said: str) -> str:
        return f'<a:{name}><a:srgbClr val="{said}"/></a:{name}>'

    def faces(kind: str, latin: str) -> str:
        return (
            f'<a:{kind}Font><a:latin typeface="{latin}"/><a:ea typeface="{ASIAN_FACE}"/>'
            f'<a:cs typeface="Arial"/></a:{kind}Font>'
        )

    palette = (
        ("dk1", INK), ("lt1", "FFFFFF"), ("dk2", GREY), ("lt2", TINT), ("accent1", ACCENT), ("accent2", GREY),
        ("accent3", "8A6D1F"), ("accent4", "8C3B2E"), ("accent5", "4B6B3C"), ("accent6", "5B4B7A"),
        ("hlink", ACCENT), ("folHlink", GREY),
    )  # fmt: skip
    fill = '<a:solidFill><a:schemeClr val="phClr"/></a:solidFill>'
    line = f'<a:ln w="6350">{fill}</a:ln>'
    return (
        f'{DECLARATION}<a:theme xmlns:a="{A}" name="Brief"><a:themeElements><a:clrScheme name="Brief">'
        + "".join(rgb(name, said) for name, said in palette)
        + f'</a:clrScheme><a:fontScheme name="Brief">{faces("major", HEAD_FACE)}{faces("minor", TEXT_FACE)}'
        f'</a:fontScheme><a:fmtScheme name="Brief"><a:fillStyleLst>{fill * 3}</a:fillStyleLst>'
        f"<a:lnStyleLst>{line * 3}</a:lnStyleLst><a:effectStyleLst>"
        + "<a:effectStyle><a:effectLst/></a:effectStyle>" * 3
        + f"</a:effectStyleLst><a:bgFillStyleLst>{fill * 3}</a:bgFillStyleLst></a:fmtScheme></a:themeElements></a:theme>"
    )


SETTINGS = (
    f'{DECLARATION}<w:settings xmlns:w="{W}"><w:zoom w:percent="100"/><w:autoHyphenation/>'
    '<w:consecutiveHyphenLimit w:val="2"/><w:hyphenationZone w:val="360"/><w:doNotHyphenateCaps/>'
    '<w:characterSpacingControl w:val="doNotCompress"/>'
    '<w:footnotePr><w:footnote w:id="-1"/><w:footnote w:id="0"/></w:footnotePr>'
    '<w:endnotePr><w:endnote w:id="-1"/><w:endnote w:id="0"/></w:endnotePr>'
    '<w:compat><w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" '
    'w:val="15"/></w:compat><w:themeFontLang w:val="en-GB" w:eastAsia="zh-CN" w:bidi="ar-SA"/>'
    '<w:clrSchemeMapping w:bg1="light1" w:t1="dark1" w:bg2="light2" w:t2="dark2" w:accent1="accent1" '
    'w:accent2="accent2" w:accent3="accent3" w:accent4="accent4" w:accent5="accent5" w:accent6="accent6" '
    'w:hyperlink="hyperlink" w:followedHyperlink="followedHyperlink"/><w:decimalSymbol w:val="."/>'
    '<w:listSeparator w:val=","/></w:settings>'
)


def notes(kind: str) -> str:
    """The part of footnotes or endnotes: the fine rule above them, and above those carried over."""
    separators = "".join(
        f'<w:{kind} w:type="{name}" w:id="{number}"><w:p><w:pPr><w:pStyle w:val="{identifier(kind + " text")}"/></w:pPr>'
        f"<w:r><w:{name}/></w:r></w:p></w:{kind}>"
        for number, name in ((-1, "separator"), (0, "continuationSeparator"))
    )
    return f'{DECLARATION}<w:{kind}s xmlns:w="{W}">{separators}</w:{kind}s>'


def run(text: str) -> str:
    """A run of text."""
    return f'<w:r><w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def page_field(name: str) -> str:
    """A field with a first result; Word computes those of headers and footers when it lays out."""

    def mark(kind: str) -> str:
        return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'

    code = f'<w:r><w:instrText xml:space="preserve"> {name} </w:instrText></w:r>'
    return mark("begin") + code + mark("separate") + run("1") + mark("end")


def edge(kind: str, style: str, content: str) -> str:
    """A header (``hdr``) or footer (``ftr``): one paragraph; the writer fills what stands in braces."""
    paragraph = f'<w:p><w:pPr><w:pStyle w:val="{identifier(style)}"/></w:pPr>{content}</w:p>'
    return f'{DECLARATION}<w:{kind} xmlns:w="{W}">{paragraph}</w:{kind}>'


def document(paragraphs: tuple[ParagraphStyle, ...]) -> str:
    """A body that shows each style once, for whoever restyles the file in Word; the writer leaves it out."""
    samples = "".join(
        f'<w:p><w:pPr><w:pStyle w:val="{identifier(style.name)}"/></w:pPr>{run(f"{style.name}: {SAMPLE}")}</w:p>'
        for style in paragraphs
        if style.name not in {"header", "footer", "footnote text", "endnote text"}
    )
    edges = '<w:headerReference w:type="default" r:id="rId10"/><w:footerReference w:type="default" r:id="rId11"/>'
    section = (
        f'<w:sectPr>{edges}<w:pgSz w:w="{PAGE[0]}" w:h="{PAGE[1]}"/><w:pgMar w:top="1304" w:right="{MARGIN}" '
        f'w:bottom="1134" w:left="{MARGIN}" w:header="709" w:footer="567" w:gutter="0"/></w:sectPr>'
    )
    return f'{DECLARATION}<w:document xmlns:w="{W}" xmlns:r="{R}"><w:body>{samples}{section}</w:body></w:document>'


SAMPLE = "a few words in this style, so that it can be seen and changed here."
CORE = (
    f'{DECLARATION}<cp:coreProperties xmlns:cp="{PACKAGE}/metadata/core-properties" '
    'xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>Reference document</dc:title></cp:coreProperties>'
)
APP = (
    f'{DECLARATION}<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties">'
    "<Application>briefgen</Application></Properties>"
)
#: Part → its content type, and the type and number of the relationship that leads to it from the main document.
PARTS = {
    "styles": 1, "settings": 2, "fontTable": 3, "numbering": 5, "footnotes": 6, "endnotes": 7,
    "header1": 10, "footer1": 11,
}  # fmt: skip


def relationships(targets: list[tuple[int, str, str]]) -> bytes:
    """A relationships part: number, type and target of each."""
    lines = "".join(f'<Relationship Id="rId{n}" Type="{kind}" Target="{target}"/>' for n, kind, target in targets)
    return f'{DECLARATION}<Relationships xmlns="{PACKAGE}/relationships">{lines}</Relationships>'.encode()


def reference(paragraphs: tuple[ParagraphStyle, ...]) -> bytes:
    """A whole reference.docx."""
    tab = "<w:r><w:tab/></w:r>"
    pages = f"{run('{Page} ')}{page_field('PAGE')}{run(' {of} ')}{page_field('NUMPAGES')}"
    parts = {
        "word/document.xml": document(paragraphs),
        "word/styles.xml": styles(paragraphs),
        "word/settings.xml": SETTINGS,
        "word/fontTable.xml": font_table(),
        "word/numbering.xml": numbering(),
        "word/footnotes.xml": notes("footnote"),
        "word/endnotes.xml": notes("endnote"),
        "word/header1.xml": edge("hdr", "header", f"{run('{short title}')}<w:r><w:tab/></w:r>{run('{as of}')}"),
        "word/footer1.xml": edge("ftr", "footer", f"{run('{author}')}{tab}{pages}"),
        "word/theme/theme1.xml": theme(),
        "docProps/core.xml": CORE,
        "docProps/app.xml": APP,
    }
    kinds = {f"/word/{name}.xml": f"{WORDML}.{name.rstrip('0123456789')}+xml" for name in PARTS}
    kinds |= {
        "/word/document.xml": f"{WORDML}.document.main+xml",
        "/word/theme/theme1.xml": f"{OFFICE}.theme+xml",
        "/docProps/core.xml": "application/vnd.openxmlformats-package.core-properties+xml",
        "/docProps/app.xml": f"{OFFICE}.extended-properties+xml",
    }
    inner = [(n, f"{R}/{name.rstrip('0123456789')}", f"{name}.xml") for name, n in PARTS.items()]
    outer = [
        (1, f"{R}/officeDocument", "word/document.xml"),
        (2, f"{PACKAGE}/relationships/metadata/core-properties", "docProps/core.xml"),
        (3, f"{R}/extended-properties", "docProps/app.xml"),
    ]
    entries = {
        "_rels/.rels": relationships(outer),
        "word/_rels/document.xml.rels": relationships([*inner, (4, f"{R}/theme", "theme/theme1.xml")]),
        **{name: text.encode() for name, text in parts.items()},
    }
    return zipped({"[Content_Types].xml": content_types(kinds), **dict(sorted(entries.items()))})


def main() -> None:
    """Write both files."""
    for template, paragraphs in (("policy-brief", POLICY_BRIEF), ("one-pager", ONE_PAGER)):
        path = ROOT / "templates" / template / "reference.docx"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(reference(paragraphs))
        print(f"{path.relative_to(ROOT)}: {path.stat().st_size} bytes")


if __name__ == "__main__":
    main()
