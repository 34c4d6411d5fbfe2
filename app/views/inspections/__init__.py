"""Inspections: ratings by year on each inspectorate's own scale, and what became of recommendations."""
