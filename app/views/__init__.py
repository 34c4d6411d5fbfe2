"""Widgets. Each page in a folder of its own."""
