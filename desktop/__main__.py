"""``python -m desktop [PROJECT.saegim]`` and ``saegim``; ``--demo OUT`` shows what it can do."""

import sys
from pathlib import Path


def main() -> None:
    """Open the window."""
    if sys.argv[1:2] == ["--demo"]:
        from desktop.demo import run_demo

        sys.exit(run_demo(Path(sys.argv[2])))
    from desktop.app.running import run

    sys.exit(run(sys.argv))


if __name__ == "__main__":
    main()
