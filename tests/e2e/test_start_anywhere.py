"""The program starts on machines unlike the one it was made on, by real processes."""

import sys
from pathlib import Path

import pytest

from tests.helpers.lamps import make_lamps
from tests.helpers.stores import make_store
from tests.helpers.watched import Watched, person, watched

PAGES = ("dataset", "train", "evaluate", "deploy", "annotate")


@pytest.fixture
def project(tmp_path: Path) -> Path:
    store = make_store(tmp_path / "İstanbul 사진 (1)")
    store.close()
    return store.path


def end(window: Watched) -> None:
    window.do("quit")
    assert window.wait() == 0


@pytest.mark.parametrize(
    ("locale", "menu"),
    [("C", "File"), ("tr_TR.UTF-8", "File"), ("ko_KR.UTF-8", "파일"), ("de_DE.ISO-8859-1", "File")],
)
def test_whatever_the_locale(locale, menu, tmp_path, project):
    language = locale.partition(".")[0]
    settings = person(tmp_path / "home") | {"LC_ALL": locale, "LANG": locale, "LANGUAGE": language}
    with watched(project, **settings) as window:
        shown = window.until("the project", lambda state: state["project"])
        assert shown["project"] == str(project)
        assert shown["image"] == 1
        assert shown["menu"] == menu
        window.do("fail")
        window.until("the dialog", lambda state: "asked to fail" in state["dialog"])
        window.do("press 계속하기" if menu == "파일" else "press Go on")
        window.until("the window", lambda state: not state["dialog"])
        end(window)


def test_with_a_home_folder_of_spaces_and_korean_letters(tmp_path, project):
    home = person(tmp_path / "홍 길동 's home")
    with watched(project, **home) as window:
        window.until("the project", lambda state: state["project"])
        window.do("fail")
        window.until("the dialog", lambda state: state["dialog"])
        window.do("press Go on")
        window.do("korean")
        window.until("Korean", lambda state: state["menu"] == "파일" and state["project"])
        end(window)
    [log] = Path(home["HOME"]).glob("**/window.log")
    assert "asked to fail" in log.read_text(encoding="utf-8")
    with watched(**home) as window:
        window.until("Korean again", lambda state: state["menu"] == "파일")
        end(window)


@pytest.mark.skipif(sys.platform != "linux", reason="other systems have no such variables")
def test_without_a_session(tmp_path, project, monkeypatch):
    for name in ("XDG_RUNTIME_DIR", "XDG_SESSION_TYPE", "DBUS_SESSION_BUS_ADDRESS", "DISPLAY"):
        monkeypatch.delenv(name, raising=False)
    for name in ("CONFIG", "STATE", "DATA", "CACHE"):
        monkeypatch.delenv(f"XDG_{name}_HOME", raising=False)
    monkeypatch.delenv("SAEGIM_SETTINGS", raising=False)
    (tmp_path / "home").mkdir()
    with watched(project, HOME=str(tmp_path / "home")) as window:
        window.until("the project", lambda state: state["project"])
        end(window)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows does not look at HOME")
def test_with_a_home_folder_that_cannot_be_written(tmp_path, project):
    # Also where the tests run as root, to whom no folder is read-only.
    (tmp_path / "home").write_text("a file")
    home = {name: str(tmp_path / "home" / name) for name in person(tmp_path / "names")}
    with watched(project, **home) as window:
        told = window.until("what is wrong", lambda state: "can be written" in state["message"])
        assert str(tmp_path / "home") in told["message"]
        assert told["project"] == str(project)
        window.do("fail")
        shown = window.until("the dialog", lambda state: state["dialog"])
        assert "copy the details" in shown["dialog"]
        window.do("press Go on")
        window.until("the window", lambda state: not state["dialog"])
        end(window)


@pytest.mark.parametrize("scale", ["1", "1.5", "2"])
@pytest.mark.parametrize("language", ["en", "korean"])
def test_nothing_is_cut_off_in_the_smallest_window_at_any_scale(scale, language, tmp_path):
    (tmp_path / "lamps").mkdir()
    project = make_lamps(tmp_path / "lamps", pictures_each=4)
    settings = person(tmp_path / "home") | {"QT_SCALE_FACTOR": scale}
    with watched(project, **settings) as window:
        window.until("the project", lambda state: state["project"])
        if language == "korean":
            window.do("korean")
            window.until("Korean", lambda state: state["menu"] == "파일" and state["project"])
        window.do("size 1024 640")
        window.until("the smallest size", lambda state: state["size"] == [1024, 640])
        for page in PAGES:
            window.do(f"page {page}")
            window.until(page, lambda s, page=page: s["page"] == page and not s["cut_off"])
        end(window)
