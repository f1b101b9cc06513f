"""The model a run leaves behind: weights and their card."""

import datetime
from collections.abc import Callable
from pathlib import Path

import msgspec

from engine.catalogue.checksums import sha256_of
from engine.protocol.specs import ClassMetrics, ModelCard, ObjectSizes
from engine.system.files import replace_atomically
from engine.training.context import RunContext


def write_model(
    run: RunContext,
    write_weights: Callable[[Path], object],
    metrics: dict[str, float],
    score_threshold: float,
    file: str = "weights.pt",
    class_metrics: ClassMetrics | None = None,
    class_thresholds: tuple[float, ...] = (),
    object_sizes: ObjectSizes | None = None,
) -> str:
    """Write ``model/``: the weights, then the card, so that a card always has its weights.

    Args:
        run: The run.
        write_weights: Writes the weights to the path it is given.
        metrics: What was measured.
        score_threshold: The score with the best F1 on the validation images.
        file: Name of the weights file.
        class_metrics: What was measured of each class.
        class_thresholds: The same score for each class, where each has its own.
        object_sizes: What a detector has learned from.

    Returns:
        The card's path relative to the run folder, with slashes.
    """
    weights = run.folder.model_dir / file
    replace_atomically(weights, write_weights)
    card = ModelCard(
        run_id=run.spec.run_id,
        task=run.spec.recipe.task,
        architecture=run.spec.recipe.architecture,
        classes=run.manifest.classes,
        image_size=run.spec.recipe.image_size,
        metrics=metrics,
        score_threshold=score_threshold,
        file=file,
        sha256=sha256_of(weights),
        created_at=datetime.datetime.now(datetime.UTC).isoformat(timespec="seconds"),
        object_sizes=object_sizes,
        class_metrics=class_metrics or {},
        class_thresholds=class_thresholds,
    )
    content = msgspec.json.format(msgspec.json.encode(card), indent=2)
    replace_atomically(run.folder.card_path, content)
    return run.folder.card_path.relative_to(run.folder.path).as_posix()
