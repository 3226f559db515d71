"""The architecture page and the tree say the same."""

import re
import tomllib
from fnmatch import fnmatch

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


def test_what_builds_are_made_of_is_told_in_the_order_of_the_contract(desk):
    told = (desk / "briefgen/build/__init__.py").read_text(encoding="utf-8")
    listed = [re.findall(r"``(\w+)``", line) for line in told.splitlines() if line.startswith("``")]
    layers = [layer.split(" | ") for layer in _contract(desk, "briefgen.build")["layers"]]
    assert listed[::-1] == layers
    page = (desk / PAGE).read_text(encoding="utf-8")
    rule = next(line for line in page.splitlines() if line.startswith("unattended >"))
    assert rule.split(" > ") == [" | ".join(layer) for layer in layers]
    named = re.findall(r"^\| `build/(\w+)/`", page, re.MULTILINE)
    assert sorted(named) == [folder.name for folder in _packages(desk)]


def test_each_package_of_builds_names_all_its_modules_and_its_way_in(desk):
    for folder in _packages(desk):
        told = (folder / "__init__.py").read_text(encoding="utf-8")
        named = {one or other for one, other in re.findall(rf"``(\w+)``|briefgen\.build\.{folder.name}\.(\w+)", told)}
        assert {path.stem for path in folder.glob("*.py")} - {"__init__"} <= named, folder.name
        assert "way in: " in told or "ways in: " in told, folder.name


def test_the_tests_of_builds_lie_as_the_packages_do(desk):
    here = {folder.name: folder for folder in _packages(desk)}
    for path in (desk / "tests" / "build").glob("*/test_*.py"):
        module = here[path.parent.name] / f"{path.stem.removeprefix('test_')}.py"
        assert module.exists(), f"{path.relative_to(desk)} is a test of no module there"


def _packages(desk):
    return sorted(path.parent for path in (desk / "briefgen" / "build").glob("*/__init__.py"))


def _contract(desk, container):
    contracts = tomllib.loads((desk / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["importlinter"]
    return next(one for one in contracts["contracts"] if one.get("containers") == [container])


def test_every_file_of_tests_is_collected(desk, pytestconfig):
    left_out = pytestconfig.getini("norecursedirs")
    folders = {path.parent.relative_to(desk) for path in (desk / "tests").rglob("test_*.py")}
    skipped = [
        str(folder) for folder in folders if any(fnmatch(part, one) for part in folder.parts for one in left_out)
    ]
    assert skipped == []
