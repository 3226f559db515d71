"""What the receipt remembers of redlines: the comments that are their own, by digest, and how they were signed.

The next redline may replace such comments; one that somebody wrote into is another comment then, and stays.
"""

from __future__ import annotations

from collections.abc import Iterable

from briefgen.redline.package import receipt_part
from briefgen.redline.signed import Signature
from briefgen.redline.story import Story
from briefgen.redline.work import Work
from briefgen.writers._word.xml import clean, element, qualified


def earlier_comments(story: Story) -> frozenset[str]:
    """Digests of the comments that earlier redlines made in a copy."""
    part = receipt_part(story)
    if not part:
        return frozenset()
    return frozenset(one.get("digest", "") for one in story.root(part).iter(qualified("b:comment")))


def remember(work: Work, signatures: Iterable[Signature]) -> None:
    """Write the digests of this redline's comments and of earlier ones, and the signatures, into the copy's receipt."""
    part = receipt_part(work.mine)
    known = sorted({*work.comments.made, *work.comments.earlier})
    if part:
        said = [element("b:signed", {"author": clean(name), "minute": minute}) for name, minute in signatures]
        said += [element("b:comment", {"digest": digest}) for digest in known]
        work.package.root(part).append(element("b:redline", None, said))
