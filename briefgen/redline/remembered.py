"""Which comments are a redline's own: remembered by digest in the receipt, so that the next redline may replace them.

A comment that somebody wrote into is another comment then, and stays.
"""

from __future__ import annotations

from briefgen.redline.package import receipt_part
from briefgen.redline.story import Story
from briefgen.redline.work import Work
from briefgen.writers._word.xml import element, qualified


def earlier_comments(story: Story) -> frozenset[str]:
    """Digests of the comments that earlier redlines made in a copy."""
    part = receipt_part(story)
    if not part:
        return frozenset()
    return frozenset(one.get("digest", "") for one in story.root(part).iter(qualified("b:comment")))


def remember_comments(work: Work) -> None:
    """Write the digests of this redline's comments, and of earlier ones, into the copy's receipt."""
    part = receipt_part(work.mine)
    known = sorted({*work.comments.made, *work.comments.earlier})
    if part and known:
        made = element("b:redline", None, [element("b:comment", {"digest": digest}) for digest in known])
        work.package.root(part).append(made)
