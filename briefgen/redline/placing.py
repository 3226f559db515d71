"""What the new build has and the copy has not, put at its place; what it has at another place, moved there."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from briefgen.redline.align import spoken
from briefgen.redline.blocks import take_out
from briefgen.redline.entries import take_field
from briefgen.redline.making import Maker, without_marks
from briefgen.redline.pairing import in_order
from briefgen.redline.story import DOCUMENT, ENTRY, Story
from briefgen.redline.tables import Tables
from briefgen.redline.units import accepted
from briefgen.redline.work import Work
from briefgen.writers._word.xml import Element, qualified

#: Weighs more than all that a build may move.
_FIXED = 100_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """What stands side by side in one of our own documents: a paragraph, a table with the room after it, the contents.

    ``id`` is its block's, ``blocks`` are all those in it, ``element`` its own, ``tail`` the room.
    """

    id: str
    blocks: tuple[str, ...]
    element: Element
    tail: tuple[Element, ...] = ()


@dataclass(kw_only=True)
class Places:
    """Goes over the containers of the new build and puts what is missing in the copy at its place."""

    work: Work
    maker: Maker
    tables: Tables

    def go_over(self) -> None:
        """The body, the table of contents, and the cells of rows that both builds have."""
        for container in _containers(self.work.new):
            pieces = self._pieces(container)
            if container.tag == qualified("w:body") or any(self._stands(piece) for piece in pieces):
                self._container(pieces, whole=container.tag == qualified("w:body"))

    def _pieces(self, container: Element) -> list[Piece]:
        ids = {id(line.element): identity for identity, line in self.work.will.items()}
        by_table = {id(shape.element): shape for shape in self.tables.will.values()}
        pieces: list[Piece] = []
        for child in container:
            if id(child) in ids:
                pieces.append(Piece(id=ids[id(child)], blocks=(ids[id(child)],), element=child))
            elif id(child) in by_table:
                shape = by_table[id(child)]
                pieces.append(Piece(id=f"table {shape.id}", blocks=shape.blocks, element=child))
            elif child.tag == qualified("w:sdt"):
                within = tuple(ids[id(one)] for one in child.iter(qualified("w:p")) if id(one) in ids)
                if within:
                    pieces.append(Piece(id="contents", blocks=within, element=child))
            elif child.tag == qualified("w:p") and pieces and pieces[-1].element.tag == qualified("w:tbl"):
                last = pieces.pop()
                pieces.append(Piece(id=last.id, blocks=last.blocks, element=last.element, tail=(*last.tail, child)))
        return pieces

    def _stands(self, piece: Piece) -> bool:
        return self._here(piece) is not None

    def _here(self, piece: Piece) -> Element | None:
        """Where a piece stands in the copy: its paragraph, or the table or control around its blocks."""
        if piece.element.tag == qualified("w:tbl") and piece.blocks[0] not in self.work.placed:
            shape = self.tables.old.get(piece.id.removeprefix("table "))
            here = self.tables.element(shape) if shape is not None else None
            if here is not None and here.getparent() is not None:
                return here
        for block in piece.blocks:
            found = self.work.element(block)
            if found is not None and found.getparent() is not None:
                if piece.element.tag == qualified("w:p"):
                    return found
                return next(found.iterancestors(piece.element.tag), found)
        return None

    def _end(self, piece: Piece, here: Element) -> Element:
        """The last paragraph of a piece that stands at *here*: an editor may have split it."""
        if piece.element.tag != qualified("w:p") or piece.id in self.work.placed:
            return here
        last = self.work.kept[piece.id][-1].element
        return last if last.getparent() is here.getparent() and last.getparent() is not None else here

    def _container(self, pieces: Sequence[Piece], *, whole: bool) -> None:
        restless = self._restless(pieces)
        after: Element | None = None
        for place, piece in enumerate(pieces):
            here = self._here(piece)
            known = any(block in self.work.old for block in piece.blocks)
            later = [one for one in pieces[place + 1 :] if one.id not in restless]  # those still stand where they stood
            if here is not None and piece.id in restless:
                after = self._move(piece, after, later, whole=whole)
            elif here is not None:
                if not any(block in self.work.pairing.moved for block in piece.blocks):
                    after = self._top(self._end(piece, here), whole=whole)
            elif known:
                self._stays_deleted(piece)
            else:
                near = self._between(pieces, place, whole=whole)
                made = self._insert(piece, near if near is not None else after, later, whole=whole)
                after = made if near is None or near is after else after
                self._tell_new(piece)

    def _between(self, pieces: Sequence[Piece], place: int, *, whole: bool) -> Element | None:
        """The piece before, where it and the piece after stand together in the copy, wherever an editor moved them."""
        if not 0 < place < len(pieces) - 1:
            return None
        before, after = self._here(pieces[place - 1]), self._here(pieces[place + 1])
        if before is None or after is None:
            return None
        before, after = (self._top(one, whole=whole) for one in (self._end(pieces[place - 1], before), after))
        return before if before.getnext() is after else None

    def _restless(self, pieces: Sequence[Piece]) -> set[str]:
        """Single paragraphs that the new build has in another order, and that no editor touched or moved."""
        order = {identity: place for place, identity in enumerate(self.work.old)}
        shared = [piece for piece in pieces if piece.blocks and piece.blocks[0] in order and self._stands(piece)]
        weights = [len(piece.blocks) if self._is_free(piece) else _FIXED for piece in shared]
        steady = in_order([order[piece.blocks[0]] for piece in shared], weights)
        return {piece.id for place, piece in enumerate(shared) if place not in steady and self._is_free(piece)}

    def _is_free(self, piece: Piece) -> bool:
        """Whether no editor touched or moved a piece, so that the build may."""
        work = self.work
        if piece.element.tag == qualified("w:sdt") or any(block in work.placed for block in piece.blocks):
            return False
        if any(block in work.pairing.moved for block in piece.blocks):
            return False
        if piece.element.tag == qualified("w:tbl"):
            return self.tables.is_untouched(piece.id.removeprefix("table "))
        return work.standing(piece.id).now is not None and work.is_untouched(piece.id)

    def _move(self, piece: Piece, after: Element | None, later: Sequence[Piece], *, whole: bool) -> Element:
        """Delete a paragraph or table where it stands and insert it where the new build has it."""
        identity = piece.id.removeprefix("table ")
        self.work.outcomes.pop(identity, None)
        if piece.element.tag == qualified("w:tbl"):
            self.tables.take_away(identity)
        else:
            paragraph = self.work.kept[piece.id][0].element
            take_out(self.work, piece.id, comment=False)
            without_marks(paragraph, self.maker)
        made = self._insert(piece, after, later, whole=whole)
        if not piece.id.startswith(ENTRY):
            cause = self.work.cause(identity, *piece.blocks)
            self.work.comments.say(self.work.placed[piece.blocks[0]], [f"Moved here: {cause}."])
            self.work.tell(identity, "moved", "moved: deleted there, inserted here", cause)
        return made

    def _insert(self, piece: Piece, after: Element | None, later: Sequence[Piece], *, whole: bool) -> Element:
        made = self._made(piece)
        self.work.package.touched.add(DOCUMENT)
        follower = next((here for one in later if (here := self._here(one)) is not None and self._still(one)), None)
        leads = piece.element.tag == qualified("w:p") and self.work.will[piece.id].style.startswith("heading")
        if follower is not None and (after is None or (leads and self._is_after(follower, after))):
            self._before_joined(self._top(follower, whole=whole)).addprevious(made)
        elif after is not None:
            self._past_joined(after).addnext(made)
        else:
            self._at_the_end(made, whole=whole, later=later)
        if piece.id.startswith(ENTRY):
            take_field(made)
        self._keep_apart(made, piece)
        self._note_places(piece, made)
        return made

    def _still(self, piece: Piece) -> bool:
        return not any(block in self.work.pairing.moved for block in piece.blocks)

    def _is_after(self, one: Element, other: Element) -> bool:
        order = {id(entry): place for place, entry in enumerate(self.work.mine.document.iter())}
        return order.get(id(one), 0) > order.get(id(other), 0)

    def _made(self, piece: Piece) -> Element:
        if piece.element.tag == qualified("w:tbl"):
            return self.maker.table(piece.element)
        if piece.element.tag == qualified("w:sdt"):
            return self.maker.control(piece.element)
        return self.maker.paragraph(piece.element, track_end=True)

    def _keep_apart(self, made: Element, piece: Piece) -> None:
        """The room after a table comes with it; between two tables there is a paragraph."""
        if made.tag != qualified("w:tbl"):
            return
        before, following = made.getprevious(), made.getnext()
        if before is not None and before.tag == qualified("w:tbl"):
            made.addprevious(self.maker.between())
        for room in reversed(piece.tail):
            made.addnext(self.maker.paragraph(room, track_end=True))
        if following is not None and following.tag == qualified("w:tbl") and not piece.tail:
            made.addnext(self.maker.between())

    def _note_places(self, piece: Piece, made: Element) -> None:
        sources = [piece.element] if piece.element.tag == qualified("w:p") else piece.element.iter(qualified("w:p"))
        targets = [made] if made.tag == qualified("w:p") else made.iter(qualified("w:p"))
        places = dict(zip(map(id, sources), targets, strict=False))
        for block in piece.blocks:
            self.work.placed[block] = places[id(self.work.will[block].element)]

    def _top(self, element: Element, *, whole: bool) -> Element:
        """In the body, what stands in the body around an element; elsewhere the element itself."""
        top = element
        while whole and (parent := top.getparent()) is not None and parent.tag != qualified("w:body"):
            top = parent
        return top

    def _past_joined(self, after: Element) -> Element:
        """The paragraph at which text that goes on over a deleted end is over."""
        at = after
        while self._goes_on(at):
            following = at.getnext()
            if following is None or following.tag != qualified("w:p"):
                break
            at = following
        return at

    def _before_joined(self, at: Element) -> Element:
        """The paragraph with which text begins that goes on, over deleted ends, in another."""
        while (before := at.getprevious()) is not None and self._goes_on(before):
            at = before
        return at

    def _goes_on(self, at: Element) -> bool:
        """Whether a paragraph says something and its end is deleted: it goes on in the next."""
        if at.tag != qualified("w:p"):
            return False
        end = at.find(f"{qualified('w:pPr')}/{qualified('w:rPr')}/{qualified('w:del')}")
        return end is not None and spoken(accepted(self.work.read(at)))

    def _at_the_end(self, made: Element, *, whole: bool, later: Sequence[Piece]) -> None:  # noqa: ARG002
        body = self.work.mine.document.find(qualified("w:body"))
        if body is None:
            return
        section = body.find(qualified("w:sectPr"))
        body.append(made) if section is None else section.addprevious(made)

    def _tell_new(self, piece: Piece) -> None:
        identity = piece.id.removeprefix("table ")
        if identity.startswith(ENTRY) or identity == "contents":
            return
        cause = self.work.cause(identity, *piece.blocks)
        first = self.work.placed[piece.blocks[0]]
        self.work.comments.say(first, [f"New: {cause}."])
        self.work.tell(identity, "inserted", "inserted as a tracked change", cause)

    def _stays_deleted(self, piece: Piece) -> None:
        """What the editor deleted: a comment at its place where the new build has other words for it."""
        work = self.work
        changed = [one for one in piece.blocks if one in work.will and not work.is_same(one)]
        identity = piece.id.removeprefix("table ")
        if identity.startswith(ENTRY) or identity == "contents":
            return
        if not changed:
            work.tell(identity, "stays-deleted", "the editor deleted it: it stays deleted")
            return
        cause = work.cause(identity, *changed)
        note_deleted(work, piece.blocks[0], cause, work.wording(*changed))
        work.tell(identity, "stays-deleted", "the editor deleted it: it stays deleted, see the comment", cause)


def note_deleted(work: Work, block: str, cause: str, wording: Sequence[str]) -> None:
    """A comment where a block was deleted, with what the new build says there."""
    anchor = _neighbour(work, block)
    if anchor is None:
        return
    first = f"A text that you deleted here has changed in the new build: {cause}. It stays deleted."
    work.comments.say(anchor, [first, *wording])


def _neighbour(work: Work, block: str) -> Element | None:
    """The paragraph of the copy nearest to where a block stood: itself, one before it, else one after it."""
    order = list(work.old)
    place = order.index(block) if block in order else 0
    for identity in [*reversed(order[: place + 1]), *order[place:]]:
        found = work.element(identity)
        if found is not None and found.getparent() is not None and not identity.startswith(ENTRY):
            return found
    return None


def _containers(story: Story) -> Iterator[Element]:
    body = story.document.find(qualified("w:body"))
    if body is not None:
        yield body
        yield from body.iter(qualified("w:sdtContent"), qualified("w:tc"))
