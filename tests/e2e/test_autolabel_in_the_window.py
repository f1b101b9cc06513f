"""Auto-labelling as somebody does it: the window, a real engine process, a real small model."""

import pytest

from desktop.actions import Act
from desktop.app.startup import build
from desktop.pages.annotate.auto_label_dialog import AutoLabelDialog
from engine.project import autolabel
from tests.helpers.model_cards import brightness_classifier
from tests.helpers.stores import add_model, draw_images, make_store
from tests.helpers.window import own_memory

pytestmark = pytest.mark.slow

IMAGES = 300
LONG = 60_000
"""Milliseconds; libraries are loaded meanwhile."""


@pytest.fixture
def project(tmp_path):
    """A labelled picture, a model that tells dark from bright, and many pictures that are new."""
    store = make_store(tmp_path, images=1, task="classify")
    classes = [row.id for row in store.classes.rows()]
    store.image_labels.set(store.images.ids()[0], classes[0])
    add_model(store)
    brightness_classifier(store.files_dir / "runs/run-1/model", (classes[0], classes[1]))
    store.images.add(draw_images(tmp_path / "many", IMAGES, first_seed=10))
    store.close()
    return store.path


@pytest.fixture
def program(qtbot, tmp_path, project):
    own_memory(tmp_path)
    made = build()
    qtbot.addWidget(made.window)
    with qtbot.waitExposed(made.window):
        made.window.show()
    assert made.open_project(project)
    yield made
    made.close_project()


def suggestions(program):
    return program.project.session.store.info().suggestions


def test_cancelled_gone_on_with_and_taken_back_at_once(program, qtbot, monkeypatch):
    monkeypatch.setattr(autolabel, "MOST_WAITING", 20)
    auto_label = program.project.annotate.auto_label
    program.window.table[Act.AUTO_LABEL].trigger()
    qtbot.waitUntil(lambda: suggestions(program) >= 20, timeout=LONG)
    with qtbot.waitSignal(auto_label.said, timeout=LONG):
        program.window.progress._cancel.click()
    done = suggestions(program)
    assert 20 <= done < IMAGES
    steps = program.project.session.undo_stack.count()
    program.window.table[Act.AUTO_LABEL].trigger()
    dialog = program.window.findChild(AutoLabelDialog)
    assert str(IMAGES - done) in dialog.fresh.text()
    with qtbot.waitSignal(auto_label.said, timeout=LONG):
        dialog.start_button.click()
    assert suggestions(program) == IMAGES
    assert program.project.session.undo_stack.count() == steps + 1
    first = program.project.session.store.suggestions.first_image(1)
    assert program.project.annotate.image.row.id == first
    program.window.table[Act.UNDO].trigger()
    assert suggestions(program) == done
    program.window.table[Act.UNDO].trigger()
    assert suggestions(program) == 0
