"""What a model says about the validation images, for the person to look at."""

import msgspec

from engine.protocol.events import ValidationImages
from engine.protocol.validation_images import ImagePredictions
from engine.system.files import replace_atomically
from engine.training.context import RunContext

FILE = "validation.json"


def write_validation_images(run: RunContext, said: ImagePredictions) -> None:
    """Write it into the run's folder, in place of what an earlier epoch said.

    Raises:
        OSError: The disk is full.
    """
    replace_atomically(run.folder.path / FILE, msgspec.json.encode(said))
    run.emit(ValidationImages(said.epoch, FILE))
