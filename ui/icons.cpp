// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/icons.h"

#include "ui/theme.h"

#include <QFile>
#include <QGuiApplication>
#include <QIconEngine>
#include <QPainter>
#include <QPixmapCache>
#include <QStyle>
#include <QSvgRenderer>

namespace rollcall::ui {

namespace {

const char *fileName(Icon icon)
{
    switch (icon) {
    case Icon::Add:
        return "plus";
    case Icon::Attendance:
        return "calendar-check";
    case Icon::Back:
        return "arrow-left";
    case Icon::Cancel:
    case Icon::Close:
        return "x";
    case Icon::Check:
        return "check";
    case Icon::Copy:
        return "copy";
    case Icon::Device:
        return "fingerprint";
    case Icon::Download:
        return "download";
    case Icon::Edit:
        return "pencil";
    case Icon::Hide:
        return "eye-off";
    case Icon::Info:
        return "info";
    case Icon::Key:
        return "key-round";
    case Icon::Link:
        return "link";
    case Icon::Next:
        return "chevron-right";
    case Icon::People:
        return "users";
    case Icon::Power:
        return "power";
    case Icon::Previous:
        return "chevron-left";
    case Icon::Search:
        return "search";
    case Icon::Show:
        return "eye";
    case Icon::Sync:
        return "refresh-cw";
    case Icon::Undo:
        return "undo-2";
    case Icon::Unlink:
        return "unlink";
    case Icon::Warning:
        return "circle-alert";
    }
    return "info";
}

/// Arrows point along the reading direction.
bool isMirrored(Icon icon)
{
    return icon == Icon::Back || icon == Icon::Next || icon == Icon::Previous || icon == Icon::Undo;
}

QColor colorOf(IconTint tint, QIcon::Mode mode)
{
    const Tokens &t = tokensOf(QGuiApplication::palette());
    QColor color = t.text;
    switch (tint) {
    case IconTint::Text:
        break;
    case IconTint::Quiet:
        color = t.quiet;
        break;
    case IconTint::Accent:
        color = t.accent;
        break;
    case IconTint::OnAccent:
        color = t.onAccent;
        break;
    case IconTint::Bad:
        color = t.absent.text;
        break;
    }
    if (mode == QIcon::Disabled) {
        color = t.quiet;
        color.setAlphaF(0.55F);
    }
    return color;
}

/// Looks the colour up when it draws, so that no widget has to be handed a new icon when the theme
/// changes.
class TintedIconEngine final : public QIconEngine
{
public:
    TintedIconEngine(Icon icon, IconTint tint)
        : m_icon(icon)
        , m_tint(tint)
    {}

    /// In a square at the start of @p rect: what is left of a wider one is the gap before the text.
    void paint(QPainter *painter, const QRect &rect, QIcon::Mode mode, QIcon::State) override
    {
        const int side = qMin(rect.width(), rect.height());
        const QRect square =
            QStyle::alignedRect(QGuiApplication::layoutDirection(),
                                Qt::AlignLeft | Qt::AlignVCenter, {side, side}, rect);
        painter->drawPixmap(square, iconPixmap(m_icon, colorOf(m_tint, mode), square.size(),
                                               painter->device()->devicePixelRatio()));
    }
    QPixmap pixmap(const QSize &size, QIcon::Mode mode, QIcon::State state) override
    {
        QPixmap pixmap(size);
        pixmap.fill(Qt::transparent);
        QPainter painter(&pixmap);
        paint(&painter, QRect(QPoint(), size), mode, state);
        return pixmap;
    }
    QIconEngine *clone() const override { return new TintedIconEngine(m_icon, m_tint); }

private:
    Icon m_icon;
    IconTint m_tint;
};

} // namespace

QIcon icon(Icon icon, IconTint tint)
{
    return QIcon(new TintedIconEngine(icon, tint));
}

QPixmap iconPixmap(Icon icon, const QColor &color, QSize size, qreal devicePixelRatio)
{
    const bool mirror = isMirrored(icon) && QGuiApplication::isRightToLeft();
    const QString key = QStringLiteral("rollcall-%1-%2-%3x%4@%5-%6")
                            .arg(QString::fromLatin1(fileName(icon)), color.name(QColor::HexArgb))
                            .arg(size.width())
                            .arg(size.height())
                            .arg(devicePixelRatio)
                            .arg(mirror);
    QPixmap pixmap;
    if (QPixmapCache::find(key, &pixmap))
        return pixmap;
    QFile file(QStringLiteral(":/icons/%1.svg").arg(QString::fromLatin1(fileName(icon))));
    if (!file.open(QIODevice::ReadOnly))
        return {};
    QByteArray svg = file.readAll();
    svg.replace("currentColor", color.name().toLatin1());
    QSvgRenderer renderer(svg);
    QImage image((QSizeF(size) * devicePixelRatio).toSize(), QImage::Format_ARGB32_Premultiplied);
    image.fill(Qt::transparent);
    QPainter painter(&image);
    painter.setOpacity(color.alphaF());
    renderer.render(&painter);
    painter.end();
    pixmap = QPixmap::fromImage(mirror ? image.mirrored(true, false) : image);
    pixmap.setDevicePixelRatio(devicePixelRatio);
    QPixmapCache::insert(key, pixmap);
    return pixmap;
}

QIcon applicationIcon()
{
    return QIcon(QStringLiteral(":/icons/rollcall.svg"));
}

} // namespace rollcall::ui
