"""The picture and the shapes on it; knows no store and no commands."""
