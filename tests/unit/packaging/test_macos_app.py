"""The program for macOS: what can be said of it without a Mac."""

import os
import plistlib
import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree

import pytest

from tests.helpers.packaging_scripts import PACKAGING, load_script

MAKE_DMG = PACKAGING / "macos" / "make_dmg.sh"
MIME = "{http://www.freedesktop.org/standards/shared-mime-info}"
TOOLS = ("hdiutil", "ditto", "codesign", "xcrun", "plutil", "sleep")
FAKE_TOOL = """#!/bin/sh
echo "$(basename "$0") $*" >>"$FAKE_LOG"
case "$(basename "$0")" in
plutil) echo 1.2.3 ;;
codesign) [ "$1" != --display ] || echo "flags=$FAKE_FLAGS" ;;
hdiutil) [ "$(grep -c ^hdiutil "$FAKE_LOG")" -gt "${FAKE_BUSY:-0}" ] ;;
esac
"""
NOTARY = {
    "SAEGIM_NOTARY_KEY": "key.p8",
    "SAEGIM_NOTARY_KEY_ID": "ID",
    "SAEGIM_NOTARY_ISSUER": "issuer",
}

on_unix = pytest.mark.skipif(sys.platform == "win32", reason="a shell script of macOS")


@pytest.fixture
def app():
    return load_script("macos/app.py")


@pytest.fixture
def make_dmg(tmp_path):
    """Runs the script with the tools of macOS replaced; returns it done, and what it called."""
    tools = tmp_path / "tools"
    tools.mkdir()
    for name in TOOLS:
        (tools / name).write_text(FAKE_TOOL, encoding="utf-8")
        (tools / name).chmod(0o755)
    log = tmp_path / "log"
    log.touch()

    def run(**environment: str) -> tuple[subprocess.CompletedProcess[str], list[str]]:
        path = f"{tools}{os.pathsep}{os.environ['PATH']}"
        fakes = {"PATH": path, "FAKE_LOG": str(log), "FAKE_FLAGS": "0x10000(runtime)"}
        done = subprocess.run(
            [MAKE_DMG, tmp_path / "Saegim.app", tmp_path],
            env=fakes | environment,
            capture_output=True,
            text=True,
            check=False,
        )
        return done, log.read_text(encoding="utf-8").splitlines()

    return run


def test_the_program_is_a_foreground_one_with_a_window(app):
    plist = app.info_plist("1.2.3")
    assert plist["LSBackgroundOnly"] is False
    assert plist["CFBundleExecutable"] == "saegim"
    assert plist["NSHighResolutionCapable"] is True
    assert plistlib.loads(plistlib.dumps(plist)) == plist


def test_projects_open_by_double_click(app):
    plist = app.info_plist("1.2.3")
    [document], [kind] = plist["CFBundleDocumentTypes"], plist["UTExportedTypeDeclarations"]
    assert document["LSItemContentTypes"] == [kind["UTTypeIdentifier"]]
    assert document["LSHandlerRank"] == "Owner"
    assert kind["UTTypeTagSpecification"]["public.filename-extension"] == ["saegim"]


def test_linux_and_macos_mean_the_same_file(app):
    mime = ElementTree.parse(PACKAGING / "linux" / "saegim-mime.xml").find(f"{MIME}mime-type")
    [kind] = app.info_plist("1.2.3")["UTExportedTypeDeclarations"]
    assert kind["UTTypeTagSpecification"]["public.mime-type"] == [mime.attrib["type"]]
    assert mime.find(f"{MIME}glob").attrib["pattern"] == "*.saegim"


def test_the_oldest_macos_is_that_of_the_most_demanding_wheel(app, tmp_path, monkeypatch):
    tags = {
        "torch": ["cp311-cp311-macosx_14_0_arm64"],
        "qt": ["cp39-abi3-macosx_13_0_universal2"],
        "both": ["cp311-cp311-macosx_11_0_arm64", "cp311-cp311-macosx_26_0_x86_64"],
        "pure": ["py3-none-any"],
    }
    for name, lines in tags.items():
        folder = tmp_path / f"{name}-1.dist-info"
        folder.mkdir()
        wheel = "".join(f"Tag: {line}\n" for line in lines)
        (folder / "WHEEL").write_text(wheel, encoding="utf-8")
    monkeypatch.setattr(sys, "path", [str(tmp_path)])
    monkeypatch.setattr(app.platform, "machine", lambda: "arm64")
    assert app.oldest_macos() == "14.0"


def test_what_is_named_as_an_icon_is_drawn(app, tmp_path, qapp):
    load_script("make_icons.py").draw_all(tmp_path)
    arguments = app.bundle_arguments("1.2.3", tmp_path)
    [document] = arguments["info_plist"]["CFBundleDocumentTypes"]
    assert Path(arguments["icon"]).is_file()
    assert (tmp_path / document["CFBundleTypeIconFile"]).is_file()


def test_signing_is_left_to_whoever_has_a_certificate(app, monkeypatch):
    monkeypatch.delenv("SAEGIM_CODESIGN_IDENTITY", raising=False)
    assert app.signing() == {}
    monkeypatch.setenv("SAEGIM_CODESIGN_IDENTITY", "Developer ID Application: Somebody")
    entitlements = Path(app.signing()["entitlements_file"]).read_bytes()
    assert plistlib.loads(entitlements)
    assert b"<!--" not in entitlements, "Apple's parser stumbles over comments"


@on_unix
def test_without_a_certificate_there_is_an_unsigned_image_and_a_word_about_it(make_dmg):
    done, calls = make_dmg()
    assert done.returncode == 0, done.stderr
    assert "nothing is signed" in done.stdout
    assert "nothing is notarised" in done.stdout
    assert [call.split()[0] for call in calls] == ["plutil", "ditto", "hdiutil"]
    assert "Saegim-1.2.3-macos-" in done.stdout.splitlines()[-1]


@on_unix
def test_with_a_certificate_and_a_key_everything_is_signed_then_notarised(make_dmg):
    done, calls = make_dmg(SAEGIM_CODESIGN_IDENTITY="Somebody", **NOTARY)
    assert done.returncode == 0, done.stderr
    steps = [" ".join(call.split()[:2]) for call in calls]
    assert steps[1:] == [
        "codesign --verify",
        "codesign --display",
        next(step for step in steps if step.startswith("ditto")),
        "hdiutil create",
        "codesign --sign",
        "xcrun notarytool",
        "xcrun stapler",
    ]


@on_unix
def test_an_app_without_the_hardened_runtime_is_not_shipped(make_dmg):
    done, calls = make_dmg(SAEGIM_CODESIGN_IDENTITY="Somebody", FAKE_FLAGS="0x2(adhoc)")
    assert done.returncode != 0
    assert not any(call.startswith("hdiutil") for call in calls)


@on_unix
def test_a_busy_volume_is_tried_again(make_dmg, tmp_path):
    done, calls = make_dmg(FAKE_BUSY="2")
    assert done.returncode == 0, done.stderr
    assert sum(call.startswith("hdiutil") for call in calls) == 3
    assert not list(tmp_path.glob(".dmg-*"))


@on_unix
def test_a_volume_that_stays_busy_fails_the_build(make_dmg):
    done, calls = make_dmg(FAKE_BUSY="99", SAEGIM_CODESIGN_IDENTITY="Somebody")
    assert done.returncode != 0
    assert not any(call.startswith("codesign --sign") for call in calls)
