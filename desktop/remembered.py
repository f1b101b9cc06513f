"""What the window remembers by itself between starts; what a person chooses is in settings."""

from pathlib import Path

from PySide6.QtCore import QByteArray, QSettings

from engine.system.files import is_there

MOST_RECENT = 8


class Remembered:
    """A typed view of the application's ``QSettings``."""

    def __init__(self) -> None:
        self._store = QSettings()

    def recent_projects(self) -> list[Path]:
        """Projects opened before and still there, last one first."""
        paths = [Path(text) for text in self._texts("recent_projects")]
        return [path for path in paths if is_there(path)]

    def remember_project(self, path: Path) -> None:
        """Put a project at the head of the recent ones."""
        others = [other for other in self.recent_projects() if other != path]
        recent = [path, *others][:MOST_RECENT]
        self._store.setValue("recent_projects", [str(other) for other in recent])

    def window_geometry(self) -> QByteArray:
        """Size and place of the window; empty at the first start."""
        return self._bytes("window_geometry")

    def set_window_geometry(self, geometry: QByteArray) -> None:
        """Remember size and place of the window."""
        self._store.setValue("window_geometry", geometry)

    def panels(self, page: str) -> QByteArray:
        """Widths and folding of a page's panels; empty at the first start."""
        return self._bytes(f"panels/{page}")

    def set_panels(self, page: str, state: QByteArray) -> None:
        """Remember widths and folding of a page's panels."""
        self._store.setValue(f"panels/{page}", state)

    def is_seen(self, name: str, at_first: bool) -> bool:
        """Whether something of the canvas is shown; ``at_first`` until somebody chose."""
        return bool(self._store.value(f"seen/{name}", at_first, bool))

    def set_seen(self, name: str, is_seen: bool) -> None:
        """Remember whether something of the canvas is shown."""
        self._store.setValue(f"seen/{name}", is_seen)

    @property
    def go_on_after_label(self) -> bool:
        """In a classification project: does a digit go to the next image, too?"""
        return bool(self._store.value("go_on_after_label", True, bool))

    @go_on_after_label.setter
    def go_on_after_label(self, value: bool) -> None:
        self._store.setValue("go_on_after_label", value)

    @property
    def told_every_object(self) -> bool:
        """Was it said that every object of a picture has to be marked?"""
        return bool(self._store.value("told_every_object", False, bool))

    @told_every_object.setter
    def told_every_object(self, value: bool) -> None:
        self._store.setValue("told_every_object", value)

    @property
    def tells_of_runs(self) -> bool:
        """Is it said that a training goes on when the window closes?"""
        return bool(self._store.value("tells_of_runs", True, bool))

    @tells_of_runs.setter
    def tells_of_runs(self, value: bool) -> None:
        self._store.setValue("tells_of_runs", value)

    @property
    def runs_told(self) -> list[str]:
        """Ids of runs of which that was said."""
        return self._texts("runs_told")

    def tell_of_runs(self, run_ids: list[str]) -> None:
        """Remember that it was said of these."""
        others = [other for other in self.runs_told if other not in run_ids]
        self._store.setValue("runs_told", [*run_ids, *others][:MOST_RECENT])

    def image_of(self, project: Path) -> int | None:
        """Id of the image that was looked at when a project was closed."""
        found = (text.partition(" ") for text in self._texts("images"))
        return next((int(i) for i, _, path in found if path == str(project) and i.isdigit()), None)

    def remember_image(self, project: Path, image_id: int) -> None:
        """Remember which image is looked at."""
        others = [text for text in self._texts("images") if text.partition(" ")[2] != str(project)]
        self._store.setValue("images", [f"{image_id} {project}", *others][:MOST_RECENT])

    def _bytes(self, key: str) -> QByteArray:
        value = self._store.value(key)
        return value if isinstance(value, QByteArray) else QByteArray()

    def _texts(self, key: str) -> list[str]:
        # An ini file gives back a list of one as a plain text, and an empty one as None.
        match self._store.value(key):
            case list() as texts:
                return [str(text) for text in texts]
            case str() as text if text:
                return [text]
            case _:
                return []
