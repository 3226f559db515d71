"""Files that are damaged: cut off, bytes changed, parts missing, attributes gone. Each is read, or refused with a way out."""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefgen.errors import DocumentError, Problem
from briefgen.redline import redline
from briefgen.redline.align import align
from briefgen.redline.pointers import pointing_nowhere
from briefgen.writers._word.package import zipped
from briefgen.writers._word.reading import parts_of
from tests.redline.pending import stands, worded
from tests.redline.writing import built


@cache
def builds() -> tuple[bytes, bytes]:
    return built(stands()), built(worded(stands(), "finding", "other trade"))


def bytes_changed(chance: random.Random, content: bytes) -> bytes:
    made = bytearray(content)
    for _ in range(chance.randint(1, 4)):
        made[chance.randrange(len(made))] = chance.randrange(256)
    return bytes(made)


def cut_off(chance: random.Random, content: bytes) -> bytes:
    return content[: chance.randrange(len(content))]


def cut_out(chance: random.Random, content: bytes) -> bytes:
    start = chance.randrange(len(content))
    return content[:start] + content[start + chance.randint(1, 200) :]


def put_in(chance: random.Random, content: bytes) -> bytes:
    start = chance.randrange(len(content))
    return content[:start] + chance.randbytes(chance.randint(1, 60)) + content[start:]


def zeroed(chance: random.Random, content: bytes) -> bytes:
    start, long = chance.randrange(len(content)), chance.randint(1, 300)
    return (content[:start] + bytes(long) + content[start + long :])[: len(content)]


def headers_changed(chance: random.Random, content: bytes) -> bytes:
    """Sizes, methods, flags and offsets, in the archive's list of parts and in the parts' own headers."""
    made = bytearray(content)
    head = chance.choice([found.start() for found in re.finditer(b"PK[\x01\x03\x05]", content)])
    for _ in range(chance.randint(1, 3)):
        made[min(head + 4 + chance.randrange(42), len(made) - 1)] = chance.choice((0, 1, 8, 9, 12, 255))
    return bytes(made)


def part_gone(chance: random.Random, content: bytes) -> bytes:
    parts = parts_of(content)
    del parts[chance.choice(sorted(parts))]
    return zipped(parts)


def part_replaced(chance: random.Random, content: bytes) -> bytes:
    parts = parts_of(content)
    parts[chance.choice(sorted(parts))] = chance.choice((b"<a/>", b"", b"<a", b"\xff\xfe<"))
    return zipped(parts)


def attributes_changed(chance: random.Random, content: bytes) -> bytes:
    parts = parts_of(content)
    name = chance.choice([one for one in sorted(parts) if one.endswith((".xml", ".rels"))])
    found = re.findall(rb' [\w:]+="[^"]*"', parts[name])
    for attribute in chance.choices(found, k=3) if found else ():
        key = attribute.partition(b"=")[0]
        fresh = chance.choice((b"", key + b'="x"', key + b'=""', key + b'="-1"', key + b'="99999999999999999999"'))
        parts[name] = parts[name].replace(attribute, fresh, chance.choice((1, -1)))
    return zipped(parts)


DAMAGES: tuple[Callable[[random.Random, bytes], bytes], ...] = (
    bytes_changed,
    cut_off,
    cut_out,
    put_in,
    zeroed,
    headers_changed,
    part_gone,
    part_replaced,
    attributes_changed,
)


@settings(max_examples=60, deadline=None)
@given(st.sampled_from(DAMAGES), st.integers(0, 10**9))
def test_a_damaged_file_is_read_or_refused_with_a_way_out(
    damage: Callable[[random.Random, bytes], bytes], seed: int
) -> None:
    base, new = builds()
    damaged = damage(random.Random(seed), base)
    for read in (
        lambda: align(base, damaged),
        lambda: pointing_nowhere(damaged),
        lambda: redline(base, damaged, new, causes={}, author="briefgen", date=""),
    ):
        problems: tuple[Problem, ...] = ()
        try:
            read()
        except DocumentError as error:  # any other is a fault
            problems = error.problems
        assert all(problem.message and problem.hint for problem in problems)


@pytest.mark.parametrize("damage", DAMAGES)
def test_each_damage_damages_something(damage: Callable[[random.Random, bytes], bytes]) -> None:
    assert any(damage(random.Random(seed), builds()[0]) != builds()[0] for seed in range(5))
