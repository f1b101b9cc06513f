"""Backups of the open project."""
