"""The framework in plain Python: nouns (frozen dataclasses, enums) and verbs (pure functions).

May import the standard library and, inside batch functions only, numpy. Next: app.models stores the nouns.
"""
