"""What the operating system and the processor call themselves.

Like ``process``, this module knows what differs between systems.
"""

import contextlib
import platform
import subprocess
import sys
from pathlib import Path

_PROCESSOR_KEY = r"HARDWARE\DESCRIPTION\System\CentralProcessor\0"


def system_name() -> tuple[str, str]:
    """Name and version of the operating system, as people know them."""
    if sys.platform == "darwin":
        return "macOS", platform.mac_ver()[0]
    if sys.platform == "win32":
        return "Windows", f"{platform.release()} ({platform.version()})"
    with contextlib.suppress(OSError):
        release = platform.freedesktop_os_release()
        return release["NAME"], release.get("VERSION_ID", platform.release())
    return platform.system(), platform.release()


def processor_name() -> str:
    """The processor's name as its maker writes it, or else its architecture."""
    with contextlib.suppress(OSError, subprocess.SubprocessError):
        if name := _maker_s_name():
            return " ".join(name.split())
    return platform.processor() or platform.machine()


def _maker_s_name() -> str:
    if sys.platform == "darwin":
        command = ["sysctl", "-n", "machdep.cpu.brand_string"]
        return subprocess.run(command, capture_output=True, text=True, check=True).stdout
    if sys.platform == "win32":
        import winreg

        with winreg.OpenKey(winreg.HKEY_LOCAL_MACHINE, _PROCESSOR_KEY) as key:
            return str(winreg.QueryValueEx(key, "ProcessorNameString")[0])
    lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    return next((line.split(":")[1] for line in lines if line.startswith("model name")), "")
