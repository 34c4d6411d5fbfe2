"""The one style sheet. It is small on purpose: each rule costs time at the start and on every new widget."""

from __future__ import annotations

from pathlib import Path
from string import Template

from app.views.shared.tokens import Tokens


def stylesheet(t: Tokens, scale: float, dots_per_inch: float, controls: Path) -> str:
    """The sheet for `t` with text at `scale`. Sizes named s13, s19 ... are text, p4, p8 ... are distances."""
    values = {key: _css(t, key) for key in t.__dataclass_fields__ if key != "name"}
    for size in (11, 11.5, 12, 13, 14, 15, 19):
        values["s" + str(size).replace(".", "_")] = f"{size * scale * 72 / dots_per_inch:.2f}pt"
    for size in (1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 14, 16, 18, 20, 24, 28, 30):
        values[f"p{size}"] = f"{round(size * scale)}px"
    radio = round(16 * scale) + 2
    values["tick"] = f"{round(16 * scale) - 2}px"  # inside an edge that is a pixel wider all around
    values |= {"radio_round": f"{radio // 2}px", "radio_dot": f"{radio - 2 * round(5 * scale)}px"}
    values["panel_edge"] = _css(t, "edge" if t.is_dark or t.name == "contrast" else "paper")
    values["warn_edge"] = _css(t, "amber" if t.name == "contrast" else "amber_soft")
    shade = "contrast" if t.name == "contrast" and t.is_dark else ("dark" if t.is_dark else "light")
    for glyph in ("up", "down", "check", "dash"):
        values[f"{glyph}_image"] = f'url("{(controls / f"{glyph}-{shade}.svg").as_posix()}")'
    return _SHEET.substitute(values)


def _css(t: Tokens, key: str) -> str:
    colour = getattr(t, key)
    return f"rgba({colour.red()},{colour.green()},{colour.blue()},{colour.alpha()})"


_SHEET = Template("""
QToolTip { color: $ink; background: $paper; border: 1px solid $edge; padding: 4px 6px; }
QLabel[role="title"] { font-size: $s19; font-weight: 700; color: $ink; }
QLabel[role="heading"] { font-size: $s14; font-weight: 600; color: $ink; }
QLabel[role="label"] { font-size: $s12; font-weight: 600; color: $ink; }
QLabel[role="second"] { font-size: $s11_5; color: $ink2; }
QLabel[role="third"] { font-size: $s11_5; color: $ink3; }
QLabel[role="over"] { letter-spacing: 0.6px; font-size: $s11; font-weight: 600; color: $ink3; }
QLabel[role="error"] { font-size: $s11_5; color: $red; }
QLabel[role="soft"] { color: $ink2; }

QPushButton, QToolButton[kind] { background: $paper; color: $ink; border: 1px solid $edge; border-radius: 6px;
  padding: $p5 $p12; font-weight: 500; }
QPushButton:hover, QToolButton[kind]:hover { background: $hover; }
QPushButton:pressed, QToolButton[kind]:pressed { background: $accent_soft; }
QPushButton:disabled, QToolButton[kind]:disabled { color: $ink3; background: $ground; }
QPushButton:checked, QToolButton[kind]:checked { background: $accent_soft; border-color: $accent; color: $accent; }
QPushButton[kind="primary"] { background: $accent; color: $accent_ink; border-color: $accent; }
QPushButton[kind="primary"]:hover { background: $focus; }
QPushButton[kind="primary"]:disabled { background: $chip; color: $ink3; border-color: $chip; }
QPushButton[kind="flat"], QToolButton[kind="flat"] { background: transparent; border-color: transparent; color: $ink2; }
QPushButton[kind="flat"]:hover, QToolButton[kind="flat"]:hover { background: $hover; color: $ink; }
QPushButton[kind="flat"]:disabled, QToolButton[kind="flat"]:disabled { color: $ink3; background: transparent; }
QToolButton[icononly="true"], QPushButton[icononly="true"] { padding: $p5 $p7; }
QPushButton:focus, QToolButton[kind]:focus { border: 2px solid $focus; padding: ${p4} ${p11}; outline: none; }
QToolButton[icononly="true"]:focus, QPushButton[icononly="true"]:focus { padding: $p4 $p6; }
QToolButton[snug="true"] { padding: $p5 $p8; }
QToolButton[snug="true"]:focus { padding: $p4 $p7; }
QPushButton[kind="primary"]:focus { border: 2px solid $ink; }
QToolButton::menu-indicator { image: none; }

QLineEdit, QPlainTextEdit, QTextEdit, QComboBox, QAbstractSpinBox { background: $paper; color: $ink;
  border: 1px solid $edge; border-radius: 6px; padding: $p5 $p8; selection-background-color: $accent;
  selection-color: $accent_ink; placeholder-text-color: $ink3; }
QPlainTextEdit, QTextEdit { padding: $p3 $p4; }
QLineEdit:focus, QPlainTextEdit:focus, QTextEdit:focus, QComboBox:focus, QAbstractSpinBox:focus {
  border: 2px solid $focus; padding: $p4 $p7; }
QPlainTextEdit:focus, QTextEdit:focus { padding: $p2 $p3; }
QLineEdit[invalid="true"], QPlainTextEdit[invalid="true"], QTextEdit[invalid="true"], QComboBox[invalid="true"],
QAbstractSpinBox[invalid="true"] { border: 2px solid $red; padding: $p4 $p7; }
QLineEdit:disabled, QPlainTextEdit:disabled, QTextEdit:disabled, QComboBox:disabled, QAbstractSpinBox:disabled,
QLineEdit[readOnly="true"], QPlainTextEdit[readOnly="true"], QTextEdit[readOnly="true"] {
  background: $ground; color: $ink2; }
QComboBox::drop-down, QDateEdit::drop-down { border: none; width: $p24; }
QComboBox::down-arrow, QDateEdit::down-arrow { image: $down_image; width: $p16; height: $p16; }
QComboBox QAbstractItemView { background: $paper; border: 1px solid $edge; padding: 4px; outline: none;
  selection-background-color: $selection; selection-color: $ink; }
QSpinBox::up-button, QSpinBox::down-button, QDoubleSpinBox::up-button, QDoubleSpinBox::down-button {
  border: none; width: $p20; }
QSpinBox::up-arrow, QDoubleSpinBox::up-arrow { image: $up_image; width: $p12; height: $p12; }
QSpinBox::down-arrow, QDoubleSpinBox::down-arrow { image: $down_image; width: $p12; height: $p12; }

QCheckBox, QRadioButton { color: $ink; spacing: $p8; }
QCheckBox:disabled, QRadioButton:disabled { color: $ink3; }
QCheckBox::indicator, QRadioButton::indicator, QGroupBox::indicator, QAbstractItemView::indicator {
  width: $p16; height: $p16; border: 1px solid $ink3; border-radius: 4px; background: $paper; }
QRadioButton::indicator { border-radius: $radio_round; }
QCheckBox::indicator:checked, QAbstractItemView::indicator:checked { background: $accent; border-color: $accent;
  image: $check_image; }
QCheckBox::indicator:indeterminate { background: $accent; border-color: $accent; image: $dash_image; }
QRadioButton::indicator:checked { border: $p5 solid $accent; background: $accent_ink; width: $radio_dot;
  height: $radio_dot; border-radius: $radio_round; }
QCheckBox:focus, QRadioButton:focus { outline: none; }
QRadioButton:focus { background: $accent_soft; border-radius: 4px; }
QCheckBox::indicator:focus { border: 2px solid $ink; border-radius: 4px; width: $tick; height: $tick; }

QMenu { background: $paper; color: $ink; border: 1px solid $edge; padding: 4px; menu-scrollable: 1; }
QMenu::item { padding: $p5 $p24 $p5 $p28; border-radius: 4px; }
QMenu::item:selected { background: $selection; color: $ink; }
QMenu::item:disabled { color: $ink3; }
QMenu::separator { height: 1px; background: $line; margin: 4px 8px; }
QMenu::icon { padding-left: $p6; }
QMenu::indicator { width: $p14; height: $p14; left: $p8; }
QMenuBar { background: $paper; color: $ink2; border: none; padding: 0 $p6; }
QMenuBar::item { padding: $p4 $p10; background: transparent; border-radius: 4px; }
QMenuBar::item:selected { background: $hover; color: $ink; }

QAbstractItemView { background: $paper; color: $ink; border: none; outline: none; gridline-color: $line;
  alternate-background-color: $ground; selection-background-color: $selection; selection-color: $ink; }
QListView[role="topics"] { border: none; background: transparent; }
QListView[role="topics"]::item { padding: $p6 $p8; border-radius: $p4; }
QListView[role="topics"]::item:selected { background: $selection; color: $ink; }
QListView[role="rooms"]::item { padding: $p2 $p8; border-radius: $p4; }
QListView[role="rooms"]::item:selected { background: $selection; color: $ink; }
QTextEdit[role="reading"], QTextEdit[role="reading"]:focus { border: none; background: transparent; padding: 0;
  color: $ink; }
QListView[role="finds"] { border: 1px solid $edge; padding: 4px; }
QListView[role="finds"]::item { padding: $p4 $p6; }
QListView[role="finds"]::item:selected { background: $selection; color: $ink; }
QHeaderView { background: $paper; border: none; }
QHeaderView::section { background: $paper; color: $ink2; font-size: $s11_5; font-weight: 600; border: none;
  border-bottom: 1px solid $line; padding: $p6 $p8; }
QHeaderView::up-arrow { image: $up_image; width: $p12; height: $p12; }
QHeaderView::down-arrow { image: $down_image; width: $p12; height: $p12; }
QTableWidget::item { padding: 0 $p8 0 $p5; border-bottom: 1px solid $line; }
QTableView QTableCornerButton::section { background: $paper; border: none; }
QScrollArea { background: transparent; border: none; }
QScrollBar:vertical { background: transparent; width: 10px; margin: 0; border: none; }
QScrollBar:horizontal { background: transparent; height: 10px; margin: 0; border: none; }
QScrollBar::handle { background: $edge; border: none; border-radius: 3px; margin: 2px; }
QScrollBar::handle:vertical { min-height: 28px; } QScrollBar::handle:horizontal { min-width: 28px; }
QScrollBar::handle:hover { background: $ink3; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; border: none; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
QSplitter::handle { background: transparent; }
QProgressBar { background: $chip; border: none; border-radius: 3px; max-height: 6px; }
QProgressBar::chunk { background: $accent; border-radius: 3px; }
QTabBar::tab { background: transparent; color: $ink2; padding: $p6 $p12; border: none;
  border-bottom: 2px solid transparent; font-weight: 500; }
QTabBar::tab:selected { color: $accent; border-bottom-color: $accent; }
QTabBar::tab:focus { background: $accent_soft; }
QTabWidget::pane { border: none; border-top: 1px solid $line; }

QFrame[role="card"] { background: $paper; border: 1px solid $line; border-radius: 8px; }
QFrame[role="card"]:focus { border: 2px solid $focus; }
QFrame[role="panel"] { background: $paper; border: 1px solid $panel_edge; border-radius: 10px; }
QFrame[role="rule"] { background: $line; border: none; max-height: 1px; min-height: 1px; }
QFrame[role="rail"], QWidget[role="rail"] { background: $paper; }
QFrame[role="rail"] { border: none; border-right: 1px solid $line; }
QFrame[role="topbar"] { background: $paper; border: none; border-bottom: 1px solid $line; }
QFrame[role="statusbar"] { background: $paper; border: none; border-top: 1px solid $line; }
QLabel[role="status"] { font-size: $s11_5; color: $ink2; }
QLabel[role="status_wrong"] { font-size: $s11_5; font-weight: 600; color: $red; }
QLabel[role="count"] { font-size: $s11_5; color: $ink2; }
QLabel[role="warning"] { font-size: $s11; font-weight: 600; color: $amber; background: $amber_soft;
  border: 1px solid $warn_edge; border-radius: $p8; padding: $p1 $p7; }
QPushButton[kind="rail"] { text-align: left; border: 1px solid transparent; border-radius: 6px; color: $ink2;
  padding: $p7 $p8; background: transparent; }
QPushButton[kind="rail"]:hover { background: $hover; }
QPushButton[kind="rail"]:checked { background: $accent_soft; color: $accent; font-weight: 600; }
QPushButton[kind="rail"]:focus { border: 2px solid $focus; padding: $p6 $p7; }
QPushButton[kind="small"], QToolButton[kind="small"] { font-size: $s11_5; color: $ink2; padding: $p2 $p8;
  border-color: transparent; background: transparent; border-radius: 5px; min-height: $p18; }
QPushButton[kind="small"]:hover, QToolButton[kind="small"]:hover { background: $hover; color: $ink; }
QPushButton[kind="small"]:focus, QToolButton[kind="small"]:focus { border: 2px solid $focus; padding: $p1 $p7; }
QPushButton[kind="small"]:checked { background: $accent_soft; color: $accent; border-color: $accent; }
QLineEdit[role="find"] { background: $ground; }
QLabel[role="keycap"] { font-size: $s11; color: $ink3; background: $paper; border: 1px solid $line;
  border-radius: 4px; padding: 0 $p5; }
QFrame[role="popup"] { background: $paper; border: 1px solid $edge; border-radius: 8px; }
QFrame[role="banner"] { background: $accent_soft; border: none; border-bottom: 1px solid $line; }
QFrame[role="banner"][tone="quiet"] { background: $chip; }
QFrame[role="banner"][tone="warning"] { background: $amber_soft; }
QFrame[role="banner"][tone="error"] { background: $red_soft; }
QFrame[role="banner"] QPushButton[kind="small"] { background: $paper; border-color: $edge; color: $ink; }
QFrame[role="banner"] QPushButton[kind="small"]:focus { border-color: $focus; }
QLabel[chip] { font-size: $s11; font-weight: 600; border-radius: $p10; padding: $p2 $p8; color: $ink2;
  background: $chip; border: 1px solid $chip; }
""")
