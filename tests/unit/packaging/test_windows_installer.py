"""The installer for Windows: what can be said of its script without Windows."""

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.helpers.inno_script import InnoScript
from tests.helpers.packaging_scripts import PACKAGING, load_script

SCRIPT = PACKAGING / "windows" / "saegim.iss"
SPEC = (PACKAGING / "saegim.spec").read_text(encoding="utf-8")
PROGRAMS = set(re.findall(r'program\(\w+, "([\w-]+)"', SPEC))


@pytest.fixture(scope="module")
def script() -> InnoScript:
    return InnoScript(SCRIPT)


@pytest.fixture
def bundle(tmp_path) -> Path:
    """The layout that PyInstaller gives a bundle on Windows, with next to nothing in it."""
    bundle = tmp_path / "dist" / "saegim"
    (bundle / "_internal" / "torch" / "lib").mkdir(parents=True)
    for program in PROGRAMS:
        (bundle / f"{program}.exe").write_bytes(b"MZ")
    (bundle / "_internal" / "torch" / "lib" / "torch.dll").write_bytes(b"MZ")
    build = json.dumps(
        {"version": "1.2.3", "frozen": True, "torch": "2.15.0", "torch_built_for": "cpu"}
    )
    (bundle / "_internal" / "build.json").write_text(build, encoding="utf-8")
    return bundle


def test_windows_knows_a_newer_version_as_the_same_program(script):
    # Whoever changes this makes every installed copy a stranger to its successor.
    assert script.directives["AppId"] == "{{C43C1D2C-7EE9-42E3-94F4-5288BBFA8993}"


def test_nobody_is_asked_for_an_administrator(script):
    assert script.directives["PrivilegesRequired"] == "lowest"
    assert script.directives["DefaultDirName"] == r"{autopf}\Saegim"
    assert {row["Root"] for row in script.entries("Registry")} == {"HKA"}


def test_all_of_the_bundle_is_installed(script, bundle):
    sources = {row["Source"] for row in script.entries("Files")}
    dist = r"{#Dist}" + "\\"
    wanted = {
        rf"{dist}{entry.name}\*" if entry.is_dir() else dist + entry.name
        for entry in bundle.iterdir()
    }
    assert wanted == {source for source in sources if source.startswith(dist)}
    assert {"saegim", "saegim-engine"} == PROGRAMS


def test_icons_come_from_what_is_drawn(script, tmp_path, qapp):
    load_script("make_icons.py").draw_all(tmp_path)
    named = set(re.findall(r"\{#Icons\}\\([\w.-]+)", script.text))
    assert named
    assert named <= {file.name for file in tmp_path.iterdir()}


def test_whatever_is_named_in_the_programs_folder_was_put_there(script):
    installed = {Path(row["Source"].replace("\\", "/")).name for row in script.entries("Files")}
    named = set(re.findall(r"\{app\}\\([\w.-]+)", script.text)) - {"_internal"}
    named |= set(re.findall(r"IsRunning\('([^']+)'\)", script.code))
    assert named <= installed


def test_projects_open_by_double_click(script):
    rows = {row["Subkey"]: row for row in script.entries("Registry") if "ValueName" not in row}
    kind = rows[r"Software\Classes\.saegim"]["ValueData"]
    command = rows[rf"Software\Classes\{kind}\shell\open\command"]["ValueData"]
    assert command == r'"{app}\saegim.exe" "%1"'
    assert rows[rf"Software\Classes\{kind}\DefaultIcon"]["ValueData"].endswith(".ico")
    assert script.directives["ChangesAssociations"] == "yes"


def test_the_registry_is_left_as_it_was_found(script):
    rows = script.entries("Registry")
    removed = [row["Subkey"] for row in rows if "uninsdeletekey" in row.get("Flags", "").split()]
    for row in rows:
        inside = any(row["Subkey"].startswith(key) for key in removed)
        assert inside or "uninsdeletevalue" in row["Flags"]


def test_only_the_programs_own_libraries_are_deleted(script):
    assert [row["Name"] for row in script.entries("InstallDelete")] == [r"{app}\_internal"]
    assert script.entries("UninstallDelete") == []
    assert "DelTree" not in script.code


def test_removing_says_where_the_work_is(script):
    assert "if (CurUninstallStep = usPostUninstall) and not UninstallSilent" in script.code
    assert r"{localappdata}\saegim" in script.code
    assert "%1" in script.assignments("CustomMessages")["en.LeftAlone"]


def test_every_message_is_there_in_both_languages(script):
    languages = {row["Name"] for row in script.entries("Languages")}
    messages = script.assignments("CustomMessages")
    names = {name.split(".")[1] for name in messages}
    assert languages == {"en", "ko"}
    assert {f"{language}.{name}" for language in languages for name in names} == set(messages)


def test_no_folder_of_a_developer_is_in_the_script(script):
    assert not re.search(r"\b[A-Za-z]:\\|/home/|/work/|/Users/", script.text)


def test_the_compiler_is_told_what_the_bundle_says(bundle, monkeypatch, capsys):
    monkeypatch.delenv("SAEGIM_SIGN_COMMAND", raising=False)
    given = load_script("windows/make_setup.py").arguments(bundle)
    name = "/DName=Saegim-1.2.3-windows-x64-cpu-setup"
    assert given == ["/Qp", "/DVersion=1.2.3", name, f"/DDist={bundle}"]
    assert "not signed" in capsys.readouterr().out


def test_signing_takes_a_command(bundle, monkeypatch):
    monkeypatch.setenv("SAEGIM_SIGN_COMMAND", "signtool sign $f")
    given = load_script("windows/make_setup.py").arguments(bundle)
    assert given[-2:] == ["/DSignTool=saegim", "/Ssaegim=signtool sign $f"]


def test_what_one_file_cannot_hold_is_split(bundle):
    with (bundle / "_internal" / "torch_cuda.dll").open("wb") as file:
        file.truncate(4_100_000_000)
    assert "/DSpanning" in load_script("windows/make_setup.py").arguments(bundle)


def test_no_slice_is_larger_than_what_a_release_holds(script):
    assert int(script.directives["DiskSliceSize"]) < 2**31


def test_inno_setup_compiles_the_script(bundle, tmp_path, qapp):
    compiler = _compiler()
    load_script("make_icons.py").draw_all(tmp_path / "icons")
    subprocess.run(
        [
            *compiler,
            "/DVersion=1.2.3",
            "/DName=Saegim-1.2.3-windows-x64-cpu-setup",
            f"/DDist={_windows(bundle)}",
            f"/DIcons={_windows(tmp_path / 'icons')}",
            f"/O{_windows(tmp_path)}",
            _windows(SCRIPT),
        ],
        check=True,
        timeout=240,
    )
    assert (tmp_path / "Saegim-1.2.3-windows-x64-cpu-setup.exe").stat().st_size > 500_000


def _compiler() -> list[str]:
    found = load_script("windows/make_setup.py").find_compiler()
    if found is None:
        pytest.skip("Inno Setup's compiler is not here: ISCC=path/to/ISCC.exe (docs/packaging.md)")
    if sys.platform != "win32" and shutil.which("wine") is None:
        pytest.skip("Inno Setup's compiler needs wine here")
    return [str(found)] if sys.platform == "win32" else ["wine", str(found)]


def _windows(path: Path) -> str:
    """A path as programs in wine see it."""
    return str(path) if os.name == "nt" else "Z:" + str(path).replace("/", "\\")
