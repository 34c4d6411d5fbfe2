"""How the house is built, held by tests: where things live, how long they are, what they may import."""
