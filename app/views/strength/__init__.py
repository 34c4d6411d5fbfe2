"""Organisational strength: three strands with their initiatives, quarter by quarter."""
