"""The demonstration: the program's main job, done in its real window by a scripted person."""

from desktop.demo.script import run_demo

__all__ = ["run_demo"]
