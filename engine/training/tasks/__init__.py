"""The training of each task."""
