"""The pieces of a passage make one text."""

from briefgen.corpus.texts import text_of


def test_the_pieces_of_a_passage_are_joined():
    assert text_of([(0, 3), (4, 7)], "abc-def") == "abc def"
    assert text_of([(0, 4), (5, 8)], "abc- def") == "abc-def"


def test_line_breaks_within_a_piece_are_spaces():
    assert text_of([(0, 9)], "ab \r\n cd ") == "ab cd "
