// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/theme.h"

#include "ui/stylesheet.h"

#include <QApplication>
#include <QEvent>
#include <QFontDatabase>
#include <QStyleFactory>
#if QT_VERSION >= QT_VERSION_CHECK(6, 5, 0)
#include <QStyleHints>
#endif

/// Resources of a static library are linked only when asked for, and the macro wants to stand
/// outside any namespace.
static void initUiResources()
{
    Q_INIT_RESOURCE(app);
}

namespace rollcall::ui {

namespace {

QColor rgb(QRgb value)
{
    return QColor::fromRgb(value);
}

Tokens makeLight()
{
    return {.window = rgb(0xF6F7F9),
            .surface = rgb(0xFFFFFF),
            .line = rgb(0xDDE1E7),
            .text = rgb(0x1B2430),
            .quiet = rgb(0x5B6675),
            .accent = rgb(0x0B6E69),
            .onAccent = rgb(0xFFFFFF),
            .selection = rgb(0xD9ECEA),
            .present = {rgb(0x166534), rgb(0xDCF3E3)},
            .late = {rgb(0x92400E), rgb(0xFCEBCB)},
            .absent = {rgb(0xA61B1B), rgb(0xFBE0E0)},
            .leave = {rgb(0x5B21B6), rgb(0xEBE4FB)},
            .off = {rgb(0x46505E), rgb(0xE8EBEF)}};
}

Tokens makeDark()
{
    return {.window = rgb(0x171B21),
            .surface = rgb(0x1F252D),
            .line = rgb(0x333C47),
            .text = rgb(0xE8ECF1),
            .quiet = rgb(0xA3AEBB),
            .accent = rgb(0x4FC3BA),
            .onAccent = rgb(0x171B21),
            .selection = rgb(0x1D4543),
            .present = {rgb(0x86E0A5), rgb(0x173B26)},
            .late = {rgb(0xF5C26B), rgb(0x44300E)},
            .absent = {rgb(0xFF9C9C), rgb(0x4A1E1E)},
            .leave = {rgb(0xC9B3FF), rgb(0x33265A)},
            .off = {rgb(0xB4BECA), rgb(0x2C343E)}};
}

bool isDark(const QColor &window)
{
    return window.lightness() < 128;
}

QPalette paletteOf(const Tokens &t)
{
    QPalette palette(t.text, t.surface, t.surface.lighter(), t.line, t.quiet, t.text, t.text,
                     t.surface, t.window);
    palette.setColor(QPalette::AlternateBase, t.window);
    palette.setColor(QPalette::ToolTipBase, t.surface);
    palette.setColor(QPalette::ToolTipText, t.text);
    palette.setColor(QPalette::PlaceholderText, t.quiet);
    palette.setColor(QPalette::Highlight, t.accent);
    palette.setColor(QPalette::HighlightedText, t.onAccent);
    palette.setColor(QPalette::Link, t.accent);
    palette.setColor(QPalette::LinkVisited, t.accent);
    palette.setColor(QPalette::Mid, t.line);
    palette.setColor(QPalette::Dark, t.quiet);
    for (const QPalette::ColorRole role :
         {QPalette::Text, QPalette::WindowText, QPalette::ButtonText})
        palette.setColor(QPalette::Disabled, role, t.quiet);
    return palette;
}

} // namespace

const Tokens &tokens(Scheme scheme)
{
    static const Tokens light = makeLight();
    static const Tokens dark = makeDark();
    return scheme == Scheme::Dark ? dark : light;
}

Scheme schemeOf(const QPalette &palette)
{
    return isDark(palette.color(QPalette::Window)) ? Scheme::Dark : Scheme::Light;
}

const Tokens &tokensOf(const QPalette &palette)
{
    return tokens(schemeOf(palette));
}

ChipColors chipColors(const Tokens &tokens, DayStatus status)
{
    switch (status) {
    case DayStatus::Present:
        return tokens.present;
    case DayStatus::Late:
    case DayStatus::HalfDay:
        return tokens.late;
    case DayStatus::Absent:
        return tokens.absent;
    case DayStatus::Leave:
        return tokens.leave;
    case DayStatus::Holiday:
    case DayStatus::WeekOff:
        return tokens.off;
    case DayStatus::Pending:
        break;
    }
    return {tokens.quiet, tokens.surface};
}

QColor toneColor(const Tokens &tokens, Tone tone)
{
    switch (tone) {
    case Tone::Quiet:
        return tokens.quiet;
    case Tone::Good:
        return tokens.present.text;
    case Tone::Warning:
        return tokens.late.text;
    case Tone::Bad:
        return tokens.absent.text;
    case Tone::Normal:
        break;
    }
    return tokens.text;
}

QFont sized(const QFont &base, TextSize size)
{
    constexpr qreal kTitle = 1.45;
    constexpr qreal kNumber = 1.9;
    if (size == TextSize::Small) {
        const qreal smallest =
            QFontDatabase::systemFont(QFontDatabase::SmallestReadableFont).pointSizeF();
        QFont font = base;
        font.setPointSizeF(qMin(base.pointSizeF(), qMax(smallest, base.pointSizeF() * 0.92)));
        return font;
    }
    QFont font = base;
    if (size == TextSize::Title)
        font.setPointSizeF(base.pointSizeF() * kTitle);
    else if (size == TextSize::Number)
        font.setPointSizeF(base.pointSizeF() * kNumber);
    return font;
}

QFont bold(const QFont &base)
{
    QFont font = base;
    font.setBold(true);
    return font;
}

Theme::Theme(QApplication &app)
    : m_app(app)
{
    initUiResources();
    m_app.setStyle(QStyleFactory::create(QStringLiteral("Fusion")));
    apply(systemScheme());
#if QT_VERSION >= QT_VERSION_CHECK(6, 5, 0)
    connect(m_app.styleHints(), &QStyleHints::colorSchemeChanged, this, [this] {
        if (!m_forced)
            apply(systemScheme());
    });
#else
    m_app.installEventFilter(this);
#endif
}

void Theme::force(std::optional<Scheme> scheme)
{
    m_forced = scheme;
    apply(m_forced ? *m_forced : systemScheme());
}

bool Theme::eventFilter(QObject *watched, QEvent *event)
{
    // Before Qt 6.5 this event is all that tells of a new desktop theme.
    if (event->type() == QEvent::ThemeChange && !m_forced && !m_isApplying)
        apply(systemScheme());
    return QObject::eventFilter(watched, event);
}

Scheme Theme::systemScheme()
{
#if QT_VERSION >= QT_VERSION_CHECK(6, 5, 0)
    return m_app.styleHints()->colorScheme() == Qt::ColorScheme::Dark ? Scheme::Dark
                                                                      : Scheme::Light;
#else
    m_isApplying = true;
    QApplication::setPalette(QPalette()); // the platform's own shines through again
    const Scheme scheme = schemeOf(QApplication::palette());
    m_isApplying = false;
    return scheme;
#endif
}

void Theme::apply(Scheme scheme)
{
    m_isApplying = true;
    QApplication::setPalette(paletteOf(tokens(scheme)));
    m_app.setStyleSheet(styleSheet(scheme));
    m_isApplying = false;
    if (m_scheme == scheme)
        return;
    m_scheme = scheme;
    emit schemeChanged(scheme);
}

} // namespace rollcall::ui
