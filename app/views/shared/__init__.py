"""What every page is drawn with: the theme, painters, small widgets, words."""
