"""One test for each line of what may go wrong at the window, and what must be said then."""
