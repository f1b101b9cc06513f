"""Makes a Debian package of the bundle: ``python packaging/linux/build_deb.py BUNDLE OUT``.

Layout: the program in ``/opt/saegim``, commands in ``/usr/bin``, desktop entry, MIME type and icons
in ``/usr/share``. All links are relative, so the tree works below any root.
"""

import platform
import re
import shutil
import subprocess
import sys
import tempfile
from importlib.metadata import version
from pathlib import Path
from string import Template

import msgspec

from engine.system.build import BuildInfo

HERE = Path(__file__).parent
ICONS = HERE.parents[1] / "build" / "icons"
SHARE = Path("usr", "share")
# What Qt's plug-ins for a screen load from the system; everything else lies in the bundle.
DEPENDS = ("libegl1", "libgl1", "libfontconfig1")
_GLIBC = re.compile(rb"GLIBC_(\d+)\.(\d+)\b")


def build(bundle: Path, out: Path) -> Path:
    """Build the package into the folder ``out``; returns its path."""
    out.mkdir(parents=True, exist_ok=True)
    architecture = _say("dpkg", "--print-architecture")
    package = out / f"saegim_{version('saegim')}_{architecture}_{_variant(bundle)}.deb"
    # Beside the bundle, so that its files can be linked instead of copied.
    with tempfile.TemporaryDirectory(dir=bundle.parent, prefix=".deb-") as folder:
        root = Path(folder) / "root"
        _lay_out(bundle, root)
        _write_control(root, architecture)
        # Compression levels above this one take minutes for some percent.
        command = ["dpkg-deb", "--root-owner-group", "-Zzstd", "-z10", "--build", root, package]
        subprocess.run(command, check=True)
    return package


def _lay_out(bundle: Path, root: Path) -> None:
    root.mkdir(mode=0o755)
    shutil.copytree(bundle, root / "opt" / "saegim", symlinks=True, copy_function=_link)
    commands = root / "usr" / "bin"
    commands.mkdir(parents=True)
    for name in ("saegim", "saegim-engine"):
        (commands / name).symlink_to(Path("..", "..", "opt", "saegim", name))
    _install(HERE / "saegim.desktop", root / SHARE / "applications")
    _install(HERE / "saegim-mime.xml", root / SHARE / "mime" / "packages", "saegim.xml")
    for icon in ICONS.glob("hicolor/**/*.png"):
        _install(icon, root / SHARE / "icons" / icon.relative_to(ICONS).parent)
    licence = bundle / "_internal" / "licences" / "Saegim-AGPL-3.0.txt"
    _install(licence, root / SHARE / "doc" / "saegim", "copyright")


def _write_control(root: Path, architecture: str) -> None:
    kilobytes = sum(path.lstat().st_size for path in root.rglob("*")) // 1024
    libc = ".".join(map(str, _newest_glibc(root / "opt" / "saegim")))
    control = Template((HERE / "control").read_text(encoding="utf-8")).substitute(
        version=version("saegim"),
        architecture=architecture,
        kilobytes=kilobytes,
        depends=", ".join((f"libc6 (>= {libc})", *DEPENDS)),
    )
    (root / "DEBIAN").mkdir(mode=0o755)
    (root / "DEBIAN" / "control").write_text(control, encoding="utf-8")
    _install(HERE / "postrm", root / "DEBIAN").chmod(0o755)


def _variant(bundle: Path) -> str:
    """``cuda`` or ``cpu``: what the torch inside was built for."""
    built = msgspec.json.decode((bundle / "_internal" / "build.json").read_bytes(), type=BuildInfo)
    return "cuda" if "cuda" in built.torch else "cpu"


def _newest_glibc(bundle: Path) -> tuple[int, int]:
    """The newest version of the C library that any file of the bundle asks for."""
    found = {(2, 28)}
    for path in bundle.rglob("*.so*"):
        if path.is_file() and not path.is_symlink():
            listing = subprocess.run(["objdump", "-p", path], capture_output=True, check=False)
            found |= {(int(a), int(b)) for a, b in _GLIBC.findall(listing.stdout)}
    return max(found)


def _install(source: Path, folder: Path, name: str = "") -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    target = folder / (name or source.name)
    shutil.copyfile(source, target)
    target.chmod(0o644)
    return target


def _link(source: str, target: str) -> None:
    Path(target).hardlink_to(source)


def _say(*command: str) -> str:
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout.strip()


if __name__ == "__main__":
    if platform.system() != "Linux":
        sys.exit("A Debian package is built on Linux.")
    print(build(Path(sys.argv[1]).resolve(), Path(sys.argv[2]).resolve()))
