"""A bare Qt timer in a process of its own: what the machine alone makes of 10 ms.

Prints the longest gap in milliseconds when its standard input ends.
"""

import sys
import threading

from PySide6.QtCore import QCoreApplication, QMetaObject, Qt

from desktop.demo.pulse import Pulse


def main() -> None:
    app = QCoreApplication(sys.argv)
    pulse = Pulse()
    pulse.start()
    print("beating", flush=True)

    def leave() -> None:
        sys.stdin.read()
        QMetaObject.invokeMethod(app, "quit", Qt.ConnectionType.QueuedConnection)

    threading.Thread(target=leave, daemon=True).start()
    app.exec()
    print(pulse.longest)


if __name__ == "__main__":
    main()
