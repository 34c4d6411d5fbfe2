"""The board page: the plan's issues as cards in three columns and swimlanes, and what one does with them there.

May import QtWidgets, app.bridge, app.rules, app.views.shared; app.commands only to name a change. Next: page.py.
"""
