"""Reads Inno Setup's scripts as far as tests need it."""

import re
from collections import defaultdict
from pathlib import Path

_PARAMETER = re.compile(r'(\w+):\s*("(?:[^"]|"")*"|[^;]*)')


class InnoScript:
    """The sections of one script, without comments and preprocessor lines."""

    def __init__(self, path: Path) -> None:
        self.text = path.read_text(encoding="utf-8-sig")
        self._lines: defaultdict[str, list[str]] = defaultdict(list)
        section = ""
        for line in self.text.splitlines():
            if line.startswith("["):
                section = line.strip("[] ")
            elif line.strip() and not line.startswith((";", "#")):
                self._lines[section].append(line)

    @property
    def directives(self) -> dict[str, str]:
        """``Name=value`` of [Setup]."""
        return self.assignments("Setup")

    def assignments(self, section: str) -> dict[str, str]:
        """``Name=value`` of a section."""
        return dict(line.split("=", 1) for line in self._lines[section])

    def entries(self, section: str) -> list[dict[str, str]]:
        """``Name: "value"; …`` of a section, one dict an entry, quotes taken off."""
        return [
            {name: _unquote(value.strip()) for name, value in _PARAMETER.findall(line)}
            for line in self._lines[section]
        ]

    @property
    def code(self) -> str:
        """What stands in [Code]."""
        return "\n".join(self._lines["Code"])


def _unquote(value: str) -> str:
    return value[1:-1].replace('""', '"') if value.startswith('"') else value
