"""A person of the installed program: an empty home folder, no Python, no network."""

import functools
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

WINDOWS_NEEDS = ("SYSTEMROOT", "SYSTEMDRIVE", "WINDIR", "COMSPEC")


class User:
    """Starts programs as somebody who has nothing but what was installed.

    Args:
        home: The home folder; made.
        programs: Folders that commands are looked for in; there is no Python in them.
        display: The screen; None where the system has only one.
        uid: Whose number they have; only root can be somebody else.
        **environment: What else is set.
    """

    def __init__(
        self,
        home: Path,
        programs: str,
        display: str | None,
        *,
        uid: int | None = None,
        **environment: str,
    ) -> None:
        self.home = home
        self._started: list[subprocess.Popen[bytes]] = []
        home.mkdir(parents=True)
        # Sockets lie there, whose paths may have no more than some 100 letters.
        self._runtime = tempfile.TemporaryDirectory(prefix="run-", ignore_cleanup_errors=True)
        self._environment = {
            **dict.fromkeys(("HOME", "USERPROFILE", "APPDATA", "LOCALAPPDATA"), str(home)),
            **dict.fromkeys(("XDG_RUNTIME_DIR", "TMPDIR", "TEMP", "TMP"), self._runtime.name),
            **{name: os.environ[name] for name in WINDOWS_NEEDS if name in os.environ},
            "PATH": programs,
            "LANG": "C.UTF-8",
            **({"DISPLAY": display, "QT_QPA_PLATFORM": "xcb"} if display else {}),
            **environment,
        }
        self._before = (*without_network(), *as_somebody_else(uid, home, Path(self._runtime.name)))

    def run(self, *command: object, timeout: float = 600) -> "subprocess.CompletedProcess[str]":
        """Run a command to its end."""
        return subprocess.run(
            [*self._before, *map(str, command)],
            env=self._environment,
            capture_output=True,
            text=True,
            check=False,
            timeout=timeout,
            cwd=self.home,
        )

    def start(self, *command: object) -> "subprocess.Popen[bytes]":
        """Start a program and leave it running; its output goes to ``home/output.txt``."""
        with (self.home / "output.txt").open("ab") as output:
            process = subprocess.Popen(
                [*self._before, *map(str, command)],
                env=self._environment,
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=output,
                cwd=self.home,
            )
        self._started.append(process)
        return process

    def end(self) -> None:
        """Kill what was started and still runs."""
        for process in self._started:
            process.kill()
            process.wait(10)
        self._runtime.cleanup()

    def output(self) -> str:
        """What the started programs have said."""
        return (self.home / "output.txt").read_text(encoding="utf-8", errors="replace")


@functools.cache
def without_network() -> tuple[str, ...]:
    """What a command line begins with so that it reaches no network; needs the right to do so."""
    if sys.platform != "linux":
        print("The network is not kept from the program: only Linux can do that.")
        return ()
    unshare, true = shutil.which("unshare"), shutil.which("true")
    if unshare is None or true is None:
        pytest.skip("there is no unshare here, so nothing can be kept from the network")
    command = (unshare, "--net", *(() if os.geteuid() == 0 else ("--map-root-user",)))
    if subprocess.run([*command, true], check=False).returncode != 0:
        pytest.skip("this machine does not let a program be kept from the network (unshare --net)")
    return command


def as_somebody_else(uid: int | None, *folders: Path) -> tuple[str, ...]:
    """What a command line begins with to be run by another person, who is given the folders."""
    if uid is None:
        return ()
    setpriv = shutil.which("setpriv")
    if setpriv is None or os.geteuid() != 0:
        pytest.skip("only root, and only with setpriv, can start a program as somebody else")
    for folder in folders:
        os.chown(folder, uid, uid)
    return (setpriv, f"--reuid={uid}", f"--regid={uid}", "--clear-groups")
