"""What stands under *Governance* in the rail, joined to the rest of the window."""
