"""Shapes of every kind, nested in every way, and YAML texts that may fit them."""

from hypothesis import strategies as st

from briefgen.yamlsource import Boolean, Choice, Date, Either, Field, Free, Keyed, Listed, Number, Structure, Words

PERSON = Structure(
    name="a person",
    purpose="somebody",
    fields=(
        Field("name", Words(), "what they are called", required=True),
        Field("short-name", Words(may_be_empty=True), "for friends"),
        Field("born", Date(), "when"),
        Field("rank", Choice(words=("a", "b")), "how high"),
        Field("friends", Listed(of=Words(pattern="[a-z0-9]+"), lone=True), "who"),
    ),
    build=lambda *, place, **values: values,
)

HOUSE = Structure(name="a house", purpose="a place", fields=(Field("name", Words(), "its name"),), build=PERSON.build)

SHAPES = st.deferred(
    lambda: (
        st.sampled_from(
            [Words(), Words(at_most=2), Words(pattern="a|1"), Words(may_be_empty=True), Choice(words=("a", "b"))]
        )
        | st.sampled_from([Number(), Number(whole=False), Boolean(), Date(), PERSON, HOUSE, Free(says="anything")])
        | st.builds(
            lambda of, least, lone: Listed(of=of, least=least, lone=lone), SHAPES, st.integers(0, 2), st.booleans()
        )
        | st.builds(lambda of: Keyed(of=of), SHAPES)
        | st.builds(lambda one, two: Either(shapes=(one, two)), SHAPES, SHAPES)
    )
)

TEXTS = st.recursive(
    st.sampled_from(["a", "1", "-2.5", "true", "null", "''", "2024-05", "2024", "name", ""]),
    lambda inner: (
        st.lists(inner, max_size=3).map(lambda some: f"[{', '.join(some)}]")
        | st.dictionaries(st.sampled_from([field.name for field in PERSON.fields]), inner, max_size=4).map(
            lambda some: "{" + ", ".join(f"{key}: {value}" for key, value in some.items()) + "}"
        )
    ),
    max_leaves=6,
)
