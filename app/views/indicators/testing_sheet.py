"""How change is judged in this plan: how many reports make a slip or a recovery, and how strict the tests are."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QCheckBox, QDoubleSpinBox, QFormLayout, QSpinBox, QWidget

from app.bridge.operations import Operations
from app.commands.change_setting import ChangeSettings
from app.rules.plan_settings import RANGES, PlanSettings
from app.views.shared import theme, words
from app.views.shared.buttons import PrimaryButton, QuietButton
from app.views.shared.fields import InlineError
from app.views.shared.labels import Text
from app.views.shared.sheet import Sheet

COUNTS = {
    "concern_reports": "Reports with a concern for a slip",
    "slip_reports": "Reports below the floor for a slip",
    "recovery_reports": "Reports on target for a recovery",
}
ABOUT = (
    "These numbers hold for every indicator of the plan; reports are counted running. A test only proposes, people "
    "decide. The error rates in the guide are measured at 5%, with screening."
)


class TestingSheet(Sheet):
    """Only what was changed is stored, as one change."""

    help_topic = "follow-the-indicators"

    __test__ = False

    def __init__(self, settings: PlanSettings, operations: Operations, window: QWidget) -> None:
        super().__init__(window, "How change is judged", 560)
        self._settings, self._operations = settings, operations
        self.counts: dict[str, QSpinBox] = {}
        self.significance = QDoubleSpinBox()
        self.fix_after = QSpinBox()
        self.screening = QCheckBox("Screen out large jumps before limits are set")
        self.problem = InlineError()
        self.save = PrimaryButton("Save")
        self._lay_out()
        self.save.clicked.connect(self._on_save)
        self.closed.connect(self.deleteLater)

    def _lay_out(self) -> None:
        form = QFormLayout()
        form.setHorizontalSpacing(theme.px(16))
        form.setVerticalSpacing(theme.px(10))
        for key, label in COUNTS.items():
            box = QSpinBox()
            box.setRange(*(int(end) for end in RANGES[key]))
            box.setValue(getattr(self._settings, key))
            box.setAccessibleName(label)
            box.lineEdit().setTextMargins(theme.px(6), 0, 0, 0)
            self.counts[key] = box
            form.addRow(Text(label), box)
        least, most = RANGES["significance"]
        self.significance.setRange(least * 100, most * 100)
        self.significance.setDecimals(1)
        self.significance.setSuffix("%")
        self.significance.lineEdit().setTextMargins(theme.px(6), 0, 0, 0)
        self.significance.setValue(self._settings.significance * 100)
        self.significance.setAccessibleName("False alarms allowed, in per cent")
        form.addRow(Text("False alarms in a test of counts"), self.significance)
        self.fix_after.setRange(*(int(end) for end in RANGES["fix_after"]))
        self.fix_after.setSpecialValueText("All")
        self.fix_after.setValue(self._settings.fix_after)
        self.fix_after.setAccessibleName("Readings that set the limits: the first so many, or all")
        self.fix_after.lineEdit().setTextMargins(theme.px(6), 0, 0, 0)
        form.addRow(Text("Readings that set the limits, from the first on"), self.fix_after)
        self.screening.setChecked(self._settings.screening)
        self.body.addWidget(Text(ABOUT, "soft", wrap=True))
        self.body.addLayout(form)
        self.body.addWidget(self.screening)
        self.body.addWidget(self.problem)
        cancel = QuietButton("Cancel", flat=True)
        cancel.clicked.connect(self.dismiss)
        self.footer.addWidget(cancel)
        self.footer.addStretch(1)
        self.footer.addWidget(self.save)

    def values(self) -> dict[str, object]:
        return {
            **{key: box.value() for key, box in self.counts.items()},
            "significance": round(self.significance.value() / 100, 4),
            "screening": self.screening.isChecked(), "fix_after": self.fix_after.value(),
        }

    def _on_save(self) -> None:
        changed = {key: value for key, value in self.values().items() if value != getattr(self._settings, key)}
        if not changed:
            self.accept()
            return
        self.save.setEnabled(False)
        command = ChangeSettings(tuple(changed.items()), "Change how change is judged")
        self._operations.do(command, self, lambda _outcome: self.accept(), partial(_refused, self))

    def show_refusal(self, error: Exception) -> None:
        self.save.setEnabled(True)
        self.problem.set_message(" ".join(str(said) for said in words.of_error(error)))


def _refused(sheet: TestingSheet, error: Exception) -> None:
    sheet.show_refusal(error)
