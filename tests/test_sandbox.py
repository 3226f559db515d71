import pytest

from briefgen.diagnostics import render as worded
from briefgen.errors import TemplateError
from briefgen.sandbox import environment, render


def run(source, **values):
    return render(environment({"content.html.j2": source}), "content.html.j2", values, "templates/t")


@pytest.mark.parametrize(
    ("source", "said"),
    [
        ("a\n\n{{ x.y }}", "templates/t/content.html.j2:3: error: the template uses something that is not there"),
        ("a\n{% for %}", "templates/t/content.html.j2:2: error: the template cannot be read"),
        ("{{ ''.__class__ }}", "templates/t/content.html.j2:1: error: the template does what the sandbox forbids"),
        ("{% include 'foo' %}", "error: the template includes 'foo', which is not in its folder"),
        ("\n{{ 1/0 }}", "templates/t/content.html.j2:2: error: the template fails here: ZeroDivisionError"),
        ("{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}", "error: the template calls itself without end"),
        ("{% for i in range(10**9) %}x{% endfor %}", "the template fails here: OverflowError"),
        ("{{ 'a' * 10**12 }}", "forbids: the repetition is too long"),
        ("{{ 10 ** 10000 }}", "forbids: the power is too large"),
    ],
)
def test_a_templates_mistake_is_a_place_a_sentence_and_a_way_out(source, said):
    with pytest.raises(TemplateError) as caught:
        run(source, x={})
    assert said in worded(caught.value.problems)
    assert caught.value.problems[0].hint


def test_a_template_that_makes_too_much_is_stopped(monkeypatch):
    monkeypatch.setattr("briefgen.sandbox.LONGEST_OUTPUT", 50)
    with pytest.raises(TemplateError, match="more than 20 million characters"):
        run("{% for i in range(100) %}abc{% endfor %}")


def test_text_is_escaped_and_arithmetic_still_works():
    assert run("{{ x }} {{ 2 * 3 }} {{ 'ab' * 2 }}", x="<script>") == "&lt;script&gt; 6 abab"
