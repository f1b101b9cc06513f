"""Scripts below ``packaging/``, which must never become a package (docs/notes/traps.md, 3)."""

import importlib.util
from pathlib import Path
from types import ModuleType

PACKAGING = Path(__file__).parents[2] / "packaging"


def load_script(path: str) -> ModuleType:
    """Import ``packaging/PATH`` under a name of its own."""
    file = PACKAGING / path
    spec = importlib.util.spec_from_file_location(f"packaging_{file.stem}", file)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
