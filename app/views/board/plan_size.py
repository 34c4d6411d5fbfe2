"""How many issues the Improvement Plan should hold at most: a soft cap, set here."""

from __future__ import annotations

from PySide6.QtWidgets import QSpinBox, QWidget

from app.bridge.board_state import BoardState
from app.rules.category import Category
from app.rules.plan_settings import RANGES
from app.views.shared.buttons import PrimaryButton, QuietButton
from app.views.shared.fields import Labelled
from app.views.shared.labels import Text
from app.views.shared.sheet import Sheet

KEY = "plan_size"


class PlanSizeSheet(Sheet):
    """Nothing is forced: a move beyond the number asks what comes off, or why the plan should grow."""

    def __init__(self, state: BoardState, window: QWidget) -> None:
        super().__init__(window, "Plan size", 440)
        self._state = state
        count = state.model.counts[Category.IMPROVEMENT_PLAN]
        self.field = QSpinBox()
        least, most = RANGES[KEY]
        self.field.setRange(int(least), int(most))
        self.field.setValue(state.model.board.plan_limit)
        words = (
            f"The plan holds {count} issues now. It should stay short and focussed: adding one beyond this number "
            "asks what comes off, or why the plan should grow."
        )
        self.body.addWidget(Text(words, "soft", wrap=True))
        self.body.addWidget(Labelled("Issues in the plan, at most", self.field))
        self.save = PrimaryButton("Set the size")
        self.save.clicked.connect(self._on_save)
        cancel = QuietButton("Cancel", flat=True)
        cancel.clicked.connect(self.dismiss)
        self.footer.addWidget(cancel)
        self.footer.addStretch(1)
        self.footer.addWidget(self.save)
        self.closed.connect(self.deleteLater)

    def _on_save(self) -> None:
        from app.commands.change_setting import ChangeSetting

        if self.field.value() != self._state.model.board.plan_limit:
            self._state.do(ChangeSetting(KEY, self.field.value()))
        self.accept()
