// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/stylesheet.h"

#include <array>
#include <utility>

namespace rollcall::ui {

namespace {

// "@name" stands for a token. Widgets opt in by property or object name; menus, check boxes and
// file dialogs stay as the platform style draws them.
constexpr auto kSheet = R"(
QToolTip { color: @text; background: @surface; border: 1px solid @line; padding: 4px; }

QPushButton {
    color: @text; background: @surface; border: 1px solid @line; border-radius: 6px; padding: 6px 12px;
}
QPushButton:hover { background: @window; border-color: @quiet; }
QPushButton:pressed, QPushButton:checked { background: @selection; }
QPushButton:focus { border: 2px solid @accent; padding: 5px 11px; }
QPushButton:disabled { color: @faint; background: @window; border-color: @line; }
QPushButton[primary="true"] { color: @onAccent; background: @accent; border-color: @accent; font-weight: bold; }
QPushButton[primary="true"]:hover { background: @accentHover; }
QPushButton[primary="true"]:focus { border: 2px solid @text; padding: 5px 11px; }
QPushButton[primary="true"]:disabled { color: @faint; background: @window; border: 1px solid @line; padding: 6px 12px; }
QPushButton[danger="true"] { color: @bad; background: @badGround; border-color: @bad; font-weight: bold; }
QPushButton[danger="true"]:focus { border: 2px solid @bad; }
QPushButton[danger="true"]:disabled { color: @faint; background: @window; border: 1px solid @line; }
QPushButton[flat="true"] { background: transparent; border-color: transparent; }
QPushButton[flat="true"]:hover { border-color: @line; }
QPushButton[flat="true"]:focus { border: 2px solid @accent; padding: 5px 11px; }
QPushButton#optionsButton { text-align: left; }
QPushButton[compact="true"] { padding: 2px 8px; }
QPushButton[compact="true"]:focus { padding: 1px 7px; }
QPushButton[segment="true"]:checked { color: @text; font-weight: bold; border-color: @accent; }

QLineEdit, QSpinBox, QComboBox, QDateEdit {
    color: @text; background: @surface; border: 1px solid @line; border-radius: 6px; padding: 6px 8px;
    selection-background-color: @accent; selection-color: @onAccent;
}
QLineEdit:hover, QSpinBox:hover, QComboBox:hover, QDateEdit:hover { border-color: @quiet; }
QLineEdit:focus, QSpinBox:focus, QComboBox:focus, QDateEdit:focus { border: 2px solid @accent; padding: 5px 7px; }
QLineEdit[invalid="true"], QSpinBox[invalid="true"] { border-color: @bad; }
QLineEdit:disabled, QSpinBox:disabled, QComboBox:disabled, QDateEdit:disabled { color: @faint; background: @window; }
QLineEdit:read-only { background: @window; }
QComboBox::drop-down, QDateEdit::drop-down {
    subcontrol-origin: padding; subcontrol-position: center right; border: none; width: 24px;
}
QComboBox::down-arrow, QDateEdit::down-arrow {
    image: url(:/icons/@scheme/chevron-down.svg); width: 14px; height: 14px;
}
QComboBox QAbstractItemView {
    color: @text; background: @surface; border: 1px solid @line; outline: none;
    selection-background-color: @selection; selection-color: @text;
}

QCheckBox, QRadioButton { spacing: 8px; padding: 2px; }
QCheckBox::indicator, QRadioButton::indicator { width: 14px; height: 14px; border: 1px solid @quiet; background: @surface; }
QCheckBox::indicator { border-radius: 4px; }
QRadioButton::indicator { border-radius: 8px; }
QCheckBox::indicator:checked { background: @accent; border-color: @accent; image: url(:/icons/@scheme/check.svg); }
QRadioButton::indicator:checked { width: 8px; height: 8px; border: 4px solid @accent; background: @surface; }
QCheckBox::indicator:focus, QRadioButton::indicator:focus { border-color: @accent; }
QCheckBox:focus, QRadioButton:focus { border: 1px solid @accent; border-radius: 4px; padding: 1px; }
QCheckBox::indicator:disabled, QRadioButton::indicator:disabled { border-color: @line; background: @window; }

QTableView { color: @text; background: @surface; border: 1px solid @line; border-radius: 8px; outline: none; }
QHeaderView { background: transparent; border: none; }
QHeaderView::section {
    color: @quiet; background: transparent; border: none; border-bottom: 1px solid @line;
    padding: 7px 8px; font-weight: bold;
}
QTableCornerButton::section { background: transparent; border: none; }

QDialog { background: @surface; }
QFrame#sidebar { background: @surface; border: none; }
QFrame#sidebarLine, QFrame#statusLine { background: @line; border: none; }
QFrame#statusStrip { background: @surface; border: none; }
QFrame[card="true"] { background: @surface; border: 1px solid @line; border-radius: 8px; }
QFrame[hairline="true"] { background: @line; border: none; }
QFrame[row="true"] { border: none; border-top: 1px solid @line; }
QScrollArea, QScrollArea > QWidget > QWidget { background: transparent; }
QListWidget { color: @text; background: @surface; border: 1px solid @line; border-radius: 6px; outline: none; padding: 4px; }
QListWidget::item { padding: 6px 8px; border-radius: 4px; }
QListWidget::item:selected { color: @text; background: @selection; }
QFrame[tone="bad"] { background: @badGround; border: 1px solid @bad; border-radius: 8px; }
QFrame[tone="good"] { background: @selection; border: 1px solid @accent; border-radius: 8px; }
QLabel[role="quiet"] { color: @quiet; }
QLabel[role="bad"] { color: @bad; }
QLabel[role="warning"] { color: @warning; }
QLabel[role="accent"] { color: @accent; }
QPlainTextEdit { color: @text; background: @surface; border: 1px solid @line; border-radius: 6px; }
QPlainTextEdit:focus { border-color: @accent; }

QScrollBar { background: transparent; border: none; margin: 0; }
QScrollBar:vertical { width: 12px; }
QScrollBar:horizontal { height: 12px; }
QScrollBar::handle { background: @scroll; border: 3px solid transparent; border-radius: 6px; }
QScrollBar::handle:vertical { min-height: 36px; }
QScrollBar::handle:horizontal { min-width: 36px; }
QScrollBar::handle:hover { background: @quiet; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }

QProgressBar { background: @offGround; border: none; border-radius: 3px; min-height: 6px; max-height: 6px; }
QProgressBar::chunk { background: @accent; border-radius: 3px; }
QProgressBar[tone="warning"]::chunk { background: @warning; }

QTabWidget::pane { border: none; border-top: 1px solid @line; }
QTabBar { background: transparent; }
QTabBar::tab {
    color: @quiet; background: transparent; border: none; border-bottom: 2px solid transparent;
    padding: 7px 12px; margin: 0 4px 0 0;
}
QTabBar::tab:hover { color: @text; }
QTabBar::tab:selected { color: @accent; border-bottom-color: @accent; }
QTabBar::tab:selected:focus { color: @text; background: @selection; }
)";

QColor between(const QColor &a, const QColor &b, qreal share)
{
    return QColor::fromRgbF(static_cast<float>(a.redF() + (b.redF() - a.redF()) * share),
                            static_cast<float>(a.greenF() + (b.greenF() - a.greenF()) * share),
                            static_cast<float>(a.blueF() + (b.blueF() - a.blueF()) * share));
}

} // namespace

QString styleSheet(Scheme scheme)
{
    const Tokens &t = tokens(scheme);
    const std::array<std::pair<QLatin1String, QColor>, 15> colors = {{
        {QLatin1String("@window"), t.window},
        {QLatin1String("@surface"), t.surface},
        {QLatin1String("@line"), t.line},
        {QLatin1String("@text"), t.text},
        {QLatin1String("@quiet"), t.quiet},
        {QLatin1String("@scroll"), between(t.line, t.quiet, 0.45)},
        {QLatin1String("@faint"), between(t.quiet, t.window, 0.35)},
        {QLatin1String("@accentHover"), between(t.accent, t.text, 0.15)}, // before its prefix
        {QLatin1String("@accent"), t.accent},
        {QLatin1String("@onAccent"), t.onAccent},
        {QLatin1String("@selection"), t.selection},
        {QLatin1String("@badGround"), t.absent.ground}, // before its prefix
        {QLatin1String("@bad"), t.absent.text},
        {QLatin1String("@warning"), t.late.text},
        {QLatin1String("@offGround"), t.off.ground},
    }};
    QString sheet = QString::fromLatin1(kSheet);
    for (const auto &[name, color] : colors)
        sheet.replace(name, color.name());
    sheet.replace(QLatin1String("@scheme"),
                  scheme == Scheme::Dark ? QLatin1String("dark") : QLatin1String("light"));
    return sheet;
}

} // namespace rollcall::ui
