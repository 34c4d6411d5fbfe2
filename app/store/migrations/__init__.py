"""Alembic steps: frozen history. A step imports nothing from app and is never edited once released."""
