"""``python -m engine`` and ``saegim-engine``."""

from multiprocessing import freeze_support

from engine.cli import main

if __name__ == "__main__":
    # In the installed program a data loader's worker is this program started again.
    freeze_support()
    main()
