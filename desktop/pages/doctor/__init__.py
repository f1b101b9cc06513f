"""What this machine can do, what is wrong with it, and what can be done about it."""
