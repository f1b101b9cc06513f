"""What is said about a model that a person takes away: for programs, and for people."""

from typing import Literal

import msgspec

from engine.catalogue.entries import find
from engine.project.store import Store
from engine.protocol.errors import SaegimError
from engine.protocol.run_folder import RunFolder
from engine.protocol.specs import ClassMetrics, ModelCard, ObjectSizes, Recipe, Split
from engine.system.build import build_info
from engine.tasks.table import find_task

WEIGHTS = "model.pt"
SCRIPT = "model.torchscript"
CARD = "model.json"
README = "README.txt"

_SCRIPT_HOW = """
model.torchscript needs PyTorch alone:

    import torch
    model = torch.jit.load("model.torchscript")
"""


class Provenance(msgspec.Struct, frozen=True):
    """How a model came to be."""

    program: str
    run: str
    created_at: str
    pretrained: str
    """What it began as."""
    images: dict[Split, int]
    """Number of images it was trained, validated and tested on."""
    seed: int
    recipe: Recipe


class ExportedModel(msgspec.Struct, frozen=True):
    """``model.json`` of an exported model; ``input`` and ``output`` are those of the network."""

    project: str
    task: str
    architecture: str
    classes: tuple[str, ...]
    """In the order of the network's outputs."""
    image_size: int
    score_threshold: float
    """The score with the best F1 on the validation images."""
    class_thresholds: dict[str, float]
    """The same for each class, where each has its own."""
    metrics: dict[str, float]
    class_metrics: ClassMetrics
    object_sizes: ObjectSizes | None
    """How large the pictures and objects were that a detector learned from."""
    licence: str
    """That of what it began as, which holds for what was made of it; ``unknown`` if it is not
    known."""
    files: dict[str, str]
    """SHA-256 by file name."""
    input: str
    output: str
    made: Provenance
    format: Literal["saegim model 1"] = "saegim model 1"


def describe(store: Store, card: ModelCard, run: RunFolder, files: dict[str, str]) -> ExportedModel:
    """Collect what is known about a model.

    Raises:
        SaegimError: ``not_a_run`` if its run's folder cannot be read.
    """
    task = find_task(card.task)
    spec = run.spec()
    manifest = run.manifest()
    pretrained, licence = _origin(spec.recipe.weights)
    splits: tuple[Split, ...] = ("train", "val", "test")
    return ExportedModel(
        project=store.name,
        task=card.task,
        architecture=card.architecture,
        classes=tuple(c.name for c in card.classes),
        image_size=card.image_size,
        score_threshold=card.score_threshold,
        class_thresholds=dict(
            zip((c.name for c in card.classes), card.class_thresholds, strict=False)
        ),
        metrics=card.metrics,
        class_metrics=card.class_metrics,
        object_sizes=card.object_sizes,
        licence=licence,
        files=files,
        input=task.input.format(size=card.image_size),
        output=task.output.format(classes=len(card.classes), size=card.image_size),
        made=Provenance(
            program=f"Saegim {build_info().version}",
            run=spec.name,
            created_at=card.created_at,
            pretrained=pretrained,
            images={split: len(manifest.of_split(split)) for split in splits},
            seed=spec.seed,
            recipe=spec.recipe,
        ),
    )


def readme(model: ExportedModel) -> str:
    """Say in plain words what the files are and how to use them."""
    lines = [
        f"A model of the project {model.project}, made with {model.made.program}.",
        "",
        f"Task: {model.task}; classes: {', '.join(model.classes)}",
        f"Began as: {model.made.pretrained}; licence: {model.licence}",
        *(f"{name}: {value:.4g}" for name, value in model.metrics.items()),
        *(
            f"{name} of {of}: {value:.4g}"
            for of, figures in model.class_metrics.items()
            for name, value in figures.items()
        ),
        *_thresholds(model),
        f"Input: {model.input}",
        f"Output: {model.output}",
        "",
    ]
    how = find_task(model.task).usage.format(
        size=model.image_size,
        score=model.score_threshold,
        architecture=model.architecture,
        classes=len(model.classes),
        outputs=find_task(model.task).outputs(len(model.classes)),
    )
    return "\n".join(lines) + "\n" + how + (_SCRIPT_HOW if SCRIPT in model.files else "")


def _thresholds(model: ExportedModel) -> list[str]:
    if not model.class_thresholds:
        return [f"Scores below {model.score_threshold:.2f} are best passed over."]
    listed = ", ".join(f"{name} {score:.2f}" for name, score in model.class_thresholds.items())
    return [f"Scores below these are best passed over: {listed}."]


def _origin(weights: str) -> tuple[str, str]:
    try:
        entry = find(weights)
    except SaegimError:
        return weights, "unknown"
    return entry.title, entry.licence
