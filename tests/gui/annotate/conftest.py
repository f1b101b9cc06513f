import pytest

from tests.helpers.stores import make_store
from tests.helpers.window import open_bench


@pytest.fixture
def bench(qtbot, tmp_path):
    """A detection project with four pictures of 160x120 and the classes tree and bus (boxes)."""
    made = open_bench(qtbot, make_store(tmp_path), tmp_path)
    yield made
    made.close()


@pytest.fixture
def labelling(qtbot, tmp_path):
    """A classification project with four pictures and the classes tree and bus."""
    made = open_bench(qtbot, make_store(tmp_path, task="classify"), tmp_path)
    yield made
    made.close()
