"""Model folders as a run leaves them, with untrained or hand-made weights."""

from collections.abc import Sequence
from pathlib import Path

import msgspec
import torch

from engine.catalogue.checksums import sha256_of
from engine.protocol.specs import ManifestClass, ModelCard, ObjectSizes


def write_card(
    folder: Path,
    weights: Path,
    task: str,
    architecture: str,
    class_ids: Sequence[int],
    image_size: int = 96,
    object_sizes: ObjectSizes | None = None,
) -> Path:
    card = ModelCard(
        run_id="run",
        task=task,
        architecture=architecture,
        classes=tuple(ManifestClass(id_, f"class {id_}", "#000000") for id_ in class_ids),
        image_size=image_size,
        metrics={},
        score_threshold=0.25,
        file=weights.name,
        sha256=sha256_of(weights),
        created_at="2026-01-01T00:00:00+00:00",
        object_sizes=object_sizes,
    )
    path = folder / "card.json"
    path.write_bytes(msgspec.json.encode(card))
    return path


def brightness_classifier(folder: Path, class_ids: tuple[int, int]) -> Path:
    """A classifier that says the first class for dark pictures and the second for bright ones.

    It is a MobileNetV2 whose features are random; only the head is solved for two pictures.
    """
    from engine.architectures.network import build
    from engine.architectures.pixels import normalise

    torch.manual_seed(0)
    network = build("mobilenet_v2", 2)
    model = network.module.eval()
    shades = torch.tensor([20, 235], dtype=torch.uint8).view(2, 1, 1, 1).expand(2, 3, 64, 64)
    with torch.inference_mode():
        dark, bright = network.features(normalise(shades))
    direction = bright - dark
    weight = torch.stack([-direction, direction]) * 8 / direction.dot(direction)
    head = model.classifier[1]
    with torch.no_grad():
        head.weight.copy_(weight)
        head.bias.copy_(-(weight @ (dark + bright)) / 2)
    folder.mkdir(parents=True, exist_ok=True)
    torch.save(model.state_dict(), folder / "weights.pt")
    return write_card(folder, folder / "weights.pt", "classify", "mobilenet_v2", class_ids, 64)
