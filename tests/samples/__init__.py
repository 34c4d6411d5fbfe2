"""The sample plans: their files, and what becomes of them in a store."""
