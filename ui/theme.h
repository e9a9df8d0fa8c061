// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/domain/dayrecord.h"

#include <QColor>
#include <QFont>
#include <QObject>
#include <QPalette>

#include <optional>

class QApplication;

namespace rollcall::ui {

enum class Scheme { Light, Dark };

/// Text on a ground of its own; 4.5:1 or better in both schemes.
struct ChipColors
{
    QColor text;
    QColor ground;
};

/// The colours of ui.md, section "Look".
struct Tokens
{
    QColor window;
    QColor surface;
    QColor line;
    QColor text;
    QColor quiet;
    QColor accent;
    QColor onAccent; ///< text on an accent ground: dark in the dark scheme
    QColor selection;
    ChipColors present;
    ChipColors late;   ///< half day too
    ChipColors absent; ///< errors too
    ChipColors leave;
    ChipColors off; ///< holiday and weekly off
};

const Tokens &tokens(Scheme scheme);
/// The table that @p palette was made of, told by the lightness of its window colour.
Scheme schemeOf(const QPalette &palette);
const Tokens &tokensOf(const QPalette &palette);
ChipColors chipColors(const Tokens &tokens, DayStatus status);

/// The meaning of a text's colour; never the only sign of that meaning.
enum class Tone { Normal, Quiet, Good, Warning, Bad };
QColor toneColor(const Tokens &tokens, Tone tone);

enum class TextSize { Small, Body, Title, Number };
/// @p base in another size of the scale; never smaller than the system's smallest readable font.
QFont sized(const QFont &base, TextSize size);
QFont bold(const QFont &base);

/// Spacing in steps of 4 pixels (ui.md, section "Look").
namespace space {
inline constexpr int kInside = 8;
inline constexpr int kBetween = 12;
inline constexpr int kEdge = 20;
inline constexpr int kCorner = 6;
} // namespace space

/// Dresses the application: Fusion with our palette and style sheet, light or dark as the system
/// is, and follows the system when it changes. GUI thread; lives as long as the application's
/// windows.
class Theme : public QObject
{
    Q_OBJECT

public:
    explicit Theme(QApplication &app);

    Scheme scheme() const { return m_scheme; }
    /// Holds on to one scheme; nullopt follows the system again.
    void force(std::optional<Scheme> scheme);

    bool eventFilter(QObject *watched, QEvent *event) override;

signals:
    void schemeChanged(rollcall::ui::Scheme scheme);

private:
    Scheme systemScheme();
    void apply(Scheme scheme);

    QApplication &m_app;
    Scheme m_scheme = Scheme::Light;
    std::optional<Scheme> m_forced;
    bool m_isApplying = false;
};

} // namespace rollcall::ui
