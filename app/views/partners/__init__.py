"""Partners, links and districts: the plan seen with whom it is shared, and where."""
