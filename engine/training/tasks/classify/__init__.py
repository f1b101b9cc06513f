"""Classification: an ImageNet backbone, its head first on cached features, then all of it."""

from engine.training.tasks.classify.fitting import fit

__all__ = ["fit"]
