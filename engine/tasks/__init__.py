"""What can be learned: one row for each task; nothing else knows their names."""
