"""What must never lose or harm anything, done many times: ``make torture``."""
