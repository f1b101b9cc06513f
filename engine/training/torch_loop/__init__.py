"""Our own training loop: fit, phase, epoch, step, over what a task gives it (``TaskModel``)."""
