"""The end of a page whose project is closed."""

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QTimer
from PySide6.QtWidgets import QWidget


def silence(page: QWidget) -> None:
    """Let nothing happen any more in a page that lives until the event loop deletes it."""
    for part in (page, *page.findChildren(QObject)):
        if isinstance(part, QTimer):
            part.stop()
        # What threads have told it and it has not heard yet.
        QCoreApplication.removePostedEvents(part, QEvent.Type.MetaCall.value)
