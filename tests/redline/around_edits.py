"""What an editor does around the text: comments, headers, pictures, and what programs do to a file in between."""

from __future__ import annotations

import struct
import zlib
from dataclasses import dataclass

from tests.redline.editing import DATE, EDITOR, OURS, Editing, length
from tests.redline.package import MAIN, NAMES, find, make, plain_run, q

_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"


@dataclass(frozen=True, slots=True)
class Comment:
    """A comment on some words."""

    which: int
    at: int
    long: int

    def apply(self, editing: Editing) -> None:
        docx = editing.docx
        if not docx.related("comments"):
            root = f'<w:comments xmlns:w="{NAMES["w"]}"/>'.encode()
            docx.add("word/comments.xml", f"{_WORD}.comments+xml", root)
            docx.relate(MAIN, "comments", "comments.xml")
        root = docx.tree(docx.related("comments"))
        taken = [int(comment.get(q("w:id"), "0")) for comment in root]
        number = str(max(taken, default=0) + 1)
        signed = {"w:id": number, "w:author": EDITOR, "w:date": DATE, "w:initials": "EI"}
        root.append(make("w:comment", signed, make("w:p", None, plain_run(editing.sentence(2)))))
        paragraph = editing.paragraph(self.which)
        start = self.at % (length(paragraph) + 1)
        end = min(start + self.long, length(paragraph))
        anchor = make("w:r", None, make("w:commentReference", {"w:id": number}))
        editing.put(paragraph, end, make("w:commentRangeEnd", {"w:id": number}), anchor)
        editing.put(paragraph, start, make("w:commentRangeStart", {"w:id": number}))
        if start == end:  # both landed at one place, the end first
            opening = find(paragraph, f".//w:commentRangeStart[@w:id='{number}']")[0]
            find(paragraph, f".//w:commentRangeEnd[@w:id='{number}']")[0].addprevious(opening)


@dataclass(frozen=True, slots=True)
class DropComment:
    """One of our comments, or of the editor's own, deleted as dealt with."""

    which: int
    own: bool = False

    def apply(self, editing: Editing) -> None:
        name = editing.docx.related("comments")
        author = EDITOR if self.own else OURS
        found = [entry for entry in editing.docx.tree(name) if entry.get(q("w:author")) == author] if name else []
        if found:
            editing.docx.tree(name).remove(found[self.which % len(found)])


@dataclass(frozen=True, slots=True)
class Header:
    """Words written into a header or footer."""

    which: int

    def apply(self, editing: Editing) -> None:
        docx = editing.docx
        names = sorted({name for kind in ("header", "footer") for _, name in docx.relations(MAIN, kind)})
        paragraphs = [entry for name in names for entry in docx.tree(name).iter(q("w:p"))]
        if paragraphs:
            paragraphs[self.which % len(paragraphs)].append(plain_run(f" {editing.token()}"))


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture put into a paragraph."""

    which: int
    at: int

    def apply(self, editing: Editing) -> None:
        docx = editing.docx
        number = editing.fresh()
        name = f"media/picture{editing.turn}x{number}.png"
        docx.add(f"word/{name}", "image/png", _png(editing.turn * 7 + int(number) % 90))
        relation = docx.relate(MAIN, "image", name)
        paragraph = editing.paragraph(self.which)
        drawing = make("w:drawing", None, _inline(relation, number))
        editing.put(paragraph, self.at % (length(paragraph) + 1), make("w:r", None, drawing))


def _inline(relation: str, number: str):
    size = {"cx": 200000, "cy": 200000}
    blip = make(
        "pic:blipFill", None, make("a:blip", {"r:embed": relation}), make("a:stretch", None, make("a:fillRect"))
    )
    about = make("pic:nvPicPr", None, make("pic:cNvPr", {"id": number, "name": "picture"}), make("pic:cNvPicPr"))
    place = make("a:xfrm", None, make("a:off", {"x": 0, "y": 0}), make("a:ext", size))
    shape = make("pic:spPr", None, place, make("a:prstGeom", {"prst": "rect"}, make("a:avLst")))
    data = make("a:graphicData", {"uri": NAMES["pic"]}, make("pic:pic", None, about, blip, shape))
    return make("wp:inline", None, make("wp:extent", size), make("wp:docPr", {"id": number, "name": f"p{number}"}),
                make("a:graphic", None, data))  # fmt: skip


def _png(shade: int) -> bytes:
    """One grey pixel."""

    def chunk(kind: bytes, content: bytes) -> bytes:
        return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))

    pixel = zlib.compress(bytes([0, shade % 256]))
    head = struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", pixel) + chunk(b"IEND", b"")


@dataclass(frozen=True, slots=True)
class DropReceipt:
    """The custom XML parts lost, as some programs lose them."""

    def apply(self, editing: Editing) -> None:
        for name in [name for name in editing.docx.names if name.startswith("customXml/")]:
            if name in editing.docx:
                editing.docx.remove(name)
                editing.docx.parts.setdefault(name, b"")
                del editing.docx.parts[name]


@dataclass(frozen=True, slots=True)
class Renumber:
    """All ids of bookmarks, changes and comments given anew, as a program does that saves the file."""

    first: int

    def apply(self, editing: Editing) -> None:
        name = editing.docx.related("comments")
        comments = {
            comment.get(q("w:id")): str(self.first + place)
            for place, comment in enumerate(editing.docx.tree(name) if name else (), 1)
        }
        for comment in editing.docx.tree(name) if name else ():
            comment.set(q("w:id"), comments[comment.get(q("w:id"))])
        known: dict[tuple[str, str], str] = {}
        for entry in editing.docx.body.iter():
            tag = str(entry.tag).rpartition("}")[2]
            number = entry.get(q("w:id"))
            if number is None or tag.endswith("noteReference"):
                continue
            if tag.startswith("comment"):
                entry.set(q("w:id"), comments.get(number, number))
            else:
                family = tag.removesuffix("Start").removesuffix("End")
                ranged = tag.endswith(("Start", "End"))
                fresh = known.get((family, number)) if ranged else None
                fresh = fresh or editing.fresh()
                if ranged:
                    known[family, number] = fresh
                entry.set(q("w:id"), fresh)
