"""One issue in full: its sheet at the right of a page, and the sheets that move it and decide about it.

May import QtWidgets, app.bridge, app.rules, app.views.shared; app.commands only to name a change.
Next: issue_panel.py, move_sheet.py.
"""
