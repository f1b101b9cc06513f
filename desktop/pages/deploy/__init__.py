"""The page that hands a model on."""
