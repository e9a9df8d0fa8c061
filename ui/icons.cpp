// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/icons.h"

#include <QFile>
#include <QGuiApplication>
#include <QIconEngine>
#include <QPainter>
#include <QPixmapCache>
#include <QStyle>
#include <QSvgRenderer>

#include <algorithm>
#include <array>

namespace rollcall::ui {

namespace {

struct IconFile
{
    Icon icon;
    const char *name; ///< without folder and suffix
};

constexpr std::array kFiles{
    IconFile{Icon::Add, "plus"},
    IconFile{Icon::AddPerson, "user-plus"},
    IconFile{Icon::Attendance, "calendar-check"},
    IconFile{Icon::Back, "arrow-left"},
    IconFile{Icon::Cancel, "x"},
    IconFile{Icon::Close, "x"},
    IconFile{Icon::Caution, "triangle-alert"},
    IconFile{Icon::Check, "check"},
    IconFile{Icon::Clock, "clock"},
    IconFile{Icon::Copy, "copy"},
    IconFile{Icon::Delete, "trash-2"},
    IconFile{Icon::Device, "fingerprint"},
    IconFile{Icon::Done, "circle-check"},
    IconFile{Icon::Download, "download"},
    IconFile{Icon::Edit, "pencil"},
    IconFile{Icon::Failed, "circle-x"},
    IconFile{Icon::Find, "radar"},
    IconFile{Icon::Hide, "eye-off"},
    IconFile{Icon::Info, "info"},
    IconFile{Icon::Key, "key-round"},
    IconFile{Icon::Link, "link"},
    IconFile{Icon::Log, "list"},
    IconFile{Icon::Network, "network"},
    IconFile{Icon::Next, "chevron-right"},
    IconFile{Icon::Options, "sliders-horizontal"},
    IconFile{Icon::Pending, "circle"},
    IconFile{Icon::People, "users"},
    IconFile{Icon::Power, "power"},
    IconFile{Icon::Previous, "chevron-left"},
    IconFile{Icon::Queue, "inbox"},
    IconFile{Icon::RemovePerson, "user-minus"},
    IconFile{Icon::Restart, "rotate-ccw"},
    IconFile{Icon::Search, "search"},
    IconFile{Icon::Show, "eye"},
    IconFile{Icon::Skipped, "circle-minus"},
    IconFile{Icon::Sound, "volume-2"},
    IconFile{Icon::Suggest, "wand-sparkles"},
    IconFile{Icon::Sync, "refresh-cw"},
    IconFile{Icon::Undo, "undo-2"},
    IconFile{Icon::Unlink, "unlink"},
    IconFile{Icon::Upload, "upload"},
    IconFile{Icon::Wifi, "wifi"},
    IconFile{Icon::Warning, "circle-alert"},
};

const char *fileName(Icon icon)
{
    const auto *found = std::find_if(kFiles.begin(), kFiles.end(),
                                     [icon](const IconFile &file) { return file.icon == icon; });
    Q_ASSERT(found != kFiles.end());
    return found->name;
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
    case IconTint::Good:
        color = t.present.text;
        break;
    case IconTint::Warning:
        color = t.late.text;
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

Icon toneIcon(Tone tone)
{
    switch (tone) {
    case Tone::Good:
        return Icon::Done;
    case Tone::Warning:
        return Icon::Caution;
    case Tone::Bad:
        return Icon::Warning;
    case Tone::Normal:
    case Tone::Quiet:
        break;
    }
    return Icon::Info;
}

QIcon applicationIcon()
{
    return QIcon(QStringLiteral(":/icons/rollcall.svg"));
}

} // namespace rollcall::ui
