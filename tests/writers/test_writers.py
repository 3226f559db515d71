"""Writers are found by name and imported only when asked for."""

from __future__ import annotations

import subprocess
import sys

import pytest

from briefgen.errors import ConfigError
from briefgen.writers import FORMATS, writer


@pytest.mark.parametrize("name", FORMATS)
def test_each_format_has_a_module_of_its_name_with_suffix_version_and_write(name: str) -> None:
    found = writer(name)
    assert found.SUFFIX.startswith(".")
    assert isinstance(found.VERSION, int)
    assert callable(found.write)


def test_suffixes_differ() -> None:
    assert len({writer(name).SUFFIX for name in FORMATS}) == len(FORMATS)


def test_an_unknown_format_is_told_with_the_nearest_known_one() -> None:
    with pytest.raises(ConfigError) as caught:
        writer("htlm")
    assert caught.value.problems[0].message == "no format 'htlm'"
    assert caught.value.problems[0].hint == "did you mean 'html'?"


def test_an_unknown_format_far_from_all_is_told_with_the_list() -> None:
    with pytest.raises(ConfigError) as caught:
        writer("markdown")
    assert caught.value.problems[0].hint == "the formats are docx, pdf, html, outline"


@pytest.mark.parametrize("module", ["briefgen.writers", "briefgen.writers.pdf", "briefgen.writers.outline"])
def test_importing_a_writer_imports_no_heavy_library(module: str) -> None:
    heavy = "{'weasyprint', 'docx', 'lxml', 'fontTools', 'pydyf'}"
    asked = f"import sys, {module}; print(sorted({heavy} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
