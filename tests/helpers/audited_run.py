"""Runs a run folder and prints what it asked of the system: sockets and files opened for writing.

Usage: ``python -m tests.helpers.audited_run FOLDER``; one line each, after ``AUDIT``.
"""

import os
import sys
from pathlib import Path

WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND
CHANGES = {"os.remove", "os.rename", "os.mkdir", "os.rmdir", "os.truncate", "os.utime", "os.chmod"}


def watch(event: str, arguments: tuple[object, ...]) -> None:
    if event in {"socket.connect", "socket.getaddrinfo", "socket.bind", "subprocess.Popen"}:
        os.write(1, f"AUDIT {event} {arguments!r}\n".encode())
    elif event == "open" and isinstance(arguments[2], int) and arguments[2] & WRITING:
        # A number is a file that was opened by its path before, which was told then.
        if not isinstance(arguments[0], int):
            os.write(1, f"AUDIT open {arguments[0]}\n".encode())
    elif event in CHANGES:
        os.write(1, f"AUDIT {event} {arguments[0]}\n".encode())


def main() -> None:
    sys.addaudithook(watch)
    from engine.protocol.run_folder import RunFolder
    from engine.training.executor import execute

    print("STATUS", execute(RunFolder(Path(sys.argv[1]))), flush=True)


if __name__ == "__main__":
    main()
