"""What options of several commands have in common."""

from engine.tasks.table import TASKS

DEVICE_HELP = "cpu, cuda, cuda:N, mps, or auto: what the settings say, else the best there is."

TASK_NAMES = "|".join(task.name for task in TASKS)
