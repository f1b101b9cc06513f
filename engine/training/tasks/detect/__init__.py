"""Detection: YOLO through Ultralytics, its backbone frozen first and unfrozen in the same run."""

from engine.architectures.yolo import quiet

# Ultralytics reads its environment when it is imported, and every module in here imports it.
quiet()

from engine.training.tasks.detect.fitting import fit  # noqa: E402

__all__ = ["fit"]
