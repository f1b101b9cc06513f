"""The page that shows what a model gets wrong."""
