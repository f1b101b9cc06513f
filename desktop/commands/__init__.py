"""Undo commands: each is one operation of the store."""
