"""The window; never torch."""
