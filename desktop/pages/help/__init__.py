"""What the Help menu opens: newer versions, what this program is, and whose work is in it."""
