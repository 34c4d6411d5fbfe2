"""Whole-window stories: real events on the whole program, on a store of its own."""
