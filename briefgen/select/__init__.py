"""Which records belong in a brief, and why."""

from briefgen.select.choose import select
from briefgen.select.search import search
from briefgen.select.selection import Choice, Criterion, Reason, Selection

__all__ = ["Choice", "Criterion", "Reason", "Selection", "search", "select"]
