"""Networks: how each family is built and how its weights files are read safely."""
