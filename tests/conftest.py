"""Fixtures for every test."""

import os

# Before Qt is loaded: widgets are tested without a screen unless somebody asks for one.
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
