"""What this machine can do, and what stands in the way; no model is loaded for it."""
