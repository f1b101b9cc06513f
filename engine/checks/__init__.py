"""What looks wrong among the annotations of a project, and how it is mended."""
