"""Jinja's sandbox, set up once for everything that a desk's templates may do.

Sandboxed, autoescaped, strict about undefined names; a template reads files of its own folder only, through the
mapping it is given, and calls nothing that it was not handed. A loop is bounded by Jinja's own range limit.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from types import CodeType
from typing import Any

import jinja2
from jinja2 import meta
from jinja2.bccache import Bucket, BytecodeCache
from jinja2.exceptions import SecurityError
from jinja2.runtime import Context
from jinja2.sandbox import ImmutableSandboxedEnvironment

from briefgen.diagnostics import did_you_mean
from briefgen.errors import Place, Problem, TemplateError

#: A template that makes more than this many characters is refused; a long brief makes some 300,000.
LONGEST_OUTPUT = 20_000_000


class _Sandbox(ImmutableSandboxedEnvironment):
    """Jinja's sandbox, with repetition and powers bounded as its range already is."""

    intercepted_binops = frozenset({"*", "**"})

    def call_binop(self, context: Context, operator: str, left: Any, right: Any) -> Any:
        """The result of a product or power; raises SecurityError where it could fill the memory."""
        sizes = [len(side) if isinstance(side, str | bytes | list | tuple) else abs(side) for side in (left, right)]
        if operator == "**" and (sizes[0] > 1000 or sizes[1] > 64):
            raise SecurityError("the power is too large")
        sequence = any(isinstance(side, str | bytes | list | tuple) for side in (left, right))
        if operator == "*" and sequence and sizes[0] * sizes[1] > LONGEST_OUTPUT:
            raise SecurityError("the repetition is too long")
        return super().call_binop(context, operator, left, right)


#: Compiled templates by names of filters, key and checksum of the source; so many briefs of a run share them.
_COMPILED: dict[tuple[tuple[str, ...], str, str], CodeType] = {}
_MOST_COMPILED = 64


class _Compiled(BytecodeCache):
    """Templates that were compiled before in this process: many briefs use the same."""

    def __init__(self, filters: Iterable[str]) -> None:
        self._filters = tuple(sorted(filters))  # constants are folded with them when a template is compiled

    def load_bytecode(self, bucket: Bucket) -> None:
        """Give a template its code, where its source is known."""
        bucket.code = _COMPILED.get((self._filters, bucket.key, bucket.checksum))

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep a template's code."""
        if bucket.code is not None:
            if len(_COMPILED) >= _MOST_COMPILED:
                _COMPILED.clear()
            _COMPILED[self._filters, bucket.key, bucket.checksum] = bucket.code


def environment(
    templates: Mapping[str, str], filters: Mapping[str, Callable[..., Any]] | None = None
) -> ImmutableSandboxedEnvironment:
    """A sandboxed environment that knows the given templates (by name) and filters."""
    made = _Sandbox(
        loader=jinja2.DictLoader(dict(templates)),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=False,
        bytecode_cache=_Compiled(filters or ()),
    )
    made.filters.update(filters or {})
    return made


def names_used(templates: Iterable[str]) -> frozenset[str] | None:
    """Every name that templates take from what they are given; None where one of them has mistakes."""
    made = _Sandbox()
    try:
        return frozenset(name for one in templates for name in meta.find_undeclared_variables(made.parse(one)))
    except jinja2.TemplateError:
        return None


def render(made: ImmutableSandboxedEnvironment, name: str, values: Mapping[str, Any], folder: str) -> str:
    """What the template makes of the values; raises TemplateError with the place in the template.

    *folder* is the template's folder on the desk, for the places in messages.
    """
    try:
        return _bounded(made.get_template(name).generate(**values), Place(f"{folder}/{name}"))
    except jinja2.TemplateSyntaxError as error:
        place = Place(f"{folder}/{error.name or name}", error.lineno)
        raise TemplateError(
            Problem(
                f"the template cannot be read: {error.message}", "see the line named; a block may not be closed", place
            )
        ) from None
    except jinja2.TemplateNotFound as error:
        raise TemplateError(
            Problem(
                f"the template includes '{error.name}', which is not in its folder",
                did_you_mean(str(error.name), made.loader.list_templates() if made.loader else ()) or "check the name",
                Place(f"{folder}/{name}"),
            )
        ) from None
    except jinja2.UndefinedError as error:
        place = _place(error, folder, name)
        raise TemplateError(
            Problem(
                f"the template uses something that is not there: {error.message}",
                "the names a template may use are listed in docs/templates.md",
                place,
            )
        ) from None
    except SecurityError as error:
        raise TemplateError(
            Problem(
                f"the template does what the sandbox forbids: {error}",
                "templates word and order a brief, no more",
                _place(error, folder, name),
            )
        ) from None
    except TemplateError:
        raise
    except RecursionError:
        raise TemplateError(
            Problem(
                "the template calls itself without end",
                "look for a macro or an include that names itself",
                Place(f"{folder}/{name}"),
            )
        ) from None
    except Exception as error:  # noqa: BLE001 - whatever a template's expression raises is the template's mistake
        raise TemplateError(
            Problem(
                f"the template fails here: {type(error).__name__}: {error}",
                "check the expression in this line",
                _place(error, folder, name),
            )
        ) from None


def _bounded(pieces: Iterable[str], place: Place) -> str:
    made: list[str] = []
    length = 0
    for piece in pieces:
        length += len(piece)
        if length > LONGEST_OUTPUT:
            problem = Problem(
                "the template makes more than 20 million characters", "look for a loop that never ends", place
            )
            raise TemplateError(problem)
        made.append(piece)
    return "".join(made)


def _place(error: BaseException, folder: str, name: str) -> Place:
    """Where in the template an error was raised: the innermost frame that runs template code."""
    place = Place(f"{folder}/{name}")
    trace = error.__traceback__
    while trace is not None:
        template = trace.tb_frame.f_globals.get("__jinja_template__")
        if template is not None:
            place = Place(f"{folder}/{template.name}", int(template.get_corresponding_lineno(trace.tb_lineno)))
        elif trace.tb_frame.f_code.co_filename == "<template>":
            place = Place(f"{folder}/{name}", trace.tb_lineno)
        trace = trace.tb_next
    return place
