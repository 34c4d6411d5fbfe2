"""The plan's file: opening, changing with history, undo, checking, backups, queries, upgrades.

May import sqlalchemy, alembic, app.models and app.rules. Start in opening.py; store.py takes every change.
"""
