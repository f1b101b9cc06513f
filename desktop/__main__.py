"""``python -m desktop [PROJECT.saegim]`` and ``saegim``; ``--demo OUT`` shows what it can do."""

import sys
from pathlib import Path


def main() -> None:
    """Open the window."""
    if sys.argv[1:2] == ["--demo"]:
        from desktop.demo import run_demo

        sys.exit(run_demo(Path(sys.argv[2]), short="--short" in sys.argv[3:]))
    sys.exit(_run())


def _run() -> int:
    try:
        from desktop.app.startup import run

        return run(sys.argv)
    except Exception as error:
        # Nobody may be left with a click after which nothing happens.
        from desktop import paths
        from desktop.errors.at_start import tell_failed_start

        return tell_failed_start(error, paths.log_file())


if __name__ == "__main__":
    main()
