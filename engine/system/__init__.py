"""The machine and its operating system: processes, files, graphics cards, settings."""
