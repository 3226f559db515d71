"""What editors do to a Word file, done on its XML: one function an edit, on the text part's root."""

from __future__ import annotations

import copy
from collections.abc import Callable

from briefgen.writers._word.package import zipped
from briefgen.writers._word.reading import paragraphs, parts_of, root
from briefgen.writers._word.xml import Element, element, qualified

Edit = Callable[[Element], None]


def edited(content: bytes, *edits: Edit, part: str = "word/document.xml") -> bytes:
    """A DOCX with *edits* made on one of its parts."""
    from lxml import etree

    parts = parts_of(content)
    tree = root(parts, part)
    for edit in edits:
        edit(tree)
    parts[part] = etree.tostring(tree, xml_declaration=True, encoding="UTF-8", standalone=True)
    return zipped(parts)


def block(tree: Element, identity: str) -> Element:
    """The paragraph of a block."""
    return paragraphs(tree)["_bg_" + identity.replace("-", "_")]


def own(text: str, style: str = "Body") -> Element:
    """A paragraph of an editor's own."""
    said = element("w:t", {"xml:space": "preserve"})
    said.text = text
    return element(
        "w:p", None, [element("w:pPr", None, [element("w:pStyle", {"w:val": style})]), element("w:r", None, [said])]
    )


def texts(paragraph: Element) -> list[Element]:
    return list(paragraph.iter(qualified("w:t")))


def replaced(identity: str, old: str, new: str) -> Edit:
    """A word replaced within a block."""

    def edit(tree: Element) -> None:
        for text in texts(block(tree, identity)):
            if old in (text.text or ""):
                text.text = (text.text or "").replace(old, new)
                text.set(qualified("xml:space"), "preserve")
                return
        raise AssertionError(old)

    return edit


def reworded(identity: str, text: str) -> Edit:
    """All words of a block replaced; its note calls stay."""

    def edit(tree: Element) -> None:
        first, *others = texts(block(tree, identity))
        first.text = text
        first.set(qualified("xml:space"), "preserve")
        for other in others:
            other.text = ""

    return edit


def deleted(identity: str) -> Edit:
    """A block taken out."""

    def edit(tree: Element) -> None:
        paragraph = block(tree, identity)
        paragraph.getparent().remove(paragraph)

    return edit


def row_deleted(identity: str) -> Edit:
    """The row of a block taken out."""

    def edit(tree: Element) -> None:
        row = next(block(tree, identity).iterancestors(qualified("w:tr")))
        row.getparent().remove(row)

    return edit


def inserted_after(identity: str, text: str) -> Edit:
    """A paragraph of the editor's after a block."""

    def edit(tree: Element) -> None:
        block(tree, identity).addnext(own(text))

    return edit


def moved_after(identity: str, after: str) -> Edit:
    """A block cut out and pasted after another."""

    def edit(tree: Element) -> None:
        block(tree, after).addnext(block(tree, identity))

    return edit


def unmarked(*identities: str) -> Edit:
    """Blocks that lost their bookmarks; all of them where none is named."""

    def edit(tree: Element) -> None:
        within = [block(tree, identity) for identity in identities] or [tree]
        for paragraph in within:
            for mark in [*paragraph.iter(qualified("w:bookmarkStart")), *paragraph.iter(qualified("w:bookmarkEnd"))]:
                mark.getparent().remove(mark)

    return edit


def copied_after(identity: str, after: str) -> Edit:
    """A block copied with its bookmark to after another, as a careless program does."""

    def edit(tree: Element) -> None:
        block(tree, after).addnext(copy.deepcopy(block(tree, identity)))

    return edit


def split_at(identity: str, word: str) -> Edit:
    """A block of one run parted before a word; the bookmark's end goes along to the second half, as in Word."""

    def edit(tree: Element) -> None:
        paragraph = block(tree, identity)
        run = next(run for run in paragraph.iter(qualified("w:r")) if word in "".join(t.text or "" for t in texts(run)))
        text = texts(run)[0]
        before, _, after = (text.text or "").partition(word)
        second = element("w:p")
        properties = paragraph.find(qualified("w:pPr"))
        if properties is not None:
            second.append(copy.deepcopy(properties))
        rest = copy.deepcopy(run)
        texts(rest)[0].text = word + after
        second.append(rest)
        following = run.getnext()
        while following is not None:
            after_that = following.getnext()
            second.append(following)
            following = after_that
        text.text = before
        text.set(qualified("xml:space"), "preserve")
        paragraph.addnext(second)

    return edit


def joined(identity: str, with_next: str) -> Edit:
    """The end of a block taken out, so that the next block goes on in its paragraph."""

    def edit(tree: Element) -> None:
        first, second = block(tree, identity), block(tree, with_next)
        for child in list(second):
            if child.tag != qualified("w:pPr"):
                first.append(child)
        second.getparent().remove(second)

    return edit


def bold(identity: str) -> Edit:
    """A block set bold by hand."""

    def edit(tree: Element) -> None:
        for run in block(tree, identity).iter(qualified("w:r")):
            properties = run.find(qualified("w:rPr"))
            if properties is None:
                properties = element("w:rPr")
                run.insert(0, properties)
            properties.append(element("w:b"))

    return edit


def cut_runs(identity: str) -> Edit:
    """The runs of a block cut at each space, with proofing marks and revision ids between, as Word saves them."""

    def edit(tree: Element) -> None:
        for run in list(block(tree, identity).iter(qualified("w:r"))):
            for text in texts(run):
                for word in (text.text or "").split(" "):
                    piece = copy.deepcopy(run)
                    piece.set(qualified("w:rsidR"), "00AB12CD")
                    said = texts(piece)[0]
                    said.text = word if word == (text.text or "").split(" ")[-1] else word + " "
                    said.set(qualified("xml:space"), "preserve")
                    run.addprevious(element("w:proofErr", {"w:type": "spellStart"}))
                    run.addprevious(piece)
                run.getparent().remove(run)

    return edit


def tracked_insertion(identity: str, text: str, author: str = "Maria Editor") -> Edit:
    """A few words that an editor added with changes tracked."""

    def edit(tree: Element) -> None:
        said = element("w:t", {"xml:space": "preserve"})
        said.text = text
        change = element("w:ins", {"w:id": "9001", "w:author": author, "w:date": "2026-01-10T10:00:00Z"})
        change.append(element("w:r", None, [said]))
        next(block(tree, identity).iter(qualified("w:r"))).addnext(change)

    return edit


def reword(old: str, new: str) -> Edit:
    """Words replaced wherever they stand first."""

    def edit(tree: Element) -> None:
        text = next(text for text in texts(tree) if old in (text.text or ""))
        text.text = (text.text or "").replace(old, new)

    return edit
