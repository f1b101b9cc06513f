"""Everything about processes that differs between systems.

Signals, process flags and variables of one system are named in this module only.
"""

import contextlib
import os
import platform
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import psutil

from engine.system.build import is_frozen
from engine.system.files import open_regular

# A process's start time is read back with rounding that differs by a clock tick between reads.
_START_TOLERANCE = 1.0
_POLL_SECONDS = 0.05

# Freed batches otherwise go back to the system and come again as page faults, which take half of a
# MobileNetV2 forward on glibc (docs/notes/training.md: 0.96 s to 0.45 s a batch).
_GLIBC_MALLOC = {
    "MALLOC_MMAP_THRESHOLD_": "2000000000",
    "MALLOC_TRIM_THRESHOLD_": "8000000000",
    "MALLOC_TOP_PAD_": "268435456",
}

# Children of this process, kept so that a finished one can be reaped instead of staying a zombie.
_children: dict[int, subprocess.Popen[bytes]] = {}


def engine_command() -> list[str]:
    """The command line that starts an engine: from source, or the frozen console executable."""
    return _command("engine", "saegim-engine")


def window_command() -> list[str]:
    """The command line that starts the window: from source, or the frozen executable."""
    return _command("desktop", "saegim")


def _command(package: str, program: str) -> list[str]:
    if not is_frozen():
        return [sys.executable, "-m", package]
    name = f"{program}.exe" if sys.platform == "win32" else program
    return [str(Path(sys.executable).with_name(name))]


def leave_libraries_to_the_system() -> None:
    """Let what this program opens, a file manager or a browser, load its own libraries.

    The frozen program finds its own through a variable that its children would inherit.
    """
    if is_frozen() and sys.platform == "linux":
        before = os.environ.pop("LD_LIBRARY_PATH_ORIG", None)
        os.environ.pop("LD_LIBRARY_PATH", None)
        if before:
            os.environ["LD_LIBRARY_PATH"] = before


def engine_environment() -> dict[str, str]:
    """The environment for an engine process: this one's, with settings that make torch faster."""
    environment = dict(os.environ)
    if sys.platform == "linux" and platform.libc_ver()[0] == "glibc":
        for name, value in _GLIBC_MALLOC.items():
            environment.setdefault(name, value)
    # Threads that wait by spinning take the cores from the window and from one another: on two
    # busy cores a MobileNetV2 batch took 0.13 to 3.0 s spinning, 0.23 to 0.6 s sleeping.
    environment.setdefault("OMP_WAIT_POLICY", "PASSIVE")
    environment.setdefault("PYTHONUNBUFFERED", "1")
    environment.setdefault("PYTHONIOENCODING", "utf-8")
    environment.setdefault("OMP_NUM_THREADS", str(compute_threads()))
    return environment


def run_in_engine_environment(arguments: Sequence[str]) -> int | None:
    """Run the engine's command line again as a child with an engine's environment, and wait.

    Memory and threads can be set only before a process begins, and measuring without them misleads.

    Returns:
        The child's exit code; None if this process has that environment already.
    """
    environment = engine_environment()
    if environment == dict(os.environ):
        return None
    return subprocess.run([*engine_command(), *arguments], env=environment, check=False).returncode


def compute_threads() -> int:
    """Threads an engine may compute with: one core stays the window's where there are over two."""
    process = psutil.Process()
    # macOS cannot tell which cores a process may use.
    affinity = getattr(process, "cpu_affinity", None)
    cores = len(affinity()) if affinity is not None else (psutil.cpu_count() or 1)
    return cores - 1 if cores > 2 else cores


def launch_detached(command: Sequence[str], log: Path) -> int:
    """Start a process that outlives this one, with its output in ``log``.

    Args:
        command: The whole command line; paths in it must be absolute.
        log: File the output is appended to, unless it is a link. A pipe would block the child once
            nobody reads it.

    Returns:
        The process id.
    """
    flags = os.O_WRONLY | os.O_CREAT | os.O_APPEND
    with open(open_regular(log, flags), "ab") as output:  # noqa: PTH123  a descriptor
        child = subprocess.Popen(
            list(command),
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            env=engine_environment(),
            # Where `-m engine` finds the package, and a folder that nobody discards.
            cwd=Path(__file__).parents[2],
            close_fds=True,
            start_new_session=sys.platform != "win32",
            creationflags=_detached_flags(),
        )
    _children[child.pid] = child
    return child.pid


def _detached_flags() -> int:
    if sys.platform == "win32":
        return subprocess.DETACHED_PROCESS | subprocess.CREATE_NEW_PROCESS_GROUP
    return 0


def start_time(pid: int) -> float:
    """When the process started, in seconds since 1970; 0.0 if there is no such process."""
    try:
        return psutil.Process(pid).create_time()
    except psutil.NoSuchProcess:
        return 0.0


def is_alive(pid: int, started: float) -> bool:
    """Whether this very process still runs; a zombie, or a later one with its id, does not count.

    Args:
        pid: Process id.
        started: Its start time, as ``start_time`` gave it.
    """
    if (child := _children.get(pid)) is not None and child.poll() is not None:
        del _children[pid]
    try:
        process = psutil.Process(pid)
        return (
            abs(process.create_time() - started) <= _START_TOLERANCE
            and process.status() != psutil.STATUS_ZOMBIE
        )
    except psutil.NoSuchProcess:
        return False


def lower_priority(pid: int | None = None) -> None:
    """Let the window and the person's other programs go first.

    Args:
        pid: A child of ours that steps back, which may have ended already; this process if None.
    """
    with contextlib.suppress(psutil.NoSuchProcess):
        process = psutil.Process(pid)
        if sys.platform == "win32":
            process.nice(psutil.BELOW_NORMAL_PRIORITY_CLASS)
        elif process.nice() < 10:
            process.nice(10)


def starved_seconds() -> float:
    """How long the calling thread was ready to run while the processors were busy with others.

    Counts from the thread's start; 0.0 always where the system does not tell. On Linux it is the
    second figure of ``schedstat`` (kernel documentation, scheduler/sched-stats).
    """
    try:
        return int(Path("/proc/thread-self/schedstat").read_text().split()[1]) / 1e9
    except OSError:
        return 0.0


def escalate(
    pid: int,
    started: float,
    ask: Callable[[], None],
    ask_seconds: float = 6.0,
    terminate_seconds: float = 3.0,
) -> bool:
    """End a process: ask it, then terminate it, then kill it with all its children.

    Blocks up to the sum of both waits, so the window calls it in the background.

    Args:
        pid: Process id.
        started: Its start time, so that no other process is hit.
        ask: How to ask it politely, e.g. by a control file.
        ask_seconds: How long it may take to answer.
        terminate_seconds: How long it may take after it was terminated.

    Returns:
        Whether asking was enough.
    """
    if not is_alive(pid, started):
        return True
    family = _family(pid)
    ask()
    if _wait_dead(pid, started, ask_seconds):
        return True
    _signal([family[0]], psutil.Process.terminate)
    _wait_dead(pid, started, terminate_seconds)
    _signal(family, psutil.Process.kill)
    _wait_dead(pid, started, terminate_seconds)
    return False


def _family(pid: int) -> list[psutil.Process]:
    parent = psutil.Process(pid)
    return [parent, *parent.children(recursive=True)]


def _signal(processes: list[psutil.Process], send: Callable[[psutil.Process], None]) -> None:
    for process in processes:
        # psutil compares start times first, so a reused id is not hit either.
        with contextlib.suppress(psutil.NoSuchProcess):
            send(process)


def _wait_dead(pid: int, started: float, seconds: float) -> bool:
    end = time.monotonic() + seconds
    while is_alive(pid, started):
        if time.monotonic() >= end:
            return False
        time.sleep(_POLL_SECONDS)
    return True
