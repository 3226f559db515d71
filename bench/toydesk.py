"""Toy desks of any size, for the measurements of building: many records in many sources, many small configs.

Everything is invented. Each topic belongs to a handful of records, and each config asks for one topic, so that a
finding reworded reaches few briefs, as on a desk at work.
"""

from __future__ import annotations

import json
from pathlib import Path

from briefgen.build.desk.starter import make_desk

#: Records of each source, in one file, as a long report has them.
EACH = 200


def toy_desk(folder: Path, *, configs: int, records: int, formats: str = "docx", topics: int | None = None) -> None:
    """Fill *folder* with a desk; *topics* (default: as many as configs) share the records among them evenly."""
    make_desk(folder)
    for part in ("corpus", "configs", "documents"):
        for path in sorted((folder / part).rglob("*"), reverse=True):
            path.unlink() if path.is_file() else path.rmdir()
    number = topics or configs
    _write(folder, "configs/desk.yaml", f"name: Toy desk\nformats: [{formats}]\ncitations: {{style: notes}}\n")
    _write(
        folder,
        "corpus/topics.yaml",
        "topics:\n" + "".join(f"  - {{id: t{topic}, label: Matter of {_word(topic)}}}\n" for topic in range(number)),
    )
    _write(
        folder,
        "corpus/perspectives.yaml",
        "perspectives:\n  - {id: house, name: the Toy House, institutions: [Toy House], region: Inland}\n",
    )
    _write(folder, "corpus/addressees.yaml", "addressees:\n  - {id: towns, label: Towns}\n")
    _write(
        folder,
        "corpus/audiences.yaml",
        "audiences:\n  - {id: readers, label: Readers, addressees: [towns], claims: [fact], words: 600}\n",
    )
    for source in range((records + EACH - 1) // EACH):
        _source(folder, source, min(EACH, records - source * EACH), number)
    for config in range(configs):
        _write(folder, f"configs/b{config:05d}.yaml", _config(config, config % number, records))


def _word(number: int) -> str:
    """A number as a made-up word, so that no figure stands in a text."""
    letters = "bdfgklmnprstvz"
    said = ""
    while True:
        number, rest = divmod(number, len(letters))
        said += letters[rest] + "aeiou"[rest % 5]
        if not number:
            return said


def _source(folder: Path, source: int, records: int, topics: int) -> None:
    name = f"s{source:03d}"
    csl = f"{{type: report, title: Report {_word(source)}, publisher: Toy House, issued: {{date-parts: [[2025, 3]]}}}}"
    _write(
        folder,
        f"corpus/sources/{name}/source.yaml",
        f"csl: {csl}\nrights: locate\ndocument: {name}.txt\nperspective: house\n"
        "parts:\n  - {id: main, title: Main, perspective: house}\n",
    )
    lines: list[str] = []
    entries: list[str] = []
    for place in range(records):
        number = source * EACH + place
        start = place * 100
        digest = f"{number:032x}"
        passage = {
            "id": f"main.p{place:03d}", "part": "main", "section": ["All"], "number": place + 1, "kind": "paragraph",
            "start": start, "end": start + 90, "spans": [[start, start + 90]], "digest": digest,
            "fingerprint": digest * 4, "notes": [], "figures": [],
        }  # fmt: skip
        lines.append(json.dumps(passage))
        kind = "recommendation" if number // topics % 4 == 3 else "finding"
        addressed = (
            "    addressees: [towns]\n    action: act on it\n" if kind == "recommendation" else "    claim: fact\n"
        )
        entries.append(
            f"  - id: r{number}\n    kind: {kind}\n"
            f"    headline: The matter of {_word(number)} weighs on towns of {_word(number * 7 + 3)}\n"
            f"    text: Towns that looked at {_word(number)} found that {_word(number * 3 + 1)} came before "
            f"{_word(number * 5 + 2)}, and said so at once.\n"
            f"    topics: [t{number % topics}]\n    date: 2024\n{addressed}"
            f"    evidence: [{{passages: [main.p{place:03d}]}}]\n"
        )
    _write(folder, f"corpus/sources/{name}/passages.jsonl", "\n".join(lines) + "\n")
    _write(folder, f"corpus/records/{name}/main.yaml", f"source: {name}\npart: main\nrecords:\n" + "".join(entries))


def _config(config: int, topic: int, records: int) -> str:
    first = topic if topic < records else 0
    return (
        f"title: What towns know of {_word(config)}\naudience: readers\n"
        f"answer: {{text: Towns know enough of {_word(topic)} to act., rests-on: [r{first}]}}\n"
        f"select: {{topics: [t{topic}], budget: {{findings: 6, recommendations: 3}}}}\n"
    )


def _write(folder: Path, path: str, content: str) -> None:
    target = folder / path
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(content, encoding="utf-8")
