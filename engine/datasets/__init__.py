"""Loading, splits and augmentation."""
