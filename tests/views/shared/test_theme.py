"""The theme holds its promises of contrast in every one of its forms."""

from __future__ import annotations

from dataclasses import fields, replace

import pytest
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QApplication, QCheckBox, QLabel, QPushButton, QStyle, QStyleOptionButton
from pytestqt.qtbot import QtBot

from app.rules.category import COLUMNS, Category
from app.rules.indicator import Rag
from app.views.shared import theme, tokens
from app.views.shared.stylesheet import stylesheet
from app.views.shared.tokens import Tokens
from app.views.shell.first_paint import GROUNDS

FORMS = [tokens.light(), tokens.dark(), tokens.contrast()]
WHITE_CONTRAST = QPalette(QColor("#FFFFFF"))


def ratio(one: QColor, other: QColor) -> float:
    """Contrast as WCAG reckons it, 1 to 21."""

    def luminance(colour: QColor) -> float:
        parts = [part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4
                 for part in (colour.redF(), colour.greenF(), colour.blueF())]
        return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]

    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


@pytest.fixture(autouse=True)
def back_to_light(qapp: QApplication):
    theme.apply(qapp, "light", 1.0)
    yield
    theme.apply(qapp, "light", 1.0)


@pytest.mark.parametrize("t", FORMS, ids=lambda t: t.name)
def test_every_text_colour_can_be_read_on_every_ground_it_stands_on(t: Tokens) -> None:
    pairs = [(ink, ground) for ink in ("ink", "ink2", "ink3") for ground in ("paper", "ground", "hover")]
    pairs += [(ink, ground) for ink in ("ink", "ink2") for ground in ("chip", "selection", "accent_soft")]
    pairs += [("accent_ink", "accent"), ("accent", "paper"), ("accent", "accent_soft"), ("red", "paper")]
    for meaning in ("hot_list", "improvement_plan", "outcomes", "green", "amber", "red"):
        pairs += [(meaning, "paper"), (meaning, f"{meaning}_soft")]
    pairs += [("on_rag", rag) for rag in ("green", "amber", "red")]
    poor = {pair: round(ratio(getattr(t, pair[0]), getattr(t, pair[1])), 2) for pair in pairs
            if ratio(getattr(t, pair[0]), getattr(t, pair[1])) < 4.5}
    assert not poor


@pytest.mark.parametrize("t", FORMS, ids=lambda t: t.name)
def test_the_focus_ring_stands_out_from_what_it_surrounds(t: Tokens) -> None:
    assert all(ratio(t.focus, ground) >= 3 for ground in (t.paper, t.ground, t.chip))


@pytest.mark.parametrize("t", FORMS, ids=lambda t: t.name)
def test_categories_never_share_a_colour_with_a_rag(t: Tokens) -> None:
    rags = {getattr(t, name).name() for name in ("green", "amber", "red")}
    assert not rags & {getattr(t, category.value).name() for category in COLUMNS}


def test_light_has_the_colours_of_the_design() -> None:
    t = tokens.light()
    wanted = {"ink": "#1b2430", "ink2": "#4d5a6a", "ink3": "#626d7b", "ground": "#f5f6f8", "line": "#dfe4ea",
              "hot_list": "#7a4a96", "improvement_plan": "#1d4f91", "outcomes": "#13706b", "green": "#2e7d32",
              "amber": "#a06000", "red": "#b3261e", "improvement": "#2f6db5", "concern": "#ad5400"}
    assert {name: getattr(t, name).name() for name in wanted} == wanted


def test_the_first_paint_has_the_grounds_of_the_themes() -> None:
    assert {t.name: tuple(getattr(t, key).name().upper() for key in ("paper", "ground", "line")) for t in FORMS} == GROUNDS


def test_high_contrast_takes_the_colours_that_the_system_chose() -> None:
    system = QPalette()
    system.setColor(QPalette.ColorRole.Window, QColor("#202020"))
    system.setColor(QPalette.ColorRole.WindowText, QColor("#FFF000"))
    system.setColor(QPalette.ColorRole.Highlight, QColor("#00FFFF"))
    t = tokens.contrast_from(system)
    assert (t.name, t.ink.name(), t.ink3.name(), t.paper.name(), t.accent.name()) == (
        "contrast", "#fff000", "#fff000", "#202020", "#00ffff")


def test_high_contrast_on_white_keeps_dark_marks() -> None:
    system = QPalette()
    system.setColor(QPalette.ColorRole.Window, QColor("#FFFFFF"))
    system.setColor(QPalette.ColorRole.WindowText, QColor("#000000"))
    t = tokens.contrast_from(system)
    assert ratio(t.red, t.paper) >= 4.5
    assert not t.is_dark


@pytest.mark.parametrize("name", ["light", "dark", "contrast"])
def test_putting_on_a_theme_restyles_what_is_already_there(qapp: QApplication, qtbot, name: str) -> None:
    label = QLabel("words")
    qtbot.addWidget(label)
    with qtbot.waitSignal(theme.notifier.changed):
        theme.apply(qapp, name)
    label.ensurePolished()
    assert label.palette().color(QPalette.ColorRole.WindowText) == theme.current().ink
    assert theme.current().name == name


def test_text_at_twice_its_size_makes_controls_larger_and_nothing_smaller(qapp: QApplication, qtbot) -> None:
    button = QPushButton("Move and record decision")
    qtbot.addWidget(button)
    before = button.sizeHint()
    theme.apply(qapp, "light", 2.0)
    assert theme.font(13).pixelSize() == 26
    assert button.sizeHint().width() > before.width() * 1.7
    assert button.sizeHint().height() > before.height() * 1.5


def test_a_text_size_out_of_bounds_is_brought_to_the_nearest(qapp: QApplication) -> None:
    theme.apply(qapp, "light", 9.0)
    assert theme.text_scale() == 2.0
    theme.apply(qapp, "light", 0.1)
    assert theme.text_scale() == 0.8


def test_tabular_figures_are_all_of_one_width(qapp: QApplication) -> None:
    from PySide6.QtGui import QFontMetricsF

    table, text = (QFontMetricsF(theme.font(13, tabular=flag)) for flag in (True, False))
    assert table.horizontalAdvance("1111") == table.horizontalAdvance("0000")
    assert text.horizontalAdvance("1111") != text.horizontalAdvance("0000")


def test_the_bundled_font_is_the_one_in_use(qapp: QApplication) -> None:
    from PySide6.QtGui import QFontInfo

    for weight in (400, 500, 600, 700):
        assert QFontInfo(theme.font(13, weight)).family() == "Inter"
        assert QFontInfo(theme.font(13, weight)).weight() == weight


def test_the_sheet_of_styles_names_nothing_unknown(tmp_path) -> None:
    for t in FORMS:
        sheet = stylesheet(t, 1.5, 96.0, theme.RESOURCES / "icons" / "controls")
        assert "$" not in sheet
        for line in sheet.split('url("')[1:]:
            assert (theme.RESOURCES / "icons" / "controls" / line.split('"')[0].rsplit("/", 1)[1]).is_file()


def test_an_icon_takes_the_colour_it_is_given(qapp: QApplication) -> None:
    picture = theme.icon("search", QColor("#B3261E")).pixmap(20, 20).toImage()
    inked = [picture.pixelColor(x, y) for x in range(20) for y in range(20) if picture.pixelColor(x, y).alpha() > 150]
    assert inked
    assert all(abs(ink.red() - 0xB3) < 4 and abs(ink.green() - 0x26) < 4 and abs(ink.blue() - 0x1E) < 4 for ink in inked)


def test_every_rag_and_category_has_its_own_colour(qapp: QApplication) -> None:
    assert len({theme.rag_colour(rag).name() for rag in Rag}) == len(Rag)
    assert len({theme.category_colour(category).name() for category in Category}) == len(Category)


def test_tokens_of_all_forms_have_every_meaning() -> None:
    for t in FORMS:
        assert all(getattr(t, each.name) is not None for each in fields(Tokens))
    assert replace(tokens.light(), name="other").name == "other"


def test_a_tick_box_keeps_its_size_when_it_takes_the_focus(qapp: QApplication, qtbot: QtBot) -> None:
    theme.apply(qapp, "light", 1.0)
    box = QCheckBox("Show a menu bar")
    qtbot.addWidget(box)
    box.show()
    option = QStyleOptionButton()
    box.initStyleOption(option)
    sizes = []
    for state in (QStyle.StateFlag.State_Enabled, QStyle.StateFlag.State_Enabled | QStyle.StateFlag.State_HasFocus):
        option.state = state
        option.rect = box.rect()
        sizes.append(box.style().subElementRect(QStyle.SubElement.SE_CheckBoxIndicator, option, box))
    assert sizes[0] == sizes[1]
