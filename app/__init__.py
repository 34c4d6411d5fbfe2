"""Driving Success: the council's performance framework as a desktop program. Start in wiring.py."""

__version__ = "0.1.0"
