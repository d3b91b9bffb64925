"""The house's walls: what may import what."""

import ast
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


def imports_of(folder):
    """(file, module) for every import below the folder."""
    for path in sorted((ROOT / folder).rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Import):
                yield from ((path, alias.name) for alias in node.names)
            elif isinstance(node, ast.ImportFrom):
                yield path, node.module or ""


def test_the_strategy_core_loads_no_django():
    code = (
        "import pkgutil, importlib, sys, campaigns.strategy as core\n"
        "for module in pkgutil.walk_packages(core.__path__, 'campaigns.strategy.'):\n"
        "    if not module.name.endswith('__main__'): importlib.import_module(module.name)\n"
        "sys.exit(any(name.split('.')[0] == 'django' for name in sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def test_the_catalogue_knows_nothing_of_campaigns():
    found = list(imports_of("influencers"))
    assert len(found) > 50
    assert not [(path, name) for path, name in found if name.split(".")[0] == "campaigns"]


def test_only_the_guide_knows_the_guide():
    """Pages use it through template tags; what is explained does not depend on its explanation."""
    found = [*imports_of("influencers"), *imports_of("campaigns")]
    assert not [(path, name) for path, name in found if name.split(".")[0] == "guide"]


def test_only_the_bridge_joins_rows_and_core():
    """Views and models speak to the core through `planning`; tests and tags of plain figures may read it."""
    outside = {
        path.relative_to(ROOT).as_posix()
        for path, name in imports_of("campaigns")
        if name.startswith("campaigns.strategy") and "campaigns/strategy/" not in path.as_posix()
    }
    outside = {name for name in outside if not name.startswith("campaigns/planning/")}
    assert outside <= {"campaigns/management/commands/bench.py"}


def test_linear_programs_are_the_selections_business():
    """And that of the one rival that is a linear program itself."""
    found = {path.relative_to(ROOT).as_posix() for path, name in imports_of("campaigns") if name == "highspy"}
    assert found == {"campaigns/strategy/selection/program.py", "campaigns/strategy/measuring/monolith.py"}
