"""The process that answers SAM prompts and predicts."""
