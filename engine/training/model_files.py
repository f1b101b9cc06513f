"""The model a run leaves behind: weights and their card.

It is written at every epoch that is the best so far, so that a run that fails, or whose process is
killed, has one.
"""

import datetime
from collections.abc import Callable
from pathlib import Path

import msgspec

from engine.catalogue.checksums import sha256_of
from engine.protocol.specs import ClassMetrics, ModelCard, ObjectSizes
from engine.system.files import replace_atomically
from engine.training.context import RunContext

FILES = ("weights.pt", "weights-2.pt")
"""Names of the weights by turns: until a new card is there, the old one has its weights."""


def write_model(
    run: RunContext,
    write_weights: Callable[[Path], object],
    metrics: dict[str, float],
    score_threshold: float,
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
        class_metrics: What was measured of each class.
        class_thresholds: The same score for each class, where each has its own.
        object_sizes: What a detector has learned from.

    Returns:
        The card's path relative to the run folder, with slashes.
    """
    current = run.folder.model_card()
    file, other = FILES if current is None or current.file != FILES[0] else reversed(FILES)
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
    (run.folder.model_dir / other).unlink(missing_ok=True)
    return run.folder.card_path.relative_to(run.folder.path).as_posix()
