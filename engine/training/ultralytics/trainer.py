"""Ultralytics' trainers: told what to read, where to save, and what not to do."""

from types import SimpleNamespace
from typing import TYPE_CHECKING, Any, Literal

import numpy as np
import torch
from torch import nn
from typing_extensions import override

from engine.architectures.yolo import in_fast_order, load_yolo
from engine.datasets.detection import DetectionSample, object_sizes
from engine.protocol.errors import SaegimError
from engine.protocol.specs import Split
from engine.tasks.table import find_task
from engine.training.best import takes_newest
from engine.training.context import RunContext
from engine.training.ultralytics.arguments import trainer_arguments, trust_precision
from engine.training.ultralytics.checkpoint import BestEpoch, TrainerState
from engine.training.ultralytics.dataset import ManifestDataset
from engine.training.ultralytics.hooks import Hooks
from engine.training.ultralytics.kind import YoloKind
from engine.training.ultralytics.layers import optimizer_groups
from engine.training.ultralytics.loading import training_loader
from engine.training.ultralytics.saving import restore, save
from engine.training.ultralytics.validation import UNMEASURED, Validated, Validation, pipeline_of

Samples = dict[Split, tuple[DetectionSample, ...]]

if TYPE_CHECKING:
    from ultralytics.models.yolo.detect import DetectionTrainer as Base
else:
    Base = object


class PhasedTraining(Base):
    """Trains a run's network from its manifest, phase by phase; mixed into a trainer of a task.

    What Ultralytics would do by itself and this does not: look for data, unpickle weights, write
    checkpoints in place, keep a table of its own, validate once more at the end.

    Attributes:
        best_epoch: The best validated epoch so far; None before the first.
        validated: What came of the last validation; None before the first.
        hooks: What happens around epochs and batches.
        images_in_batch: Images of the batch at hand.
        sizes: How large pictures and objects are that are learned from.
    """

    kind: YoloKind

    # Ultralytics sets these to None first; all of them are there when they are used here.
    optimizer: Any
    ema: Any
    loss: Any
    tloss: Any
    fitness: Any

    def __init__(
        self, run: RunContext, samples: Samples, batch_size: int, resumed: TrainerState | None
    ) -> None:
        self.best_epoch: BestEpoch | None = None
        self.validated: Validated | None = None
        self.hooks = Hooks(run)
        self.images_in_batch = 0
        self.run_context = run
        self.samples = samples
        self.sizes = object_sizes(samples["train"])
        self._resumed = resumed
        folder = str(run.folder.checkpoints_dir / "ultralytics")
        trust_precision()
        super().__init__(
            overrides=trainer_arguments(run.spec, self.kind.name, run.device, batch_size, folder)
        )
        self.hooks.attach(self)
        classes = run.manifest.classes
        self._validation = Validation(samples["val"], self.kind, classes, batch_size, run)
        self._told: set[int] = set()

    @override
    def get_dataset(self) -> dict[str, Any]:
        """Describe the data set; nothing is looked for on the disk or the network."""
        names = {index: c.name for index, c in enumerate(self.run_context.manifest.classes)}
        return {"train": "train", "val": "val", "names": names, "nc": len(names), "channels": 3}

    @override
    def build_dataset(
        self, img_path: str, mode: str = "train", batch: int | None = None
    ) -> ManifestDataset:
        """Return the images of the training or the validation split."""
        is_training = mode == "train"
        settings = {
            "data": self.data,
            "imgsz": self.args.imgsz,
            "augment": is_training,
            "hyp": self.args,
            "rect": not is_training,
            "batch_size": batch,
            "stride": self.stride,
        }
        # Those of validation are asked for nothing, but Ultralytics wants some.
        samples = self.samples["train" if is_training else "val"] or self.samples["train"]
        copies = max(self.args.workers, 1)
        return ManifestDataset(samples, copies, self.args.seed, settings, self.kind)

    @override
    def get_dataloader(
        self, dataset_path: str, batch_size: int = 16, rank: int = 0, mode: str = "train"
    ) -> Any:
        """Return batches of the training images; those of validation are asked for nothing."""
        if mode != "train":
            return super().get_dataloader(dataset_path, batch_size, rank, mode)
        data = self.build_dataset(dataset_path, mode, batch_size)
        return training_loader(data, batch_size, self.args.workers, self.device)

    @override
    def _close_dataloader_mosaic(self) -> None:
        super()._close_dataloader_mosaic()
        # The loader begins anew after this; it may have read ahead before.
        self.train_loader.sampler.epoch = self.epoch

    @override
    def setup_model(self) -> None:
        """Make the network from the pretrained weights, or take it from the checkpoint."""
        if self._resumed is not None:
            self.model = self._resumed.network
            return
        weights: Any = load_yolo(self.run_context.pretrained())
        # YOLO26's second head needs no non-maximum suppression. It finds less after short runs, and
        # takes over the loss of the first one (docs/adr, 0032).
        description = {**weights.yaml, "end2end": False}
        self.model = self.get_model(cfg=description, weights=weights, verbose=False)

    @override
    def get_validator(self) -> Any:
        """Return nothing that validates: ``validate`` does it."""
        return SimpleNamespace(metrics=SimpleNamespace(keys=[]))

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
        """Move a batch to the device and count its images."""
        self.images_in_batch = len(batch["img"])
        moved = super().preprocess_batch(batch)
        return moved | {"img": in_fast_order(moved["img"])}

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
        self.validated = self._validate_average()
        validated = self.validated or UNMEASURED
        metric = find_task(self.run_context.spec.recipe.task).metrics[0].name
        fitness, phase = validated.metrics.get(metric, 0.0), self.hooks.phase.first_epoch
        if is_better(self.best_epoch, phase, fitness, len(validated.samples)):
            self.best_epoch = BestEpoch(
                epoch=self.epoch,
                phase=phase,
                fitness=fitness,
                metrics=validated.metrics,
                score_threshold=validated.score_threshold,
                class_metrics=validated.class_metrics,
            )
        return validated.losses, fitness

    @override
    def _do_train(self) -> None:
        try:
            super()._do_train()
        except Exception as error:
            # What a loading process raises arrives as a text.
            loader = getattr(self, "train_loader", None)
            if loader is not None and loader.dataset.lost.all():
                raise SaegimError("pictures_unusable", count=len(self.samples["train"])) from error
            raise

    def tell_lost(self) -> None:
        """Tell of training images that have turned out to be unreadable."""
        lost = set(self.train_loader.dataset.lost.nonzero().flatten().tolist()) - self._told
        self._told |= lost
        for number in sorted(lost):
            self.run_context.leave_out(self.samples["train"][number].image)

    def _validate_average(self) -> Validated | None:
        network = self.ema.ema.eval()
        pipeline = pipeline_of(self.run_context, network, self.kind, self.sizes)

        def loss(batch: dict[str, torch.Tensor], answer: object) -> dict[str, torch.Tensor]:
            moved = {name: value.to(self.device) for name, value in batch.items()}
            return network.loss(moved, answer)[1]

        return self._validation(pipeline, loss)

    @override
    def save_metrics(self, metrics: dict[str, float]) -> None:
        """Tell of the epoch, instead of keeping a table beside the run's record."""
        self.hooks.reporter.epoch_done(
            self.epoch,
            train_losses=self.tloss,
            val_losses={} if self.validated is None else self.validated.losses,
            metrics={} if self.validated is None else self.validated.metrics,
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


def is_better(best: BestEpoch | None, phase: int, fitness: float, images: int) -> bool:
    """Whether an epoch is better than the best one before it.

    Args:
        best: The best one before it.
        phase: First epoch of the phase it belongs to.
        fitness: Its metric.
        images: Number of validation images.
    """
    if best is None or takes_newest(best.phase, phase, images):
        return True
    return fitness >= best.fitness
