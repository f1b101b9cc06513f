"""What ``Saegim.app`` tells macOS about itself; ``saegim.spec`` hands it to PyInstaller.

In the spec::

    BUNDLE(collected, **bundle_arguments(version, BUILD / "icons"))

with ``saegim-project.icns`` among the data files, at the top, and ``**signing()`` for each ``EXE``.
"""

import os
import platform
import re
from importlib.metadata import distributions
from pathlib import Path

IDENTIFIER = "org.saegim.Saegim"
PROJECT_TYPE = "org.saegim.project"
_WHEEL_TAG = re.compile(r"macosx_(\d+)_(\d+)_(\w+)")

Plist = dict[str, "bool | str | list[str] | list[Plist] | Plist"]


def bundle_arguments(version: str, icons: Path) -> dict[str, str | Plist]:
    """Keyword arguments of PyInstaller's ``BUNDLE``."""
    return {
        "name": "Saegim.app",
        "icon": str(icons / "saegim.icns"),
        "bundle_identifier": IDENTIFIER,
        "version": version,
        "info_plist": info_plist(version),
    }


def signing() -> dict[str, str]:
    """Keyword arguments of PyInstaller's ``EXE``; from there every library is signed alike.

    ``SAEGIM_CODESIGN_IDENTITY`` is the name of a *Developer ID Application* certificate in the
    keychain. Without it PyInstaller signs ad hoc, and macOS warns of the program on other machines.
    The one entitlement is for ctypes, which makes functions at run time; Apple's parser of that
    file stumbles over comments, so the reason stands here.
    """
    identity = os.environ.get("SAEGIM_CODESIGN_IDENTITY")
    entitlements = Path(__file__).with_name("entitlements.plist")
    if not identity:
        return {}
    return {"codesign_identity": identity, "entitlements_file": str(entitlements)}


def info_plist(version: str) -> Plist:
    """What goes into ``Info.plist`` beside PyInstaller's own entries."""
    return {
        "CFBundleVersion": version,
        "CFBundleExecutable": "saegim",
        "CFBundleDevelopmentRegion": "en",
        # Menus and file dialogs that macOS draws follow these.
        "CFBundleLocalizations": ["en", "ko"],
        "CFBundleDocumentTypes": [_document_type()],
        "UTExportedTypeDeclarations": [_project_type()],
        "LSApplicationCategoryType": "public.app-category.productivity",
        # PyInstaller takes the program for a background one because the engine has a console.
        "LSBackgroundOnly": False,
        "LSMinimumSystemVersion": oldest_macos(),
        "NSHighResolutionCapable": True,
        "NSRequiresAquaSystemAppearance": False,
        "NSHumanReadableCopyright": "AGPL-3.0-or-later",
        **_reasons_to_read(),
    }


def oldest_macos() -> str:
    """The oldest macOS that every installed wheel runs on, e.g. ``14.0``."""
    needs = [need for one in distributions() if (need := _needs(one.read_text("WHEEL") or ""))]
    return ".".join(map(str, max(needs, default=(11, 0))))


def _needs(wheel: str) -> tuple[int, int] | None:
    # One wheel may carry several tags; the oldest of this processor's is what it asks for.
    processors = (platform.machine(), "universal2")
    tags = _WHEEL_TAG.findall(wheel)
    return min(
        ((int(major), int(minor)) for major, minor, cpu in tags if cpu in processors), default=None
    )


def _document_type() -> Plist:
    return {
        "CFBundleTypeName": "Saegim project",
        "CFBundleTypeRole": "Editor",
        "CFBundleTypeIconFile": "saegim-project.icns",
        "LSHandlerRank": "Owner",
        "LSItemContentTypes": [PROJECT_TYPE],
    }


def _project_type() -> Plist:
    return {
        "UTTypeIdentifier": PROJECT_TYPE,
        "UTTypeDescription": "Saegim project",
        "UTTypeConformsTo": ["public.database"],
        "UTTypeIconFile": "saegim-project.icns",
        "UTTypeTagSpecification": {
            "public.filename-extension": ["saegim"],
            "public.mime-type": ["application/x-saegim"],
        },
    }


def _reasons_to_read() -> dict[str, str]:
    reason = "Projects and pictures are read from where they lie."
    places = ("Desktop", "Documents", "Downloads")
    keys = [f"NS{place}FolderUsageDescription" for place in places]
    keys += [f"NS{kind}VolumesUsageDescription" for kind in ("Removable", "Network")]
    return dict.fromkeys(keys, reason)
