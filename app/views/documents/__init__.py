"""Documents: added, opened with care, cited by what relies on them."""
