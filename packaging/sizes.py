"""Prints what the bundle weighs and what was left out: ``python packaging/sizes.py dist``."""

import importlib.util
import sys
from collections import Counter
from pathlib import Path

from left_out import FILES, PACKAGES

SHOWN = 14
MEGABYTE = 1_000_000


def table(dist: Path) -> str:
    """Sizes by part, in megabytes of 10**6 bytes, before and after leaving things out."""
    parts = _parts(next(dist.glob("[sS]aegim*/")))
    total = sum(parts.values())
    left_out = {name: _installed_size(name) for name in PACKAGES}
    lines = ["MB       part of the bundle"]
    lines += [_row(size, name) for name, size in parts.most_common(SHOWN)]
    lines.append(_row(total - sum(s for _, s in parts.most_common(SHOWN)), "everything else"))
    lines += ["", "MB       left out, as installed in this environment"]
    lines += [
        _row(size, f"{name}: {PACKAGES[name]}")
        for name, size in sorted(left_out.items(), key=lambda item: -item[1])
        if size
    ]
    lines += [f"         {_names(reason)}: {reason}" for reason in dict.fromkeys(FILES.values())]
    before = total + sum(left_out.values())
    lines += ["", f"before {before / MEGABYTE:,.0f} MB, after {total / MEGABYTE:,.0f} MB"]
    lines += [
        _row(path.stat().st_size, path.name) for path in sorted(dist.iterdir()) if path.is_file()
    ]
    return "\n".join(lines)


def _parts(bundle: Path) -> Counter[str]:
    parts: Counter[str] = Counter()
    for path in bundle.rglob("*"):
        if path.is_file() and not path.is_symlink():
            inside = path.relative_to(bundle).parts
            # What NVIDIA's libraries weigh is worth telling one by one.
            depth = 4 if "nvidia" in inside else 2
            parts["/".join(inside[1 : depth + 1] if len(inside) > 2 else inside[-1:])] += (
                path.stat().st_size
            )
    return parts


def _installed_size(name: str) -> int:
    found = importlib.util.find_spec(name)
    if found is None or found.origin is None:
        return 0
    origin = Path(found.origin)
    files = origin.parent.rglob("*") if origin.name == "__init__.py" else [origin]
    return sum(path.stat().st_size for path in files if path.is_file())


def _names(reason: str) -> str:
    return ", ".join(name for name, why in FILES.items() if why == reason)


def _row(size: int, name: str) -> str:
    return f"{size / MEGABYTE:8,.1f} {name}"


if __name__ == "__main__":
    print(table(Path(sys.argv[1])))
