"""Training by Ultralytics: one phased trainer for several tasks (``YoloKind``)."""

from engine.architectures.yolo import quiet

# Before any module of this package imports Ultralytics.
quiet()
