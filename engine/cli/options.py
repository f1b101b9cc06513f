"""What options of several commands have in common."""

DEVICE_HELP = "cpu, cuda, cuda:N, mps, or auto: what the settings say, else the best there is."
