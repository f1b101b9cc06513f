"""Make ``dist/Saegim-VERSION-windows-x64-VARIANT-setup.exe`` of the bundle in ``dist/saegim``.

Windows only: calls Inno Setup's compiler with ``saegim.iss``. It is looked for in ``ISCC``, on the
``PATH`` and where its own installer puts it. ``SAEGIM_SIGN_COMMAND``, if set, is the command line
that signs one file, which Inno Setup writes as ``$f``.
"""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from engine.system.packages import package_for

ROOT = Path(__file__).parents[2]
BUNDLE = ROOT / "dist" / "saegim"
SCRIPT = Path(__file__).with_name("saegim.iss")

ONE_FILE_HOLDS = 4_000_000_000
"""Bytes before compression; Inno Setup refuses to make a ``setup.exe`` of 4.2 GB or more."""


def main() -> int:
    """Make the installer; the exit code of the compiler."""
    compiler = find_compiler()
    if compiler is None:
        print("Inno Setup 6 is missing here: no installer is made.", file=sys.stderr)
        return 1
    return subprocess.call([str(compiler), *arguments(BUNDLE), str(SCRIPT)])


def arguments(bundle: Path) -> list[str]:
    """What the compiler is to know about a bundle."""
    build = json.loads((bundle / "_internal" / "build.json").read_bytes())
    package = package_for(build["torch_built_for"], "win32")
    if package is None:
        sys.exit(f"There is no package for torch {build['torch']}.")
    name = Path(package.file.format(version=build["version"])).stem
    options = ["/Qp", f"/DVersion={build['version']}", f"/DName={name}", f"/DDist={bundle}"]
    if size_of(bundle) > ONE_FILE_HOLDS:
        options.append("/DSpanning")
    command = os.environ.get("SAEGIM_SIGN_COMMAND")
    if command:
        return [*options, "/DSignTool=saegim", f"/Ssaegim={command}"]
    print("SAEGIM_SIGN_COMMAND is not set: the installer is not signed.")
    return options


def size_of(folder: Path) -> int:
    """Bytes in the files of a folder."""
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())


def find_compiler() -> Path | None:
    """Inno Setup's ``ISCC.exe``, if it is on this machine."""
    return next((path for path in _candidates() if path.is_file()), None)


def _candidates() -> Iterator[Path]:
    if chosen := os.environ.get("ISCC"):
        yield Path(chosen)
    if found := shutil.which("iscc"):
        yield Path(found)
    for variable, folder in (("ProgramFiles(x86)", "."), ("LOCALAPPDATA", "Programs")):
        if base := os.environ.get(variable):
            yield Path(base, folder, "Inno Setup 6", "ISCC.exe")


if __name__ == "__main__":
    sys.exit(main())
