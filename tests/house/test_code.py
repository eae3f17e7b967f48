"""What the rooms keep to that no linter knows: a pure domain, short views, no markup in Python."""

import ast
import re
import sys
from collections.abc import Iterator
from pathlib import Path

from tests.house.sources import files, name_of

RULES_WITHOUT_CLOCK = ("portal/domain", "portal/services", "portal/queries")
CLOCKS = {"now", "utcnow", "today", "time", "time_ns"}
HTTP_VERBS = {"get", "post", "route"}
LONGEST_VIEW = 20
# Elements by name, since a route (`/matters/<number>`) and a group of a pattern (`(?P<it>`) look alike.
ELEMENTS = (
    "a|article|b|br|button|div|em|form|h[1-6]|i|img|input|label|li|ol|option|p|script|section|select|small"
)
MARKUP = re.compile(rf"(?<!\(\?P)</?({ELEMENTS}|span|strong|style|svg|table|td|th|tr|ul)(\s[^<>]*)?/?>", re.I)


def trees(folder: str) -> Iterator[tuple[Path, ast.Module]]:
    for path in files(folder, ".py"):
        yield path, ast.parse(path.read_text(encoding="utf-8"))


def imported(tree: ast.Module) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield node.module or ""


def test_the_domain_imports_the_standard_library_and_itself() -> None:
    foreign = {
        f"{name_of(path)} imports {name}"
        for path, tree in trees("portal/domain")
        for name in imported(tree)
        if name.split(".")[0] not in sys.stdlib_module_names and not name.startswith("portal.domain")
    }
    assert foreign == set()


def test_no_rule_looks_at_a_clock() -> None:
    looked = [
        f"{name_of(path)}:{node.lineno}"
        for folder in RULES_WITHOUT_CLOCK
        for path, tree in trees(folder)
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and reads_a_clock(node)
    ]
    assert looked == []


def reads_a_clock(call: ast.Call) -> bool:
    """Whether a call is `datetime.now()`, `date.today()`, `time.time()` or alike."""
    return (
        isinstance(call.func, ast.Attribute)
        and call.func.attr in CLOCKS
        and ast.unparse(call.func.value).split(".")[-1] in {"datetime", "date", "time"}
    )


def test_no_view_body_outgrows_20_lines() -> None:
    lengths = {
        f"{name_of(path)}:{view.name}": body_length(view)
        for path, tree in trees("portal/web")
        for view in ast.walk(tree)
        if isinstance(view, ast.FunctionDef) and is_view(view)
    }
    assert {view: length for view, length in lengths.items() if length >= LONGEST_VIEW} == {}


def is_view(function: ast.FunctionDef) -> bool:
    calls = (decorator.func for decorator in function.decorator_list if isinstance(decorator, ast.Call))
    return any(isinstance(called, ast.Attribute) and called.attr in HTTP_VERBS for called in calls)


def body_length(function: ast.FunctionDef) -> int:
    """Lines from the first statement after the docstring to the last."""
    body = function.body[1:] if ast.get_docstring(function) else function.body
    return (body[-1].end_lineno or 0) - body[0].lineno + 1 if body else 0


def test_no_python_holds_markup() -> None:
    marked = [
        f"{name_of(path)}:{text.lineno}"
        for path, tree in trees("portal")
        for text in strings_that_run(tree)
        if MARKUP.search(text.value)
    ]
    assert marked == []


def strings_that_run(tree: ast.Module) -> Iterator[ast.Constant]:
    """The string constants of a file, its docstrings left out."""
    loose = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in loose:
            yield node


def test_markup_is_told_from_routes_and_patterns() -> None:
    assert all(MARKUP.search(text) for text in ("<p>", "</a>", '<a href="/">', "<br/>", "再说<b>一遍"))
    assert not any(
        MARKUP.search(text) for text in ("/matters/<number>", "(?P<a>.)", "<int:meeting_id>", "a < b > c")
    )
