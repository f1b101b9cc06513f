"""Predicting with trained models."""
