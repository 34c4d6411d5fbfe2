"""Decisions: the register, the meetings they are made at, the documents they rest on, and the whole history."""
