"""Where this person's pip looks for packages, read without pip.

The installed program has no pip, but many machines reach packages only through an index that pip is
configured for. Places, their order and the names of options are those of pip's documentation
("Configuration"); like ``process``, this module knows what differs between systems.
"""

import configparser
import contextlib
import locale
import os
import sys
from collections.abc import Mapping
from pathlib import Path

import msgspec
import platformdirs

# Of a file's sections the later ones win; what a person set for installing is meant for us, too.
_SECTIONS = ("global", "install", "download")
_TRUE = frozenset({"y", "yes", "t", "true", "on", "1"})


class PipSettings(msgspec.Struct, frozen=True, kw_only=True):
    """The options that say where packages are and how they are reached."""

    index_url: str = ""
    extra_index_urls: tuple[str, ...] = ()
    find_links: tuple[str, ...] = ()
    """Folders, files or addresses of pages with links."""
    no_index: bool = False
    trusted_hosts: tuple[str, ...] = ()
    certificates: str = ""
    """File or folder of certificates to trust; empty for those of the system."""
    proxy: str = ""
    timeout: float | None = None
    """Seconds; None where nothing is set."""


def read_pip_settings() -> PipSettings:
    """What pip would use now, from its files and environment variables."""
    options = _options_in_files() | _options_in_environment()
    return PipSettings(
        index_url=options.get("index-url", ""),
        extra_index_urls=_several(options, "extra-index-url"),
        find_links=_several(options, "find-links"),
        no_index=options.get("no-index", "").lower() in _TRUE,
        trusted_hosts=_several(options, "trusted-host"),
        certificates=options.get("cert", ""),
        proxy=options.get("proxy", ""),
        timeout=_number(options.get("timeout") or options.get("default-timeout", "")),
    )


def pip_files() -> list[Path]:
    """The files that pip reads, each overriding those before it; not all of them need exist."""
    chosen = os.environ.get("PIP_CONFIG_FILE")
    if chosen == os.devnull:
        return []
    name = "pip.ini" if sys.platform == "win32" else "pip.conf"
    own = [] if chosen and Path(chosen).exists() else _user_folders()
    folders = [*_machine_folders(), *own, Path(sys.prefix)]
    return [*(folder / name for folder in folders), *([Path(chosen)] if chosen else [])]


def _machine_folders() -> list[Path]:
    if sys.platform == "darwin":
        return [Path(platformdirs.site_data_dir("pip", appauthor=False))]
    shared = platformdirs.site_config_dir("pip", appauthor=False, multipath=True)
    if sys.platform == "win32":
        return [Path(shared)]
    # The system's administrator wins over the desktop's defaults, as in pip.
    return [*map(Path, shared.split(os.pathsep)), Path("/etc")]


def _user_folders() -> list[Path]:
    legacy = Path.home() / ("pip" if sys.platform == "win32" else ".pip")
    if sys.platform != "darwin":
        return [legacy, platformdirs.user_config_path("pip", appauthor=False, roaming=True)]
    library = platformdirs.user_data_path("pip", appauthor=False)
    return [legacy, library if library.is_dir() else Path.home() / ".config" / "pip"]


def _options_in_files() -> dict[str, str]:
    parser = configparser.RawConfigParser(strict=False)
    parser.optionxform = _normal_name
    for path in pip_files():
        # A file that pip itself would refuse must not keep a model from coming by another way.
        with contextlib.suppress(configparser.Error, UnicodeDecodeError, OSError):
            parser.read(path, encoding=locale.getpreferredencoding(do_setlocale=False))
    options: dict[str, str] = {}
    for section in filter(parser.has_section, _SECTIONS):
        options |= {name: value for name, value in parser.items(section) if value}
    return options


def _options_in_environment() -> dict[str, str]:
    return {
        _normal_name(name.removeprefix("PIP_")): value
        for name, value in os.environ.items()
        if name.startswith("PIP_") and value
    }


def _normal_name(optionstr: str) -> str:
    return optionstr.lower().replace("_", "-").removeprefix("--")


def _several(options: Mapping[str, str], name: str) -> tuple[str, ...]:
    return tuple(options.get(name, "").split())


def _number(text: str) -> float | None:
    try:
        return float(text)
    except ValueError:
        return None
