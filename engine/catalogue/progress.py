"""How fetching tells how far it is."""

from collections.abc import Callable

Progress = Callable[[int, int | None, str], None]
"""Called with the bytes done, the bytes in all (None where unknown) and what is being fetched."""

Report = Callable[[int, int | None], None]
"""The same about one file: the bytes done and the bytes in all."""
