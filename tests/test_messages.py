"""Every message that briefgen can say to a user stands in some test.

Messages are collected from the source: the text given as ``message`` to :class:`briefgen.errors.Problem`, to a
function or class of briefgen that has a parameter of that name, or to click's ``UsageError``. A message is held to
be tested if a string of the tests, or a line of a case or golden file, says a telling piece of it: at least
:data:`TELLING` characters in a row of its fixed words, or all of them where they are fewer.
"""

import ast
import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent

#: So many characters of fixed words in a row tell one message from the others.
TELLING = 14

#: Says messages, too, though its parameter has another name.
FOREIGN = {"UsageError": 0}

#: How a fixed piece and a variable one are told apart while a message is put together.
GAP = "\0"


@dataclass(frozen=True)
class Message:
    """A message as it stands in the source, variable pieces as :data:`GAP`, and where."""

    text: str
    place: str


def sources(folder, *endings):
    return sorted(
        path for path in (ROOT / folder).rglob("*") if path.suffix in endings and "__pycache__" not in str(path)
    )


TREES = {path: ast.parse(path.read_text(encoding="utf-8")) for path in sources("briefgen", ".py")}


def takers():
    """Every function or class of briefgen that takes a ``message``, with its position among the arguments given."""
    found = dict(FOREIGN)
    for tree in TREES.values():
        for node in ast.walk(tree):
            if isinstance(node, ast.FunctionDef):
                names = [argument.arg for argument in (*node.args.posonlyargs, *node.args.args)]
                if names[:1] in (["self"], ["cls"]):
                    names = names[1:]
                if "message" in names:
                    found[node.name] = names.index("message")
            elif isinstance(node, ast.ClassDef):
                fields = [
                    line.target.id
                    for line in node.body
                    if isinstance(line, ast.AnnAssign) and isinstance(line.target, ast.Name)
                ]
                if "message" in fields:
                    found[node.name] = fields.index("message")
    return found


def literals(node):
    """The texts that an expression can be: constants, f-strings, and both arms of a choice."""
    match node:
        case ast.Constant(value=str() as text):
            return [text]
        case ast.JoinedStr():
            pieces = [""]
            for value in node.values:
                more = literals(value) if isinstance(value, ast.Constant) else [GAP]
                pieces = [before + after for before in pieces for after in more]
            return pieces
        case ast.IfExp():
            return literals(node.body) + literals(node.orelse)
        case ast.BoolOp():
            return [text for value in node.values for text in literals(value)]
        case ast.BinOp(op=ast.Add()):
            right = literals(node.right) or [GAP]
            return [before + after for before in literals(node.left) or [GAP] for after in right]
        case _:
            return []


def assigned(tree, name):
    """The texts that a local name is given anywhere in a module."""
    return [
        text
        for node in ast.walk(tree)
        if isinstance(node, ast.Assign)
        and any(isinstance(target, ast.Name) and target.id == name for target in node.targets)
        for text in literals(node.value)
    ]


def messages():
    known = takers()
    found = []
    for path, tree in TREES.items():
        for node in ast.walk(tree):
            if not isinstance(node, ast.Call):
                continue
            name = getattr(node.func, "attr", getattr(node.func, "id", ""))
            if name not in known:
                continue
            given = [keyword.value for keyword in node.keywords if keyword.arg == "message"]
            given += node.args[known[name] : known[name] + 1]
            for value in given[:1]:
                texts = assigned(tree, value.id) if isinstance(value, ast.Name) else literals(value)
                place = f"{path.relative_to(ROOT)}:{node.lineno}"
                found += [Message(text, place) for text in texts if text.strip(GAP + " .:;,'()")]
    return sorted(set(found), key=lambda message: (message.place, message.text))


@cache
def said_by_tests():
    """Everything that the tests say: string constants of their code, and the cases and golden files line by line."""
    said = set()
    for path in sources("tests", ".py"):
        if path == Path(__file__).resolve():
            continue
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            said.update(
                re.sub(r"\\(.)", r"\1", text)
                for text in literals(node)
                if isinstance(node, ast.Constant | ast.JoinedStr)
            )
    for path in sources("tests", ".md", ".txt"):
        said.update(path.read_text(encoding="utf-8").splitlines())
    return "\n".join(sorted(text.replace("\n", " ") for text in said))


def is_tested(message, said):
    """Whether the tests say a telling piece of a message's fixed words."""
    for piece in message.text.split(GAP):
        fixed = piece.strip()
        length = min(TELLING, len(fixed))
        whole = len(fixed) == len(message.text.replace(GAP, "").strip())
        if length < TELLING and not whole:
            continue
        if any(fixed[start : start + length] in said for start in range(len(fixed) - length + 1)):
            return True
    short = [piece.strip() for piece in message.text.split(GAP) if piece.strip(" .:;,'()")]
    return all(len(piece) < TELLING for piece in short) and all(piece in said for piece in short)


MESSAGES = messages()


def test_messages_are_found_at_all():
    texts = {message.text for message in MESSAGES}
    assert f"the path '{GAP}' leads out of the desk" in texts
    assert "there is no such file" in texts
    assert "Name configs, or use --all, not both." in texts
    assert len(texts) > 100


def test_a_message_that_no_test_says_is_noticed():
    assert not is_tested(Message("quite an unheard-of sentence", ""), "quite another sentence")
    assert not is_tested(Message(f"no {GAP} in the {GAP} of yore", ""), "no news")
    assert is_tested(Message(f"no {GAP} in the depths of the sea", ""), "monsters in the depths of the")


@pytest.mark.parametrize("file", sorted({message.place.partition(":")[0] for message in MESSAGES}))
def test_every_message_stands_in_some_test(file):
    said = said_by_tests()
    untested = [m for m in MESSAGES if m.place.startswith(f"{file}:") and not is_tested(m, said)]
    assert not untested, "\n".join(f"{m.place}: {m.text.replace(GAP, '…')}" for m in untested)


def test_every_message_has_a_way_out_beside_it():
    without = []
    for path, tree in TREES.items():
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "Problem":
                given = len(node.args) > 1 or any(keyword.arg == "hint" for keyword in node.keywords)
                if not given:
                    without.append(f"{path.relative_to(ROOT)}:{node.lineno}")
    assert without == []
