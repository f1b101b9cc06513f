"""Versions of libraries, from source and in the frozen program."""

import importlib.metadata
import sys

from engine.system.build import build_info


def version_of(package: str) -> str:
    """The version of an installed package; empty if it is not there, or does not tell.

    The frozen program carries some modules without their package's metadata: those are asked
    themselves, if they are loaded.
    """
    if package == "saegim":
        return build_info().version
    try:
        return importlib.metadata.version(package)
    except importlib.metadata.PackageNotFoundError:
        module = sys.modules.get(package.replace("-", "_"))
        return str(getattr(module, "__version__", ""))
