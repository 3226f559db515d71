"""Topics with what is broader and narrower."""

from __future__ import annotations

from collections.abc import Mapping

from briefgen.corpus.records import Topic


class Taxonomy:
    """The topics of a corpus by their place in the hierarchy; a term may have several broader ones, even in circles."""

    def __init__(self, topics: Mapping[str, Topic]) -> None:
        self._topics = topics
        self._upwards: dict[str, dict[str, int]] = {}

    def label(self, topic: str) -> str:
        """A topic's preferred label; its id where the corpus does not know it."""
        found = self._topics.get(topic)
        return found.label if found else topic

    def upwards(self, topic: str) -> Mapping[str, int]:
        """The topic and all broader ones, each with the least number of steps up to it (0 for itself)."""
        known = self._upwards.get(topic)
        if known is not None:
            return known
        steps = {topic: 0}
        level = [topic]
        while level:
            above: list[str] = []
            for narrow in level:
                found = self._topics.get(narrow)
                for broad in found.broader if found else ():
                    if broad not in steps:
                        steps[broad] = steps[narrow] + 1
                        above.append(broad)
            level = above
        self._upwards[topic] = steps
        return steps

    def depth(self, topic: str) -> int:
        """How many steps a topic stands below the furthest term above it."""
        return max(self.upwards(topic).values())

    def within(self, topics: tuple[str, ...], wanted: tuple[str, ...]) -> bool:
        """Whether any of *topics* is one of *wanted* or a narrower term of one."""
        return any(want in self.upwards(topic) for topic in topics for want in wanted)
