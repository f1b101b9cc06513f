"""Ultralytics' detection trainer: told what to read, where to save, and what not to do."""

from copy import copy
from pathlib import Path
from typing import Any, Literal

import numpy as np
import torch
from torch import nn
from typing_extensions import override
from ultralytics.models.yolo.detect import DetectionTrainer

from engine.architectures.yolo import load_yolo
from engine.datasets.detection import DetectionSample
from engine.protocol.errors import SaegimError
from engine.protocol.specs import Split
from engine.training.context import RunContext
from engine.training.tasks.detect.arguments import trainer_arguments
from engine.training.tasks.detect.checkpoint import BestEpoch, Checkpoint
from engine.training.tasks.detect.hooks import Hooks
from engine.training.tasks.detect.layers import optimizer_groups
from engine.training.tasks.detect.pictures import ManifestDataset
from engine.training.tasks.detect.saving import restore, save
from engine.training.tasks.detect.validation import PictureValidator

METRICS = {"metrics/mAP50(B)": "mAP50", "metrics/mAP50-95(B)": "mAP50-95"}
"""Ultralytics' names of what is reported, and ours."""

Samples = dict[Split, tuple[DetectionSample, ...]]


class PhasedTrainer(DetectionTrainer):
    """Trains a run's network from its manifest, phase by phase.

    What Ultralytics would do by itself and this does not: look for data, unpickle weights, write
    checkpoints in place, keep a table of its own, validate once more at the end.

    Attributes:
        best_epoch: The best validated epoch so far; None before the first.
        hooks: What happens around epochs and batches.
        images_in_batch: Pictures of the batch at hand.
    """

    # Ultralytics sets these to None first; all of them are there when they are used here.
    optimizer: Any
    ema: Any
    validator: Any
    loss: Any
    tloss: Any
    fitness: Any

    def __init__(
        self, run: RunContext, samples: Samples, batch_size: int, resumed: Checkpoint | None
    ) -> None:
        self.best_epoch: BestEpoch | None = None
        self.hooks = Hooks(run)
        self.images_in_batch = 0
        self.run_context = run
        self.samples = samples
        self._resumed = resumed
        folder = str(run.folder.checkpoints_dir / "ultralytics")
        super().__init__(overrides=trainer_arguments(run.spec, run.device, batch_size, folder))
        self.hooks.attach(self)

    @override
    def get_dataset(self) -> dict[str, Any]:
        """Describe the data set; nothing is looked for on the disk or the network."""
        names = {index: c.name for index, c in enumerate(self.run_context.manifest.classes)}
        return {"train": "train", "val": "val", "names": names, "nc": len(names), "channels": 3}

    @override
    def build_dataset(
        self, img_path: str, mode: str = "train", batch: int | None = None
    ) -> ManifestDataset:
        """Return the pictures of the training or the validation part."""
        is_training = mode == "train"
        settings = {
            "data": self.data,
            "imgsz": self.args.imgsz,
            "augment": is_training,
            "hyp": self.args,
            "rect": not is_training,
            "batch_size": batch,
            "stride": self.stride,
            # Half a stride around validation pictures, as Ultralytics validates.
            "pad": 0.0 if is_training else 0.5,
        }
        samples = self.samples["train" if is_training else "val"]
        return ManifestDataset(samples, max(self.args.workers, 1), settings)

    @override
    def setup_model(self) -> None:
        """Make the network from the pretrained weights, or take it from the checkpoint."""
        if self._resumed is not None:
            self.model = self._resumed.network
            return
        weights: Any = load_yolo(Path(self.run_context.spec.weights_path))
        self.model = self.get_model(cfg=weights.yaml, weights=weights, verbose=False)

    @override
    def get_validator(self) -> PictureValidator:
        """Return the validator of the validation pictures."""
        return PictureValidator(
            self.test_loader,
            save_dir=self.save_dir,
            args=copy(self.args),
            _callbacks=self.callbacks,
        )

    @override
    def build_optimizer(
        self,
        model: nn.Module,
        name: str = "AdamW",
        lr: float = 0.001,
        momentum: float = 0.9,
        decay: float = 1e-5,
        iterations: float = 1e5,
    ) -> torch.optim.Optimizer:
        """Return AdamW over groups by depth; the hooks set their rates at every batch."""
        return torch.optim.AdamW(optimizer_groups(model, decay), lr=lr, betas=(momentum, 0.999))

    @override
    def resume_training(self, ckpt: object) -> None:
        """Take up where the run's checkpoint left off; Ultralytics' own is not used."""
        if self._resumed is not None:
            restore(self, self._resumed)
            self._resumed = None

    @override
    def preprocess_batch(self, batch: dict[str, Any]) -> dict[str, Any]:
        """Move a batch to the device and count its pictures."""
        self.images_in_batch = len(batch["img"])
        return super().preprocess_batch(batch)

    @override
    def optimizer_step(self) -> None:
        """Step with the recipe's limit on the length of the gradient."""
        self.scaler.unscale_(self.optimizer)
        limit = self.run_context.spec.recipe.gradient_clip
        torch.nn.utils.clip_grad_norm_(self.model.parameters(), max_norm=limit)
        self.scaler.step(self.optimizer)
        self.scaler.update()
        self.optimizer.zero_grad()
        self.ema.update(self.model)

    @override
    def validate(self) -> tuple[dict[str, float], float]:
        """Validate the averaged weights and keep the best epoch in mind."""
        metrics: Any
        fitness: Any
        metrics, fitness = super().validate()
        if self.best_epoch is None or fitness >= self.best_epoch.fitness:
            ours = {name: metrics[theirs] for theirs, name in METRICS.items()}
            self.best_epoch = BestEpoch(self.epoch, fitness, ours, self.validator.best_threshold())
        return metrics, fitness

    @override
    def save_metrics(self, metrics: dict[str, float]) -> None:
        """Tell of the epoch, instead of keeping a table beside the run's record."""
        self.hooks.reporter.epoch_done(
            self.epoch,
            train_losses=self.tloss,
            val_losses={name: v for name, v in metrics.items() if name.startswith("val/")},
            metrics={name: metrics[theirs] for theirs, name in METRICS.items()},
            best=self.best_epoch is not None and self.best_epoch.epoch == self.epoch,
        )

    @override
    def save_model(self) -> Literal[True]:
        """Put the state on the disk, whole or not at all."""
        save(self)
        return True

    @override
    def final_eval(self) -> None:
        """Do nothing: the best epoch was validated when it was reached."""

    @override
    def _handle_nan_recovery(self, epoch: int) -> bool:
        if self.loss.isfinite() and np.isfinite(self.fitness):
            return False
        raise SaegimError("diverged", "program")
