"""Messages between the window and the engine processes, and the run folder they share."""
