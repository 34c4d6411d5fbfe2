"""The colours of the three themes, by what they mean. Nothing else in the program names a colour."""

from __future__ import annotations

from dataclasses import dataclass, replace

from PySide6.QtGui import QColor, QPalette


@dataclass(frozen=True)
class Tokens:
    """One theme. Every text colour reaches 4.5:1 on paper, ground, hover, chip and selection; a test holds it."""

    name: str
    """"light", "dark" or "contrast"."""
    ink: QColor
    ink2: QColor
    ink3: QColor
    paper: QColor
    ground: QColor
    line: QColor
    edge: QColor
    """The outline of a field or button that has no other mark: 3:1 in high contrast, calm otherwise."""
    hover: QColor
    accent: QColor
    accent_soft: QColor
    accent_ink: QColor
    """Text on a filled accent."""
    selection: QColor
    focus: QColor
    hot_list: QColor
    improvement_plan: QColor
    outcomes: QColor
    hot_list_soft: QColor
    improvement_plan_soft: QColor
    outcomes_soft: QColor
    green: QColor
    amber: QColor
    red: QColor
    on_rag: QColor
    """The letter on a RAG mark."""
    green_soft: QColor
    amber_soft: QColor
    red_soft: QColor
    improvement: QColor
    concern: QColor
    neither: QColor
    shade: QColor
    """Laid over the window behind a sheet."""
    chip: QColor

    @property
    def is_dark(self) -> bool:
        return self.paper.lightness() < 128


def _tokens(name: str, shade_alpha: int, **colours: str) -> Tokens:
    made = {key: QColor(value) for key, value in colours.items()}
    made["shade"].setAlpha(shade_alpha)
    return Tokens(name=name, **made)


def light() -> Tokens:
    return _tokens(
        "light", 97, ink="#1B2430", ink2="#4D5A6A", ink3="#626D7B", paper="#FFFFFF", ground="#F5F6F8",
        line="#DFE4EA", edge="#D3DAE2", hover="#EEF1F5", accent="#1D4F91", accent_soft="#DCE8F7",
        accent_ink="#FFFFFF", selection="#DCE8F7", focus="#1D4F91", hot_list="#7A4A96",
        improvement_plan="#1D4F91", outcomes="#13706B", hot_list_soft="#F1E6F6",
        improvement_plan_soft="#E1EBF8", outcomes_soft="#DDF1EF", green="#2E7D32", amber="#A06000",
        red="#B3261E", on_rag="#FFFFFF", green_soft="#E8F4E9", amber_soft="#FDF2DF", red_soft="#FBE6E4",
        improvement="#2F6DB5", concern="#AD5400", neither="#626D7B", shade="#1B2430", chip="#ECEFF4",
    )


def dark() -> Tokens:
    return _tokens(
        "dark", 170, ink="#E8EDF3", ink2="#BAC4D0", ink3="#A3AEBC", paper="#1B222C", ground="#12171E",
        line="#303B49", edge="#465365", hover="#252E3A", accent="#8AB8F5", accent_soft="#22364F",
        accent_ink="#0F1720", selection="#22364F", focus="#8AB8F5", hot_list="#CBA3E3",
        improvement_plan="#8AB8F5", outcomes="#5CC4B8", hot_list_soft="#38284A",
        improvement_plan_soft="#22364F", outcomes_soft="#173A38", green="#74C578", amber="#E5A845",
        red="#F58F86", on_rag="#0F1720", green_soft="#1D3423", amber_soft="#3B2F14", red_soft="#452321",
        improvement="#79B0EE", concern="#F0A050", neither="#A3AEBC", shade="#000000", chip="#2A3441",
    )


def contrast() -> Tokens:
    """Black and white, for anyone who asks for it; shapes, letters and words carry every meaning as ever."""
    return _tokens(
        "contrast", 200, ink="#FFFFFF", ink2="#FFFFFF", ink3="#FFFFFF", paper="#000000", ground="#000000",
        line="#FFFFFF", edge="#FFFFFF", hover="#2A2A2A", accent="#FFE14D", accent_soft="#33300A",
        accent_ink="#000000", selection="#33300A", focus="#4DE6FF", hot_list="#E6B8FF",
        improvement_plan="#9CCBFF", outcomes="#7FF0E4", hot_list_soft="#000000",
        improvement_plan_soft="#000000", outcomes_soft="#000000", green="#7CFF82", amber="#FFC04D",
        red="#FF9C94", on_rag="#000000", green_soft="#000000", amber_soft="#000000", red_soft="#000000",
        improvement="#9CCBFF", concern="#FFC04D", neither="#FFFFFF", shade="#000000", chip="#000000",
    )


def contrast_from(system: QPalette) -> Tokens:
    """High contrast in the colours that the system's own contrast theme chose (Windows: four pairs or the user's)."""
    base = contrast() if system.color(QPalette.ColorRole.Window).lightness() < 128 else _contrast_on_white()
    ink = system.color(QPalette.ColorRole.WindowText)
    paper = system.color(QPalette.ColorRole.Window)
    accent, accent_ink = (system.color(QPalette.ColorRole.Highlight),
                          system.color(QPalette.ColorRole.HighlightedText))
    chosen = {"ink": ink, "ink2": ink, "ink3": ink, "neither": ink, "line": ink, "edge": ink, "paper": paper,
              "ground": paper, "chip": paper, "accent": accent, "accent_ink": accent_ink, "focus": ink}
    return replace(base, name="contrast", **chosen)


def _contrast_on_white() -> Tokens:
    base = light()
    black, white = QColor("#000000"), QColor("#FFFFFF")
    chosen = {"ink": black, "ink2": black, "ink3": black, "neither": black, "line": black,
              "edge": black, "ground": white, "paper": white, "chip": white, "focus": black}
    return replace(base, name="contrast", **chosen)
