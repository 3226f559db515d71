"""An editor who types into what a build of ours left pending, and a build that comes after: every case, spelled out."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache

from tests.redline.case import Case
from tests.redline.changes import _each
from tests.redline.editing import Editing, length
from tests.redline.editor import Edit, play
from tests.redline.merging import Round, merged
from tests.redline.package import Element, find, make, plain_run, q
from tests.redline.shelves import Item, Section, Sentence, Shelf, shelf
from tests.redline.writing import built


def said(*words: str, note: tuple[str, ...] = ()) -> tuple[Sentence, ...]:
    return (Sentence(words, note),)


@cache
def stands() -> Shelf:
    """A small brief in which each kind of item stands between two others."""

    def some(kind: str, first: int) -> tuple[Item, ...]:
        note = {"finding": ("r{}m0", "Daily", "p")}.get(kind, ())
        return tuple(
            Item(f"{kind}-{n}", said(f"r{n}k0", "grain", "ports", "wait", "for", "cover", note=tuple(w.format(n) for w in note)))
            for n in range(first, first + 3)
        )  # fmt: skip

    references = tuple(replace(one, id=f"ref-{one.id}") for one in some("work", 20))
    return replace(
        shelf(1),
        messages=(), figures=(), entries=(), contents=False, endnotes=False,
        sections=(Section("section-1", ("Part1", "one"), some("finding", 10)),),
        recommendations=(Section("actor-1", ("Part2", "two"), some("rec", 30)),),
        references=references,
        made=90,
    )  # fmt: skip


#: A statement, an entry of the sources, a recommendation in a row: the number of the middle one, which changes.
NUMBER = {"finding": 11, "work": 21, "rec": 31}


def without(brief: Shelf, kind: str) -> Shelf:
    """The brief without the middle item of a kind."""
    return _each(brief, lambda run: tuple(one for one in run if not one.id.endswith(f"{kind}-{NUMBER[kind]}")))


def worded(brief: Shelf, kind: str, words: str, number: int = 0) -> Shelf:
    """The brief with other words in the middle item of a kind, or in the one with a *number*."""
    wanted = f"{kind}-{number or NUMBER[kind]}"

    def change(run: tuple[Item, ...]) -> tuple[Item, ...]:
        return tuple(_worded(one, words) if one.id.endswith(wanted) else one for one in run)

    return _each(brief, change)


def _worded(one: Item, words: str) -> Item:
    first = one.sentences[0]
    return replace(one, sentences=(replace(first, words=(first.words[0], *words.split())),))


@dataclass(frozen=True, slots=True)
class Type:
    """A word typed in the middle of the paragraph that says *mark*, struck or not.

    ``plain``: beside our change, ``inside`` it, or ``tracked`` as the editor's own.
    """

    mark: str
    how: str

    def apply(self, editing: Editing) -> None:
        paragraph = next(one for one in editing.paragraphs() if self.mark in "".join(_texts(one)).casefold())
        run = plain_run(f" {editing.token()} ")
        made = make("w:ins", editing.signed(), run) if self.how == "tracked" else run
        struck = find(paragraph, "w:del")
        if length(paragraph):
            editing.put(paragraph, length(paragraph) // 2, made, inside=self.how == "inside")
        else:
            struck[0].addnext(made)


def _texts(paragraph: Element) -> Iterator[str]:
    for text in paragraph.iter(q("w:t"), q("w:delText")):
        yield text.text or ""


@cache
def _built(brief: Shelf) -> bytes:
    return built(brief)


def rounds(briefs: Sequence[Shelf], typed: Sequence[Edit], turn: int = 1) -> list[Case]:
    """The redlines of some builds after the first; the editor types in the copy that round *turn* has made."""
    builds = [_built(one) for one in briefs]
    copy, cases = builds[0], []
    for number, (base, new) in enumerate(itertools.pairwise(builds)):
        if number == turn:
            copy = play(copy, typed, number)
        case = merged(Round(base, copy, new))
        cases.append(case)
        copy = case.made
    return cases
