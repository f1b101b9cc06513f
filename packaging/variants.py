"""What is built: ``python packaging/variants.py`` prints the matrix of the workflow as JSON.

``TORCH_INDEX`` is the address below which torch has its own packages; without it only those are
built whose torch is on the ordinary index. ``python packaging/variants.py VARIANT`` tells instead
whether the torch in this environment is the one of that variant: with another one inside, a package
would not use the card it was made for.
"""

import json
import os
import sys
from pathlib import Path

# As a script, before anything is installed.
sys.path.insert(0, str(Path(__file__).parents[1]))

from engine.system.packages import PACKAGES, package_for


def main(arguments: list[str]) -> int:
    """Print the matrix, or compare; the exit code."""
    if not arguments:
        print(matrix(os.environ.get("TORCH_INDEX", "")))
        return 0
    from engine.doctor.torch_check import built_for

    (wanted,) = arguments
    package = package_for(built_for())
    found = "none" if package is None else package.variant
    if found != wanted:
        print(f"The torch in this environment makes the variant {found}, not {wanted}.")
    return int(found != wanted)


def matrix(torch_index: str) -> str:
    """The rows that can be built, as JSON."""
    base = torch_index.rstrip("/")
    rows = [
        {
            "runner": row.runner,
            "variant": row.variant,
            "index": f"{base}/{row.torch_index}" if row.torch_index else "",
        }
        for row in PACKAGES
        if base or not row.torch_index
    ]
    return json.dumps({"include": rows})


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
