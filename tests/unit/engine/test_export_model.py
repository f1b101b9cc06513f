"""A model to take away: what is in it, and that others can use it."""

import json
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from engine.formats.model_package import export_model
from engine.inference.predictor import load
from engine.project.runs import card_path, find_model
from engine.project.store import Store
from engine.protocol.errors import SaegimError
from tests.helpers.predicting import predict
from tests.helpers.stores import make_store
from tests.helpers.trained import NAME, RUN, trained_store

ROOT = Path(__file__).parents[3]


@pytest.fixture
def classifier(tmp_path):
    made = trained_store(tmp_path, "classify")
    yield made
    made.close()


def take_away(store: Store, folder: Path) -> Path:
    """Export with TorchScript through the command line, and unpack."""
    store_path = store.path
    done = saegim("model", "--project", store_path, "--out", folder / "m.zip", "--torchscript")
    assert done.returncode == 0, done.stderr
    with zipfile.ZipFile(folder / "m.zip") as archive:
        archive.extractall(folder / "taken")
    return folder / "taken"


def saegim(*arguments: object) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "engine", "export", *map(str, arguments)]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)


def test_the_card_says_what_it_is_and_how_it_was_made(classifier, tmp_path):
    export_model(classifier, find_model(classifier), tmp_path / "m.zip")
    with zipfile.ZipFile(tmp_path / "m.zip") as archive:
        assert archive.namelist() == ["model.pt", "model.json", "README.txt"]
        card = json.loads(archive.read("model.json"))
        texts = archive.read("model.json") + archive.read("README.txt")
    assert card["classes"] == ["class 1", "class 2"]
    assert card["licence"] == "BSD-3-Clause"
    assert card["image_size"] == 64
    assert card["made"]["run"] == NAME
    assert card["made"]["images"] == {"train": 3, "val": 1, "test": 0}
    # Neither where it was made, nor from whose folder.
    assert str(tmp_path).encode() not in texts
    assert b"secret" not in texts


def test_a_model_is_found_by_its_run(classifier):
    for run in ("latest", RUN, RUN[:11], NAME):
        assert find_model(classifier, run).run_id == RUN
    with pytest.raises(SaegimError) as refused:
        find_model(classifier, "another")
    assert refused.value.code == "run_unknown"


@pytest.mark.parametrize("name", ["weights.pt", "card.json", ""])
def test_a_model_is_not_read_through_links(classifier, tmp_path, name):
    place = classifier.files_dir / "runs" / RUN / "model" / name
    elsewhere = place.rename(tmp_path / "elsewhere")
    try:
        place.symlink_to(elsewhere, target_is_directory=elsewhere.is_dir())
    except OSError:
        pytest.skip("links may not be made here")
    with pytest.raises(SaegimError):
        load(card_path(classifier, find_model(classifier)))
    if name != "card.json":
        with pytest.raises(SaegimError):
            export_model(classifier, find_model(classifier), tmp_path / "m.zip")
        assert not (tmp_path / "m.zip").exists()


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such files")
def test_weights_that_are_a_pipe_are_not_waited_for(classifier):
    weights = classifier.files_dir / "runs" / RUN / "model" / "weights.pt"
    weights.unlink()
    os.mkfifo(weights)
    with pytest.raises(SaegimError) as refused:
        load(card_path(classifier, find_model(classifier)))
    assert refused.value.code == "weights_missing"


def test_a_card_of_enormous_figures_is_refused(classifier):
    path = card_path(classifier, find_model(classifier))
    card = json.loads(path.read_text())
    path.write_text(
        json.dumps(card | {"object_sizes": {"picture": 10**15, "usual": 1, "largest": 1}})
    )
    with pytest.raises(SaegimError) as refused:
        load(path)
    assert refused.value.code == "bad_card"


def test_damaged_weights_are_not_passed_on(classifier, tmp_path):
    weights = classifier.files_dir / "runs" / RUN / "model" / "weights.pt"
    weights.write_bytes(b"cut short")
    with pytest.raises(SaegimError) as refused:
        export_model(classifier, find_model(classifier), tmp_path / "m.zip")
    assert refused.value.code == "bad_weights"
    weights.unlink()
    with pytest.raises(SaegimError) as refused:
        export_model(classifier, find_model(classifier), tmp_path / "m.zip")
    assert refused.value.code == "weights_missing"
    assert not list(tmp_path.glob("*m.zip*"))


def test_the_command_says_in_one_sentence_what_is_wrong(tmp_path):
    make_store(tmp_path).close()
    project, out = tmp_path / "project.saegim", tmp_path / "out"
    for arguments, sentence in (
        (["model", "--out", out], "no trained model"),
        (["annotations", "--format", "coco", "--out", out], "No image is reviewed"),
        (["annotations", "--format", "csv", "--out", out], "only as: coco, yolo"),
        (["annotations", "--format", "coco", "--out", tmp_path / "no" / "a"], "There is no folder"),
        (["annotations", "--format", "coco", "--out", project], "exists already"),
    ):
        done = saegim(*arguments, "--project", project)
        assert done.returncode == 2
        assert sentence in done.stderr.strip().splitlines()[-1]
        assert not out.exists()


@pytest.mark.slow
def test_the_classifier_answers_the_same_without_our_code(classifier, tmp_path):
    taken = take_away(classifier, tmp_path)
    picture = tmp_path / "dark.png"
    Image.new("RGB", (64, 64), (30, 30, 30)).save(picture)
    (told,) = predict(load(classifier.files_dir / find_model(classifier).card_path), picture)
    answers = by_torch_alone(taken, picture, "classify")
    assert max(answers["script"]) == pytest.approx(told.score, abs=1e-4)
    assert answers["weights"] == pytest.approx(answers["script"], abs=1e-4)


@pytest.mark.slow
def test_the_detector_is_read_by_ultralytics_and_by_torch_alone(tmp_path):
    store = trained_store(tmp_path, "detect")
    taken = take_away(store, tmp_path)
    picture = tmp_path / "noise.png"
    noise = np.random.default_rng(0).integers(0, 255, (96, 96, 3), dtype=np.uint8)
    Image.fromarray(noise).save(picture)
    answers = by_torch_alone(taken, picture, "detect")
    store.close()
    assert answers["names"] == {"0": "tree", "1": "bus"}
    assert answers["shape"] == [1, 6, 189]
    assert answers["weights"] == pytest.approx(answers["script"], abs=1e-3)


PROGRAMS: dict[str, str] = {
    "classify": """
import torchvision
network = torchvision.models.mobilenet_v2(num_classes=2)
network.load_state_dict(torch.load("model.pt", weights_only=True))
network.eval()
x = torchvision.transforms.functional.normalize(
    x, (0.485, 0.456, 0.406), (0.229, 0.224, 0.225))
with torch.no_grad():
    script = torch.jit.load("model.torchscript")(x).softmax(1)
    weights = network(x).softmax(1)
print(json.dumps({"script": script.ravel().tolist(), "weights": weights.ravel().tolist()}))
""",
    "detect": """
import os
os.environ.update(YOLO_OFFLINE="1", YOLO_AUTOINSTALL="0", YOLO_CONFIG_DIR=os.getcwd())
from ultralytics import YOLO
model = YOLO("model.pt")
model.predict(sys.argv[1], imgsz=96, conf=0.99, verbose=False, save=False)
with torch.no_grad():
    script = torch.jit.load("model.torchscript")(x)
    weights = model.model.float()(x)[0]
print(json.dumps({"names": model.names, "shape": list(script.shape),
                  "script": script.ravel().tolist(), "weights": weights.ravel().tolist()}))
""",
}


def by_torch_alone(folder: Path, picture: Path, task: str) -> dict:
    """What a program in another folder, which imports nothing of ours, gets out of the files."""
    program = (
        "import json, sys, torch, numpy\nfrom PIL import Image\n"
        "x = torch.from_numpy(numpy.array(Image.open(sys.argv[1]))).permute(2, 0, 1)[None] / 255\n"
        + PROGRAMS[task]
    )
    done = subprocess.run(
        [sys.executable, "-c", program, str(picture)],
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout.strip().splitlines()[-1])
