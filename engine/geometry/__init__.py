"""Geometries and the arithmetic on them; no project, no models, no Qt."""
