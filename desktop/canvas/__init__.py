"""The image and the shapes on it; knows no store."""
