"""Makes Debian packages of the bundle: ``python packaging/linux/build_deb.py BUNDLE OUT``.

One, or two with CUDA: a release holds no file over 2 GiB, so NVIDIA's libraries are a package of
their own, which the program's depends on.

Layout: the program in ``/opt/saegim``, commands in ``/usr/bin``, desktop entry, MIME type and icons
in ``/usr/share``. All links are relative, so the tree works below any root.
"""

import platform
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Sequence
from importlib.metadata import version
from pathlib import Path
from string import Template

import msgspec

from engine.system.build import BuildInfo
from engine.system.packages import package_for

HERE = Path(__file__).parent
ICONS = HERE.parents[1] / "build" / "icons"
SHARE = Path("usr", "share")
PROGRAM = Path("opt", "saegim")
LIBRARIES = Path("_internal", "nvidia")
LIBRARIES_PACKAGE = "saegim-nvidia-libraries"
RELEASE_HOLDS = 2**31 - 1
"""Bytes of one file (docs.github.com, "About releases": under 2 GiB)."""
# What Qt's plug-ins for a screen load from the system; everything else lies in the bundle.
DEPENDS = ("libegl1", "libgl1", "libfontconfig1")
_GLIBC = re.compile(rb"GLIBC_(\d+)\.(\d+)\b")


def build(bundle: Path, out: Path) -> list[Path]:
    """Build the packages into the folder ``out``; returns their paths."""
    out.mkdir(parents=True, exist_ok=True)
    made = [_build(bundle, out / _file_name(bundle), _lay_out_program)]
    if (bundle / LIBRARIES).is_dir():
        made.append(_build(bundle, out / _libraries_name(), _lay_out_libraries))
    for package in made:
        if package.stat().st_size > RELEASE_HOLDS:
            sys.exit(f"{package} is over 2 GiB, which a release cannot hold.")
    return made


def _build(bundle: Path, package: Path, lay_out: Callable[[Path, Path], None]) -> Path:
    # Beside the bundle, so that its files can be linked instead of copied.
    with tempfile.TemporaryDirectory(dir=bundle.parent, prefix=".deb-") as folder:
        root = Path(folder) / "root"
        root.mkdir(mode=0o755)
        lay_out(bundle, root)
        # Compression levels above this one take minutes for some percent.
        command = ["dpkg-deb", "--root-owner-group", "-Zzstd", "-z10", "--build", root, package]
        subprocess.run(command, check=True)
    return package


def _lay_out_program(bundle: Path, root: Path) -> None:
    libraries = bundle / LIBRARIES
    shutil.copytree(
        bundle,
        root / PROGRAM,
        symlinks=True,
        copy_function=_link,
        ignore=lambda folder, names: [n for n in names if Path(folder, n) == libraries],
    )
    commands = root / "usr" / "bin"
    commands.mkdir(parents=True)
    for name in ("saegim", "saegim-engine"):
        (commands / name).symlink_to(Path("..", "..", PROGRAM, name))
    _install(HERE / "saegim.desktop", root / SHARE / "applications")
    _install(HERE / "saegim-mime.xml", root / SHARE / "mime" / "packages", "saegim.xml")
    for icon in ICONS.glob("hicolor/**/*.png"):
        _install(icon, root / SHARE / "icons" / icon.relative_to(ICONS).parent)
    licence = bundle / "_internal" / "licences" / "Saegim-AGPL-3.0.txt"
    _install(licence, root / SHARE / "doc" / "saegim", "copyright")
    libc = ".".join(map(str, _newest_glibc(root / PROGRAM)))
    own = (f"{LIBRARIES_PACKAGE} (= {version('saegim')})",) if libraries.is_dir() else ()
    _write_control(root, "control", (f"libc6 (>= {libc})", *DEPENDS, *own))
    _install(HERE / "postrm", root / "DEBIAN").chmod(0o755)


def _lay_out_libraries(bundle: Path, root: Path) -> None:
    target = root / PROGRAM / LIBRARIES
    shutil.copytree(bundle / LIBRARIES, target, symlinks=True, copy_function=_link)
    libc = ".".join(map(str, _newest_glibc(target)))
    _write_control(root, "control-libraries", (f"libc6 (>= {libc})",))


def _write_control(root: Path, template: str, depends: Sequence[str]) -> None:
    control = Template((HERE / template).read_text(encoding="utf-8")).substitute(
        version=version("saegim"),
        architecture=_architecture(),
        kilobytes=sum(path.lstat().st_size for path in root.rglob("*")) // 1024,
        depends=", ".join(depends),
    )
    (root / "DEBIAN").mkdir(mode=0o755)
    (root / "DEBIAN" / "control").write_text(control, encoding="utf-8")


def _file_name(bundle: Path) -> str:
    """As the table of packages calls it; elsewhere than on a PC with the processor's name."""
    built = msgspec.json.decode((bundle / "_internal" / "build.json").read_bytes(), type=BuildInfo)
    package = package_for(built.torch_built_for, "linux")
    if package is None:
        sys.exit(f"There is no package for torch {built.torch}.")
    name = package.file.format(version=version("saegim"))
    return name.replace("_amd64_", f"_{_architecture()}_")


def _libraries_name() -> str:
    return f"{LIBRARIES_PACKAGE}_{version('saegim')}_{_architecture()}.deb"


def _architecture() -> str:
    return _say("dpkg", "--print-architecture")


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
    for made in build(Path(sys.argv[1]).resolve(), Path(sys.argv[2]).resolve()):
        print(made)
