"""The composition root: everything is made here once, and wired.

``running`` starts the program; ``program`` is what lives while the window is open. Nothing is
imported here, since a second start only calls the window that is open and needs neither.
"""
