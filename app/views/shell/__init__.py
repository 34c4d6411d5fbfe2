"""The window's frame: rail, top bar, status bar, first start, preferences, and what goes wrong."""
