"""Chief Officers' self-assessments: the editor, the evidence beside it, the stages and the map of all of them."""
