"""Measuring how long a run would take, by doing a little of it for real."""

import pkgutil
import statistics
import tempfile
from collections.abc import Iterable
from pathlib import Path

import msgspec

from engine.protocol.estimates import PhaseEstimate
from engine.protocol.events import BatchDone, EpochDone, PhaseDone, PhaseStarted
from engine.protocol.run_folder import RunFolder
from engine.protocol.specs import DatasetManifest, JobSpec, ManifestImage
from engine.protocol.stream import EventReader, EventWriter
from engine.tasks.table import find_task
from engine.training.context import RunContext
from engine.training.devices import use_threads
from engine.training.heartbeat import Heartbeat

_MEASURED_BATCHES = 4


class _Measured(msgspec.Struct):
    """Seconds of one phase over the small data set."""

    phase: float = 0.0
    epoch: float = 0.0
    batches: list[float] = []

    def all(self, epochs: int) -> float:
        """Seconds of the phase with this many epochs.

        The first batches of a process are slow, so all are taken to be as the middle one. What is
        not in an epoch (computing the features, above all) is done once.
        """
        usual = statistics.median(self.batches) * len(self.batches) if self.batches else 0.0
        beside_batches = max(self.epoch - sum(self.batches), 0.0)
        return max(self.phase - self.epoch, 0.0) + epochs * (beside_batches + usual)


def estimate_phases(
    spec: JobSpec, manifest: DatasetManifest, device: str
) -> tuple[PhaseEstimate, ...]:
    """Train every phase for one epoch on a few images, and foretell the whole from it.

    Time is taken to grow with the number of training images. Nothing is left behind.

    Args:
        spec: The run that might be started.
        manifest: Its data set.
        device: Resolved device.
    """
    wanted = min(_MEASURED_BATCHES * spec.recipe.batch_size, len(manifest.of_split("train")))
    small = _small(manifest, wanted)
    growth = len(manifest.of_split("train")) / max(len(small.of_split("train")), 1)
    measured = _measure(spec, small, device)
    return tuple(
        PhaseEstimate(phase.name, phase.epochs, growth * measured[phase.name].all(phase.epochs))
        for phase in spec.recipe.phases
    )


def _measure(spec: JobSpec, small: DatasetManifest, device: str) -> dict[str, _Measured]:
    once = tuple(msgspec.structs.replace(phase, epochs=1) for phase in spec.recipe.phases)
    recipe = msgspec.structs.replace(spec.recipe, phases=once)
    use_threads()
    with tempfile.TemporaryDirectory(prefix="saegim-dry-run-") as place:
        short = msgspec.structs.replace(spec, recipe=recipe)
        folder = RunFolder.create(Path(place) / "run", short, small)
        events = EventWriter(folder.events_path)
        # Its thread is not started: nobody watches this run.
        task = find_task(recipe.task)
        pkgutil.resolve_name(task.trainer)(RunContext(folder, device, events, Heartbeat(folder)))
        events.close()
        return _read_times(folder, recipe.batch_size)


def _read_times(folder: RunFolder, batch_size: int) -> dict[str, _Measured]:
    times: dict[str, _Measured] = {}
    current = _Measured()
    for record in EventReader(folder.events_path).read_new():
        match record.event:
            case PhaseStarted(name=name):
                current = times[name] = _Measured()
            case BatchDone(images_per_second=rate):
                current.batches.append(batch_size / rate)
            case EpochDone(seconds=seconds):
                current.epoch = seconds
            case PhaseDone(seconds=seconds):
                current.phase = seconds
            case _:
                pass
    return times


def _small(manifest: DatasetManifest, count: int) -> DatasetManifest:
    """The data set with this many training images and as large a share of the validation images."""
    train, val = manifest.of_split("train"), manifest.of_split("val")
    val_count = max(1, round(len(val) * count / len(train))) if val else 0
    images = [*_spread(train, count), *_spread(val, val_count)]
    return msgspec.structs.replace(manifest, images=tuple(images))


def _spread(images: tuple[ManifestImage, ...], count: int) -> Iterable[ManifestImage]:
    """Some of the images, one of every class among them, the rest evenly spaced."""
    first_of_class = {a.class_id: image for image in reversed(images) for a in image.annotations}
    spaced = (images[i * len(images) // count] for i in range(count)) if count else ()
    return {image.id: image for image in [*first_of_class.values(), *spaced]}.values()
