"""What makes the program ready on a computer, later what packs it. Standard library only."""
