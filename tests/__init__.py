"""Tests mirror the rooms of app/: tests/<room>/. Start in conftest.py, which every test gets."""
