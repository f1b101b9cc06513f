"""Sample projects built from real pictures that packages carry."""

from engine.catalogue.samples.building import SAMPLES, build, project_path

__all__ = ["SAMPLES", "build", "project_path"]
