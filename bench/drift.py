"""Passages of the real publications edited at random, and what is found again of them.

    python bench/drift.py [FOLDER] [--seed N] [--edits N] [--large]

FOLDER holds the publications (default: ../shared/sources). Each scenario edits so many passages, one at a time or
all at once, and counts for each edited passage whether it kept its id (found), was left to a person with a score
(doubtful), was called gone though it is there (lost), or gave its id to another passage without a word (wrong).
Only digests and fingerprints are compared, as with ``rights: locate``. ``--large`` times an edition of 5,000 passages
instead, most of them near-duplicates of another (60 percent of the words replaced).
"""

from __future__ import annotations

import argparse
import random
import re
import time
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path

from briefgen.corpus.anchors import digest, fingerprint
from briefgen.corpus.sources import Passage
from briefgen.importers.document import import_document
from briefgen.importers.identity import align_passages
from briefgen.importers.storage import passage_text

PUBLICATIONS = ("china-russia-alignment", "eu-china-fifty-fifty")
KEY = "bench"


@dataclass(frozen=True)
class Piece:
    """A passage's text, and which passages of the old edition it is rightly known as (none: it is new)."""

    text: str
    part: str
    was: tuple[int, ...]


def texts(path: Path) -> list[Piece]:
    """The running text of a publication."""
    content = path.read_bytes()
    source = import_document(content, source_id="x", name=path.name, key=KEY, known=None).source
    running = [one for one in source.passages if re.search(r"\.p\d+$", one.id)]
    document = content.decode()
    return [
        Piece(re.sub("[⁰¹²³⁴⁵⁶⁷⁸⁹]+", "", passage_text(document, one)), one.part, (number,))
        for number, one in enumerate(running)
    ]


@lru_cache(maxsize=10_000)
def anchors(text: str) -> tuple[str, str]:
    """Digest and fingerprint of a text."""
    return digest(text, KEY), fingerprint(text, KEY)


def passages(pieces: Sequence[Piece]) -> list[Passage]:
    """The passages of an edition as an import keeps them."""
    return [
        Passage(
            id=f"{piece.part}.p{number}", source="x", part=piece.part, section=(), number=number, kind="paragraph",
            start=0, end=1, spans=((0, 1),), digest=anchors(piece.text)[0], fingerprint=anchors(piece.text)[1],
        )
        for number, piece in enumerate(pieces)
    ]  # fmt: skip


class Edits:
    """Random edits of a publication."""

    def __init__(self, pieces: Sequence[Piece], seed: int) -> None:
        self.random = random.Random(seed)
        self.pieces = list(pieces)
        self.vocabulary = sorted({word for piece in pieces for word in piece.text.split()})

    def word(self) -> str:
        return self.random.choice(self.vocabulary)

    def reworded(self, piece: Piece, share: float) -> Piece:
        words = piece.text.split()
        count = max(1, round(share * len(words)))
        for place in self.random.sample(range(len(words)), min(count, len(words))):
            words[place] = self.word()
        return replace(piece, text=" ".join(words))

    def cut(self, piece: Piece) -> tuple[Piece, Piece]:
        """Two pieces, cut after a sentence in the middle half where there is one, else between two words."""
        ends = [found.end() for found in re.finditer(r"[.!?][”\"')]* ", piece.text)]
        inner = [end for end in ends if len(piece.text) / 4 < end < len(piece.text) * 3 / 4]
        spaces = [found.end() for found in re.finditer(" ", piece.text)]
        inner = inner or [spaces[len(spaces) // 2]] if spaces else [1]
        end = self.random.choice(inner)
        return replace(piece, text=piece.text[:end]), replace(piece, text=piece.text[end:])

    def other(self, length: int) -> Piece:
        """A passage that nobody wrote, of words of the publication."""
        return Piece(" ".join(self.word() for _ in range(length)), self.pieces[0].part, ())


Edit = Callable[[Edits, list[Piece], int], tuple[int, ...]]


def reword(share: float) -> Edit:
    """So large a share of the words of a passage is replaced."""

    def edit(edits: Edits, new: list[Piece], at: int) -> tuple[int, ...]:
        new[at] = edits.reworded(new[at], share)
        return new[at].was

    return edit


def move(share: float) -> Edit:
    """A passage is put elsewhere, and a share of its words replaced."""

    def edit(edits: Edits, new: list[Piece], at: int) -> tuple[int, ...]:
        piece = new.pop(at)
        new.insert(edits.random.randrange(len(new) + 1), edits.reworded(piece, share) if share else piece)
        return piece.was

    return edit


def split(edits: Edits, new: list[Piece], at: int) -> tuple[int, ...]:
    """A passage becomes two."""
    was = new[at].was
    new[at : at + 1] = edits.cut(new[at])
    return was


def join(_: Edits, new: list[Piece], at: int) -> tuple[int, ...]:
    """Two passages become one."""
    at = min(at, len(new) - 2)
    first, second = new[at], new[at + 1]
    new[at : at + 2] = [Piece(f"{first.text} {second.text}", first.part, (*first.was, *second.was))]
    return ()  # either id is right: counted by what is wrong


def delete(_: Edits, new: list[Piece], at: int) -> tuple[int, ...]:
    """A passage is taken out."""
    del new[at]
    return ()


def exchange_for_new(edits: Edits, new: list[Piece], at: int) -> tuple[int, ...]:
    """Another passage stands in its place."""
    new[at] = edits.other(len(new[at].text.split()))
    return ()


def double(edits: Edits, new: list[Piece], at: int) -> tuple[int, ...]:
    """A near-duplicate comes in elsewhere; the passage itself is reworded a little."""
    piece = new[at]
    new[at] = edits.reworded(piece, 0.1)
    new.insert(edits.random.randrange(len(new) + 1), replace(edits.reworded(piece, 0.2), was=()))
    return piece.was


def with_twin(edits: Edits, pieces: Sequence[Piece]) -> list[Piece]:
    """An edition in which every tenth passage has a near-duplicate elsewhere, both there from the beginning."""
    old = list(pieces)
    for piece in edits.random.sample(list(pieces), max(1, len(pieces) // 10)):
        old.insert(edits.random.randrange(len(old) + 1), edits.reworded(piece, 0.15))
    return [replace(piece, was=(number,)) for number, piece in enumerate(old)]


def outcome(old: Sequence[Piece], new: Sequence[Piece]) -> dict[int, str]:
    """What became of each old passage, by its number; ``wrong`` where its id went to another without a word."""
    read, known = passages(new), passages(old)
    read = [replace(one, id=f"{one.part}.p{10_000 + number}") for number, one in enumerate(read)]
    found = align_passages(read, known)
    places = {one.id: number for number, one in enumerate(read)}
    numbers = {one.id: number for number, one in enumerate(known)}
    there = {was for piece in new for was in piece.was}
    told = {numbers[one.old] for one in found.doubtful}
    joined = {numbers[one] for ones in found.joined.values() for one in ones}
    said = {number: "found" if number in joined else "" for number in range(len(old))}
    for name, before in found.kept.items():
        number = numbers[before]
        said[number] = "found" if number in new[places[name]].was else "wrong"
    for number, what in said.items():
        if not what:
            said[number] = "doubtful" if number in told else "lost" if number in there else "gone"
    return said


@dataclass(frozen=True)
class Scenario:
    """An edit, and whether near-duplicates stand about."""

    name: str
    edit: Edit
    twins: bool = False


SCENARIOS = (
    *(Scenario(f"{share} % of the words replaced", reword(share / 100)) for share in (5, 10, 20, 40)),
    Scenario("moved", move(0)),
    Scenario("moved, 10 % replaced", move(0.1)),
    Scenario("moved, 20 % replaced", move(0.2)),
    Scenario("split", split),
    Scenario("joined with the next", join),
    Scenario("deleted", delete),
    Scenario("another passage in its place", exchange_for_new),
    Scenario("a near-duplicate comes in", double),
    Scenario("deleted, near-duplicates about", delete, twins=True),
    Scenario("20 % replaced, near-duplicates about", reword(0.2), twins=True),
    Scenario("moved, 20 % replaced, near-duplicates about", move(0.2), twins=True),
)


def one_by_one(scenario: Scenario, pieces: Sequence[Piece], edits: int, seed: int) -> Counter[str]:
    """Edit one passage at a time; counts over the edited passages, and wrong matches anywhere."""
    counted: Counter[str] = Counter()
    for number in range(edits):
        work = Edits(pieces, seed * 1_000_003 + number)
        old = with_twin(work, pieces) if scenario.twins else list(pieces)
        new = list(old)
        at = work.random.randrange(len(new))
        before = set(range(len(old)))
        mine = scenario.edit(work, new, at)
        mine = mine or tuple(before - {was for piece in new for was in piece.was}) or new[min(at, len(new) - 1)].was
        said = outcome(old, new)
        counted[min((said[one] for one in mine), key=ORDER.index)] += 1
        counted["wrong elsewhere"] += sum(what == "wrong" for one, what in said.items() if one not in mine)
    return counted


def all_at_once(scenario: Scenario, pieces: Sequence[Piece], share: float, seed: int) -> Counter[str]:
    """Edit a share of the passages at the same time; counts over all passages."""
    work = Edits(pieces, seed)
    old = with_twin(work, pieces) if scenario.twins else list(pieces)
    new = list(old)
    for was in work.random.sample(range(len(old)), round(share * len(old))):
        at = next((place for place, piece in enumerate(new) if was in piece.was), None)
        if at is not None:
            scenario.edit(work, new, at)
    return Counter(outcome(old, new).values())


ORDER = ("wrong", "found", "gone", "doubtful", "lost")
COLUMNS = ("found", "gone", "doubtful", "lost", "wrong", "wrong elsewhere")


def table(title: str, rows: Sequence[tuple[str, Counter[str]]]) -> None:
    """Print counts as Markdown."""
    print(f"\n{title}\n")
    print(f"| {'edit':45} | {' | '.join(COLUMNS)} |")
    print(f"|{'---|' * (len(COLUMNS) + 1)}")
    for name, counted in rows:
        print(f"| {name:45} | {' | '.join(str(counted[column]).rjust(len(column)) for column in COLUMNS)} |")


def large(pieces: Sequence[Piece], seed: int) -> None:
    """Time the alignment of 5,000 passages, and tell what was found again."""
    work = Edits(pieces, seed)
    old = [
        replace(one if at < len(pieces) else work.reworded(one, 0.6), was=(at,))
        for at, one in enumerate(cycled(pieces))
    ]
    known = passages(old)
    print("\n| edited | words replaced | seconds | found | wrong | doubtful |\n|---|---|---|---|---|---|")
    for share, words in ((0.02, 0.2), (1.0, 0.2), (1.0, 0.4)):
        new = [work.reworded(one, words) if work.random.random() < share else one for one in old]
        read = [replace(one, id=f"{one.part}.p{10_000 + number}") for number, one in enumerate(passages(new))]
        started = time.perf_counter()
        found = align_passages(read, known)
        seconds = time.perf_counter() - started
        right = sum(
            int(one.rpartition("p")[2]) - 10_000 == int(two.rpartition("p")[2]) for one, two in found.kept.items()
        )
        wrong = len(found.kept) - right
        print(f"| {share:.0%} | {words:.0%} | {seconds:.1f} | {right} | {wrong} | {len(found.doubtful)} |")


def cycled(pieces: Sequence[Piece]) -> list[Piece]:
    """5,000 passages: those of the publication again and again."""
    return [pieces[number % len(pieces)] for number in range(5000)]


def main() -> None:
    """Measure both publications."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "folder", nargs="?", default=Path(__file__).resolve().parents[2] / "shared" / "sources", type=Path
    )
    parser.add_argument("--seed", type=int, default=2026)
    parser.add_argument("--edits", type=int, default=200)
    parser.add_argument("--large", action="store_true")
    asked = parser.parse_args()
    if asked.large:
        large(texts(asked.folder / f"{PUBLICATIONS[-1]}.txt"), asked.seed)
        return
    for name in PUBLICATIONS:
        pieces = texts(asked.folder / f"{name}.txt")
        title = f"{name}: {len(pieces)} passages, seed {asked.seed}"
        started = time.perf_counter()
        rows = [(one.name, one_by_one(one, pieces, asked.edits, asked.seed)) for one in SCENARIOS]
        table(f"{title}, {asked.edits} edits, one at a time", rows)
        rows = [(one.name, all_at_once(one, pieces, 0.25, asked.seed)) for one in SCENARIOS]
        table(f"{title}, a quarter of the passages edited at once (counts over all)", rows)
        rows = [(one.name, all_at_once(one, pieces, 1, asked.seed)) for one in SCENARIOS[:4]]
        table(f"{title}, every passage edited", rows)
        print(f"\n{time.perf_counter() - started:.1f} s")


if __name__ == "__main__":
    main()
