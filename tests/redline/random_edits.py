"""Edits that a person might make, drawn from a random source; each word added is one of a kind, so that none is lost unseen."""

from __future__ import annotations

import copy
import random
from collections.abc import Callable

from briefgen.writers._word.xml import Element, element, qualified
from tests.redline.edits import own, texts

Random = random.Random


def _paragraphs(tree: Element) -> list[Element]:
    """Paragraphs with words of their own, none in the contents."""
    found = []
    for paragraph in tree.iter(qualified("w:p")):
        inside = {entry.tag for entry in paragraph.iterancestors()}
        if any((text.text or "").strip() for text in texts(paragraph)) and qualified("w:sdt") not in inside:
            found.append(paragraph)
    return found


def _word(source: Random) -> str:
    return f"zq{source.randrange(10**9)}"


def _body(tree: Element) -> list[Element]:
    return [one for one in _paragraphs(tree) if one.getparent().tag == qualified("w:body")]


def add_word(tree: Element, source: Random) -> None:
    text = source.choice(texts(source.choice(_paragraphs(tree))))
    words = (text.text or "").split(" ")
    words.insert(source.randrange(len(words) + 1), _word(source))
    text.text = " ".join(words)
    text.set(qualified("xml:space"), "preserve")


def drop_words(tree: Element, source: Random) -> None:
    text = source.choice(texts(source.choice(_paragraphs(tree))))
    words = (text.text or "").split(" ")
    at = source.randrange(len(words))
    del words[at : at + source.randint(1, 3)]
    text.text = " ".join(words)
    text.set(qualified("xml:space"), "preserve")


def add_paragraph(tree: Element, source: Random) -> None:
    source.choice(_body(tree)).addnext(own(f"My {_word(source)} view."))


def drop_paragraph(tree: Element, source: Random) -> None:
    one = source.choice(_body(tree))
    one.getparent().remove(one)


def move_paragraph(tree: Element, source: Random) -> None:
    one, other = source.sample(_body(tree), 2)
    other.addnext(one)


def copy_paragraph(tree: Element, source: Random) -> None:
    one, other = source.sample(_body(tree), 2)
    other.addnext(copy.deepcopy(one))
    if source.random() < 0.5:
        for mark in [*other.getnext().iter(qualified("w:bookmarkStart"), qualified("w:bookmarkEnd"))]:
            mark.getparent().remove(mark)


def split_paragraph(tree: Element, source: Random) -> None:
    one = source.choice(_body(tree))
    runs = list(one.iterchildren(qualified("w:r")))
    if len(runs) < 2:
        return
    second = element("w:p")
    if one.find(qualified("w:pPr")) is not None:
        second.append(copy.deepcopy(one.find(qualified("w:pPr"))))
    at = source.randrange(1, len(runs))
    following = runs[at]
    while following is not None:
        after = following.getnext()
        second.append(following)
        following = after
    one.addnext(second)


def join_paragraphs(tree: Element, source: Random) -> None:
    one = source.choice(_body(tree))
    other = one.getnext()
    if other is None or other.tag != qualified("w:p"):
        return
    for child in list(other):
        if child.tag != qualified("w:pPr"):
            one.append(child)
    other.getparent().remove(other)


def lose_bookmarks(tree: Element, source: Random) -> None:
    one = source.choice(_paragraphs(tree))
    for mark in [*one.iter(qualified("w:bookmarkStart"), qualified("w:bookmarkEnd"))]:
        mark.getparent().remove(mark)


def drop_row(tree: Element, source: Random) -> None:
    rows = list(tree.iter(qualified("w:tr")))
    if rows:
        row = source.choice(rows)
        table = row.getparent()
        table.remove(row)
        if not table.findall(qualified("w:tr")):
            table.getparent().remove(table)


def add_row(tree: Element, source: Random) -> None:
    rows = list(tree.iter(qualified("w:tr")))
    if not rows:
        return
    row = source.choice(rows)
    made = copy.deepcopy(row)
    for paragraph in list(made.iter(qualified("w:p"))):
        paragraph.getparent().replace(paragraph, own(_word(source)))
    row.addnext(made)


def make_bold(tree: Element, source: Random) -> None:
    for run in source.choice(_paragraphs(tree)).iter(qualified("w:r")):
        properties = run.find(qualified("w:rPr"))
        if properties is None:
            properties = element("w:rPr")
            run.insert(0, properties)
        if properties.find(qualified("w:b")) is None:
            style = properties.find(qualified("w:rStyle"))
            properties.insert(0 if style is None else 1, element("w:b"))


def track_insertion(tree: Element, source: Random) -> None:
    run = source.choice(list(source.choice(_paragraphs(tree)).iterchildren(qualified("w:r"))) or [None])
    if run is None:
        return
    said = element("w:t", {"xml:space": "preserve"})
    said.text = f" {_word(source)}"
    change = element(
        "w:ins", {"w:id": str(source.randrange(10**6, 10**7)), "w:author": "Maria", "w:date": "2026-01-10T10:00:00Z"}
    )
    change.append(element("w:r", None, [said]))
    run.addnext(change)


def track_deletion(tree: Element, source: Random) -> None:
    runs = [run for run in source.choice(_paragraphs(tree)).iterchildren(qualified("w:r")) if texts(run)]
    if not runs:
        return
    run = source.choice(runs)
    change = element(
        "w:del", {"w:id": str(source.randrange(10**6, 10**7)), "w:author": "Maria", "w:date": "2026-01-10T10:00:00Z"}
    )
    run.addprevious(change)
    change.append(run)
    for text in texts(run):
        text.tag = qualified("w:delText")


def accept_ours(tree: Element, source: Random) -> None:
    """Some tracked changes of runs accepted."""
    for change in [one for one in tree.iter(qualified("w:ins"), qualified("w:del")) if len(one)]:
        if source.random() < 0.3 and change.getparent() is not None:
            if change.tag == qualified("w:ins"):
                for child in list(change):
                    change.addprevious(child)
            change.getparent().remove(change)


def reject_ours(tree: Element, source: Random) -> None:
    """Some tracked changes of runs rejected."""
    for change in [one for one in tree.iter(qualified("w:ins"), qualified("w:del")) if len(one)]:
        if source.random() < 0.3 and change.getparent() is not None:
            if change.tag == qualified("w:del"):
                for text in list(change.iter(qualified("w:delText"))):
                    text.tag = qualified("w:t")
                for child in list(change):
                    change.addprevious(child)
            change.getparent().remove(change)


EDITS: tuple[Callable[[Element, Random], None], ...] = (
    *(add_word,) * 4,
    *(drop_words, add_paragraph, drop_paragraph, move_paragraph, copy_paragraph, split_paragraph, join_paragraphs),
    *(lose_bookmarks, drop_row, add_row, make_bold, track_insertion, track_deletion, accept_ours, reject_ours),
)


def edit_at_random(source: Random, edits: int) -> Callable[[Element], None]:
    """Some edits as one."""

    def edit(tree: Element) -> None:
        for _ in range(edits):
            source.choice(EDITS)(tree, source)

    return edit
