"""The rules of the house: who imports whom, how large a file is, what every module and field says."""

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

import cdk8s_airflow

ROOT = Path(__file__).parents[1]
LIBRARY = ROOT / "constructs" / "cdk8s_airflow"
MODULES = sorted(LIBRARY.rglob("*.py"))
HAND_WRITTEN = [path for folder in ("constructs", "environments", "dags", "tests", "tools", "images") for path in sorted((ROOT / folder).rglob("*.py"))]
LIMIT_LINES = 250
"""Past 200 ask which room is missing; past this the file is refused."""

BASE = {"errors", "kubernetes", "release"}
INPUTS = BASE | {"config", "dags", "executor"}
COMPONENTS = {"scheduler", "webserver", "dag_processor", "triggerer", "task_pod", "first_user", "database"}
WHOLE = INPUTS | COMPONENTS | {"component", "network_policy", "kind"}
ALLOWED = {
    "errors": set(),
    "kubernetes": {"errors"},
    "release": {"errors"},
    "config": BASE,
    "dags": BASE,
    "executor": BASE,
    "kind": {"errors", "kubernetes"},
    "component": INPUTS,
    **{room: INPUTS | {"component"} for room in COMPONENTS},  # never another component
    "network_policy": INPUTS | COMPONENTS | {"component"},
    "props": WHOLE,
    "airflow": WHOLE | {"props"},
    "capacity": INPUTS | {"props"},
    "chart": WHOLE | {"props", "airflow", "capacity"},
    "environment": {"chart", "errors", "kind", "props"},
    "synthesis": {"environment", "errors", "kubernetes"},
    "cli": {"config", "environment", "errors", "kubernetes", "props"},
}
"""Room -> rooms that it may import. Downwards only."""
PURE = {"cdk8s", "constructs", "jsii", "imports", "cdk8s_plus_27"}
"""What a module of props must not import itself: knobs need no Node."""


def parsed(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def imports(path: Path) -> Iterator[tuple[str, str]]:
    """(kind, name): ``own`` rooms of the library, ``foreign`` top-level packages, ``name`` what is imported."""
    package = path.relative_to(LIBRARY).parent.parts
    for node in ast.walk(parsed(path)):
        if isinstance(node, ast.ImportFrom):
            target = (*package[: len(package) - node.level + 1], *((node.module or "").split("."))) if node.level else ()
            for alias in node.names:
                yield "name", alias.name
                if node.level:
                    yield "own", [part for part in (*target, alias.name) if part][0]
            if not node.level:
                yield "foreign", (node.module or "").partition(".")[0]
        elif isinstance(node, ast.Import):
            yield from (("foreign", alias.name.partition(".")[0]) for alias in node.names)


def name_of(path: Path) -> str:
    return str(path.relative_to(ROOT))


@pytest.mark.parametrize("path", [path for path in MODULES if path.parent != LIBRARY or path.stem in ALLOWED], ids=name_of)
def test_imports_go_downwards(path: Path) -> None:
    """A room knows only rooms below; components meet in airflow.py."""
    room = path.relative_to(LIBRARY).with_suffix("").parts[0]
    assert {own for kind, own in imports(path) if kind == "own"} <= ALLOWED[room] | {room}


@pytest.mark.parametrize("path", [path for path in MODULES if path.stem in ("props", "quantities", "resources", "probes")], ids=name_of)
def test_props_need_no_node(path: Path) -> None:
    """A bad value must fail before Node starts to draw."""
    assert not PURE & {foreign for kind, foreign in imports(path) if kind == "foreign"}


def test_nobody_reaches_for_private_names() -> None:
    """The one exception chooses Node before anything else is imported."""
    private = {(name_of(path), name) for path in MODULES for kind, name in imports(path) if kind == "name" and name.startswith("_")}
    assert private == {("constructs/cdk8s_airflow/__init__.py", "_node")}


def test_every_room_has_its_row() -> None:
    """A new room says whom it may import."""
    rooms = {path.relative_to(LIBRARY).with_suffix("").parts[0] for path in MODULES}
    assert rooms - {"__init__", "__main__", "_node"} == set(ALLOWED)


@pytest.mark.parametrize("path", sorted((ROOT / "environments").glob("*.py")), ids=name_of)
def test_environments_use_public_names_only(path: Path) -> None:
    """Those of cdk8s_airflow, and each other; never a submodule, never cdk8s."""
    for node in ast.walk(parsed(path)):
        if isinstance(node, ast.ImportFrom) and not node.level:
            assert node.module in ("cdk8s_airflow", "collections.abc", "typing"), node.module
            if node.module == "cdk8s_airflow":
                assert {alias.name for alias in node.names} <= set(cdk8s_airflow.__all__)
        assert not isinstance(node, ast.Import)


def test_the_source_roots_are_no_packages() -> None:
    """constructs/__init__.py would hide the package constructs of PyPI; imports/ is generated."""
    assert not (ROOT / "constructs" / "__init__.py").exists()
    assert not (ROOT / "imports" / "__init__.py").exists()


def test_a_file_has_a_noun_to_live_with() -> None:
    """No drawer for what was not understood yet."""
    drawers = {"util", "utils", "helper", "helpers", "common", "misc", "shared", "tools_lib"}
    assert not [name_of(path) for path in HAND_WRITTEN if drawers & {path.stem, *path.relative_to(ROOT).parts[:-1]}]


def test_no_file_swallows_the_house() -> None:
    """Hand-written modules, tests included."""
    sizes = {name_of(path): len(path.read_text(encoding="utf-8").splitlines()) for path in (*HAND_WRITTEN, ROOT / "main.py")}
    assert {name: lines for name, lines in sizes.items() if lines > LIMIT_LINES} == {}


@pytest.mark.parametrize("path", [*MODULES, *sorted((ROOT / "environments").glob("*.py"))], ids=name_of)
def test_a_module_says_what_lives_there(path: Path) -> None:
    """In its first line."""
    docstring = ast.get_docstring(parsed(path))
    assert docstring and docstring.splitlines()[0].strip()


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_mistakes_of_users_are_no_assertions(path: Path) -> None:
    """``python -O`` drops them."""
    assert not [node.lineno for node in ast.walk(parsed(path)) if isinstance(node, ast.Assert)]


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_every_public_definition_is_documented(path: Path) -> None:
    """Classes and functions of a module; an overriding method may leave it to its base."""
    for node in parsed(path).body:
        if isinstance(node, ast.ClassDef | ast.FunctionDef) and not node.name.startswith("_") and "scripts" not in path.parts:
            assert ast.get_docstring(node), node.name


def test_cdk8s_plus_is_loaded_by_those_who_use_it() -> None:
    """It costs a fifth of a second; a team's guest pays it, not everybody."""
    program = "import sys, cdk8s_airflow, environments; print('cdk8s_plus_27' in sys.modules)"
    path = f"{ROOT / 'constructs'}:{ROOT}"
    done = subprocess.run([sys.executable, "-c", program], env={"PYTHONPATH": path, "PATH": ""}, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"
