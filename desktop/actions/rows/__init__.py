"""The rows of the table of actions, one module a menu."""
