"""By what a workbook of our own is known, before anything else of it is read: all that the child needs to know of it."""

from __future__ import annotations

WHOLE_PLAN = "About this plan"
"""The sheet that an export of a whole plan begins with."""
FORM = "Driving Success"
"""The very hidden sheet of a department's form."""
FORM_PROPERTY = "DrivingSuccessReturn"
"""The custom document property that says whose form it is, should the hidden sheet be lost."""
