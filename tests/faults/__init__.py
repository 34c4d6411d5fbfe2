"""Breaks the real store in every way a computer can, and looks afterwards whether a promise was broken.

    python -m tests.faults           100 kills, a sample of the rest (part of the check)
    python -m tests.faults --full    1,000 kills, every write call with every fault, 5,000 power cuts

The invariants are in invariants.py; mutants.py proves that the harness would notice.
"""
