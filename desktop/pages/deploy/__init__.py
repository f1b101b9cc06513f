"""The page that hands annotations and models on."""
