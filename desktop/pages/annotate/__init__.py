"""The page where pictures are labelled."""
