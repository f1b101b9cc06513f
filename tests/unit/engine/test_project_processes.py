"""Several processes on one project file, and processes that die in the middle of a write."""

import sqlite3
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path

from engine.project.store import Store
from tests.helpers.stores import make_store, new_box

ROOT = Path(__file__).parents[3]

WRITER = """
import sys
from pathlib import Path
from engine.project.store import Store
from tests.helpers.stores import new_box

store = Store.open(Path(sys.argv[1]))
image_id, class_id = store.images.ids()[0], store.classes.rows()[0].id
for number in range(int(sys.argv[2])):
    changes = store.annotations.add([new_box(image_id, class_id, left=i) for i in range(5)])
    print(*changes.added.annotations, flush=True)
store.close()
"""


def start_writer(store: Store, count: int) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", WRITER, str(store.path), str(count)],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        text=True,
    )


def test_two_processes_write_the_same_project(tmp_path: Path) -> None:
    store = make_store(tmp_path)
    image_id, tree = store.images.ids()[0], store.classes.rows()[0].id
    seen = store.data_version()
    own: set[int] = set()
    with start_writer(store, 20) as first, start_writer(store, 20) as second:
        while first.poll() is None or second.poll() is None:
            own |= store.annotations.add([new_box(image_id, tree)]).added.annotations
        reported = first.communicate()[0].split() + second.communicate()[0].split()
    assert (first.returncode, second.returncode) == (0, 0)
    assert len(reported) == len(set(reported)) == 200
    assert {row.id for row in store.annotations.of_image(image_id)} == own | {
        int(i) for i in reported
    }
    assert store.data_version() == seen + 40
    assert len(store.history.steps()) == 3 + 40 + len(own)
    store.close()


def test_several_threads_share_a_store(tmp_path: Path) -> None:
    store = make_store(tmp_path)
    image_id, tree = store.images.ids()[0], store.classes.rows()[0].id
    seen = store.data_version()

    def work(number: int) -> int:
        store.annotations.add([new_box(image_id, tree, left=number)])
        return store.data_version()

    with ThreadPoolExecutor(8) as pool:
        assert set(pool.map(work, range(60))) == {seen}
    assert len(store.annotations.of_image(image_id)) == 60
    store.close()


def test_own_writes_do_not_move_the_data_version(tmp_path: Path) -> None:
    store = make_store(tmp_path)
    before = store.data_version()
    store.annotations.add([new_box(store.images.ids()[0], store.classes.rows()[0].id)])
    assert store.data_version() == before
    other = Store.open(store.path)
    other.classes.add("from elsewhere", "box")
    other.close()
    assert store.data_version() == before + 1
    store.close()


def test_what_was_committed_survives_a_kill(tmp_path: Path) -> None:
    store = make_store(tmp_path)
    image_id = store.images.ids()[0]
    store.close()
    reported: set[int] = set()
    for lines in (1, 7, 20):
        with start_writer(store, 10_000) as writer:
            assert writer.stdout is not None
            for _ in range(lines):
                reported |= {int(word) for word in writer.stdout.readline().split()}
            writer.kill()
            rest = writer.stdout.read()
        whole_lines = rest[: rest.rfind("\n") + 1]
        reported |= {int(word) for word in whole_lines.split()}
        with closing(sqlite3.connect(store.path)) as connection:
            assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        reopened = Store.open(store.path)
        kept = {row.id for row in reopened.annotations.of_image(image_id)}
        assert reported <= kept
        # Whole steps only: five annotations or none.
        assert len(kept) % 5 == 0
        assert len(reopened.history.steps()) == 3 + len(kept) // 5
        reopened.close()


def test_a_second_opening_here_does_not_let_another_process_take_the_log_away(
    tmp_path: Path,
) -> None:
    store = make_store(tmp_path)
    image_id, tree = store.images.ids()[0], store.classes.rows()[0].id
    Store.open(store.path).close()
    with start_writer(store, 1) as other:
        other.communicate()
    own = store.annotations.add([new_box(image_id, tree)]).added.annotations
    with start_writer(store, 1) as other:
        other.communicate()
    fresh = Store.open(store.path)
    assert own <= {row.id for row in fresh.annotations.of_image(image_id)}
    assert len(fresh.annotations.of_image(image_id)) == 11
    fresh.close()
    store.close()


VISITOR = """
import sqlite3, sys
connection = sqlite3.connect(sys.argv[1])
print(connection.execute("SELECT count(*) FROM annotations").fetchone()[0])
connection.close()
"""


def count_as_visitor(path: Path) -> int:
    """What another process finds that opens the file and closes it again."""
    visitor = [sys.executable, "-c", VISITOR, str(path)]
    return int(subprocess.run(visitor, capture_output=True, text=True, check=True).stdout)


def test_files_that_were_looked_into_stay_the_ones_that_are_written(tmp_path: Path) -> None:
    store = make_store(tmp_path)
    image_id, tree = store.images.ids()[0], store.classes.rows()[0].id
    store.annotations.add([new_box(image_id, tree)])
    for path in sorted(tmp_path.glob("project.saegim*")):
        if path.is_file():
            path.read_bytes()  # As a file dialog does, which names the kinds of files.
    assert count_as_visitor(store.path) == 1
    store.annotations.add([new_box(image_id, tree, left=50)])
    assert count_as_visitor(store.path) == 2
    store.close()
    assert count_as_visitor(store.path) == 2
    assert not list(tmp_path.glob("project.saegim-*"))


def test_of_two_stores_of_a_process_one_is_closed_and_the_other_written(tmp_path: Path) -> None:
    store = make_store(tmp_path)
    image_id, tree = store.images.ids()[0], store.classes.rows()[0].id
    Store.open(store.path).close()
    assert count_as_visitor(store.path) == 0
    store.annotations.add([new_box(image_id, tree)])
    assert count_as_visitor(store.path) == 1
    store.close()
    assert count_as_visitor(store.path) == 1
