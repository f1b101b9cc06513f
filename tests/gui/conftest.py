"""Fixtures for windows."""

import pytest


@pytest.fixture(autouse=True)
def machine_left_alone(monkeypatch):
    """No start page starts a real engine; the doctor's process has tests of its own."""
    monkeypatch.setattr("desktop.jobs.doctor.Doctor.examine_once", lambda self: None)
