"""The page that starts and shows runs."""
