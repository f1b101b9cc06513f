"""``python -m desktop [PROJECT.saegim]`` and ``saegim``."""

import sys


def main() -> None:
    """Open the window."""
    from desktop.app import run

    sys.exit(run(sys.argv))


if __name__ == "__main__":
    main()
