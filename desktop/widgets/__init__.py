"""Reusable widgets, ignorant of the domain."""
