from dataclasses import replace

from briefgen.corpus import cache
from briefgen.corpus.shapes import RECORDS, TOPICS
from briefgen.workspace import Memory
from briefgen.yamlsource import Field, Words


def test_what_is_kept_is_found_again_by_the_bytes_and_the_shape():
    workspace = Memory()
    key = cache.key_of(b"a: 1", TOPICS)
    assert cache.kept(workspace, key) is None
    cache.keep(workspace, key, {"a": [1, "é", None, True]})
    assert cache.kept(workspace, key) == {"a": [1, "é", None, True]}
    assert cache.kept(workspace, cache.key_of(b"a: 1", TOPICS)) == {"a": [1, "é", None, True]}


def test_other_bytes_another_shape_or_a_changed_shape_have_another_key():
    stricter = replace(TOPICS, fields=(*TOPICS.fields, Field("extra", Words(at_most=3), "more")))
    looser = replace(TOPICS, fields=(*TOPICS.fields, Field("extra", Words(at_most=4), "more")))
    keys = [
        cache.key_of(b"a", TOPICS),
        cache.key_of(b"b", TOPICS),
        cache.key_of(b"a", RECORDS),
        cache.key_of(b"a", stricter),
        cache.key_of(b"a", looser),
    ]
    assert len(set(keys)) == 5
