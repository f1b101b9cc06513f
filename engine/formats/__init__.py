"""Import and export of other programs' files."""
