"""The architecture page and the tree say the same."""

import re
import tomllib

PAGE = "docs/architecture.md"


def test_every_package_the_page_names_exists_and_every_package_is_named(desk):
    page = (desk / PAGE).read_text(encoding="utf-8")
    named = {name.rstrip("/") for name in re.findall(r"^\| `(briefgen/[\w./]+)`", page, re.MULTILINE)}
    for name in named:
        assert (desk / name).exists(), f"{PAGE} names {name}, which is not there"
    here = {
        f"briefgen/{path.name}"
        for path in (desk / "briefgen").iterdir()
        if not path.name.startswith("__") and (path.is_dir() or path.suffix == ".py") and path.name != "starter"
    }
    assert here == named


def test_the_import_rule_on_the_page_is_the_contract_in_pyproject(desk):
    page = (desk / PAGE).read_text(encoding="utf-8")
    rule = next(line for line in page.splitlines() if line.startswith("cli >"))
    contracts = tomllib.loads((desk / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["importlinter"][
        "contracts"
    ]
    layers = [" | ".join(layer.split(" | ")) for layer in contracts[0]["layers"] if layer != "__main__"]
    assert rule.split(" > ") == layers


def test_every_dependency_has_its_reason_on_the_page(desk):
    project = tomllib.loads((desk / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    page = (desk / "docs/dependencies.md").read_text(encoding="utf-8")
    for wanted in project["dependencies"]:
        name = re.split(r"[>=<\[]", wanted)[0]
        assert f"| {name} |" in page, f"docs/dependencies.md says nothing about {name}"


def test_no_file_is_longer_than_400_lines(desk):
    long = [
        f"{path.relative_to(desk)}: {len(path.read_text(encoding='utf-8').splitlines())}"
        for folder in ("briefgen", "tests", "bench", "scripts")
        for path in sorted((desk / folder).rglob("*.py"))
        if len(path.read_text(encoding="utf-8").splitlines()) > 400
    ]
    assert long == []


def test_the_list_of_what_builds_are_made_of_names_every_module(desk):
    listed = re.findall(r"``(\w+)``", (desk / "briefgen/build/__init__.py").read_text(encoding="utf-8"))
    here = [path.stem for path in (desk / "briefgen" / "build").glob("*.py") if path.stem != "__init__"]
    assert sorted(listed) == sorted(here)
