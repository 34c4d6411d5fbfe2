"""The indicator page: the list, the big chart, the table of readings."""
