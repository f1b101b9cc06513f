"""The page that shows what will be trained on."""
