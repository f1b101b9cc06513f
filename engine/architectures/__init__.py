"""Building the networks that training makes and inference uses."""
