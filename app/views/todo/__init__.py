"""The team's list and the quarter calendar, two views of the Dashboard page."""
