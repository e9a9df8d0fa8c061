// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/widgets/sidebar.h"

#include "ui/theme.h"
#include "ui/widgets/buttons.h"

#include <QAbstractButton>
#include <QBoxLayout>
#include <QButtonGroup>
#include <QLabel>
#include <QLocale>
#include <QMenu>
#include <QPainter>
#include <QPushButton>
#include <QShortcut>
#include <QStyle>

namespace rollcall::ui {

namespace {

class PageButton final : public QAbstractButton
{
public:
    PageButton(Icon icon, const QString &title, QWidget *parent)
        : QAbstractButton(parent)
        , m_icon(icon)
    {
        setText(title);
        setCheckable(true);
        setFocusPolicy(Qt::StrongFocus);
        setAttribute(Qt::WA_Hover);
        setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    }

    QSize sizeHint() const override
    {
        const QFontMetrics metrics(bold(font()));
        return {kIndent + iconSide() + kGap + metrics.horizontalAdvance(text()) + kBadgeRoom,
                metrics.height() + 18};
    }
    void setBadge(const QString &badge)
    {
        m_badge = badge;
        update();
    }
    QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent *) override
    {
        const Tokens &t = tokensOf(palette());
        QPainter painter(this);
        painter.setRenderHint(QPainter::Antialiasing);
        const QRectF ground = QRectF(rect()).adjusted(1, 1, -1, -1);
        painter.setPen(hasFocus() ? QPen(t.accent, 2) : QPen(Qt::NoPen));
        painter.setBrush(isChecked()    ? t.selection
                         : underMouse() ? t.window
                                        : QColor(Qt::transparent));
        painter.drawRoundedRect(ground, space::kCorner, space::kCorner);

        const QRect inside = rect().adjusted(kIndent, 0, -kIndent, 0);
        const QSize side(iconSide(), iconSide());
        const QRect picture =
            QStyle::alignedRect(layoutDirection(), Qt::AlignLeft | Qt::AlignVCenter, side, inside);
        painter.drawPixmap(picture, iconPixmap(m_icon, t.accent, side, devicePixelRatioF()));
        const QRect words = QStyle::visualRect(layoutDirection(), inside,
                                               inside.adjusted(side.width() + kGap, 0, 0, 0));
        painter.setPen(t.text);
        painter.setFont(isChecked() ? bold(font()) : font());
        const auto alignment =
            QStyle::visualAlignment(layoutDirection(), Qt::AlignLeft | Qt::AlignVCenter);
        painter.drawText(words, static_cast<int>(alignment), text());
        if (!m_badge.isEmpty())
            paintBadge(painter, t, inside);
    }

private:
    void paintBadge(QPainter &painter, const Tokens &t, const QRect &inside) const
    {
        const QFont small = bold(sized(font(), TextSize::Small));
        const QFontMetrics metrics(small);
        const int height = metrics.height() + 2;
        const int width = qMax(height, metrics.horizontalAdvance(m_badge) + 10);
        const QRect pill = QStyle::alignedRect(layoutDirection(), Qt::AlignRight | Qt::AlignVCenter,
                                               {width, height}, inside);
        painter.setPen(Qt::NoPen);
        painter.setBrush(t.absent.ground);
        painter.drawRoundedRect(pill, height / 2.0, height / 2.0);
        painter.setPen(t.absent.text);
        painter.setFont(small);
        painter.drawText(pill, static_cast<int>(Qt::AlignCenter), m_badge);
    }

    static constexpr int kIndent = 12;
    static constexpr int kGap = 10;
    static constexpr int kBadgeRoom = 38; // always kept, so that nothing moves when a badge comes
    int iconSide() const { return fontMetrics().height() + 2; }

    Icon m_icon;
    QString m_badge;
};

} // namespace

Sidebar::Sidebar(QWidget *parent)
    : QFrame(parent)
    , m_school(new QLabel(this))
    , m_demo(new QLabel(tr("Demo school: nothing here is real"), this))
    , m_pages(new QVBoxLayout)
    , m_group(new QButtonGroup(this))
    , m_options(textButton(Icon::Options, tr("Options"), QStringLiteral("optionsButton"), this))
{
    setObjectName(QStringLiteral("sidebar"));
    setAccessibleName(tr("Pages"));
    auto *product = new QLabel(QStringLiteral("Rollcall"), this);
    QFont productFont = bold(font());
    productFont.setPointSizeF(productFont.pointSizeF() * 1.15);
    product->setFont(productFont);
    product->setProperty("role", QStringLiteral("accent"));
    m_school->setObjectName(QStringLiteral("schoolName"));
    m_school->setProperty("role", QStringLiteral("quiet"));
    m_demo->setObjectName(QStringLiteral("demoMark"));
    m_demo->setProperty("role", QStringLiteral("warning"));
    for (QLabel *label : {m_school, m_demo}) {
        label->setFont(sized(font(), TextSize::Small));
        label->setTextFormat(Qt::PlainText);
        label->setWordWrap(true);
    }
    m_demo->hide();

    auto *names = new QVBoxLayout;
    names->setContentsMargins(12, 0, 12, 0);
    names->setSpacing(2);
    names->addWidget(product);
    names->addWidget(m_school);
    names->addWidget(m_demo);
    m_pages->setSpacing(2);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(8, 16, 8, 12);
    column->setSpacing(space::kBetween);
    column->addLayout(names);
    column->addLayout(m_pages);
    column->addStretch(1);
    column->addWidget(m_options);
    m_options->setProperty("flat", true);
    m_options->hide();
    setSizePolicy(QSizePolicy::Minimum, QSizePolicy::Expanding);
    connect(m_group, &QButtonGroup::idClicked, this, &Sidebar::pageChosen);
}

void Sidebar::setSchool(const QString &name, bool isDemo)
{
    m_school->setText(name);
    m_demo->setVisible(isDemo);
}

void Sidebar::addPage(int id, Icon icon, const QString &title, const QString &name)
{
    auto *button = new PageButton(icon, title, this);
    button->setObjectName(name);
    m_pages->addWidget(button);
    m_group->addButton(button, id);
    const int place = static_cast<int>(m_group->buttons().size());
    if (place > 9)
        return;
    const QKeySequence keys(
        QKeyCombination(Qt::ControlModifier, static_cast<Qt::Key>(Qt::Key_0 + place)));
    button->setToolTip(keys.toString(QKeySequence::NativeText));
    auto *shortcut = new QShortcut(keys, this);
    connect(shortcut, &QShortcut::activated, button, &QAbstractButton::click);
}

void Sidebar::setBadge(int id, int number, const QString &said)
{
    auto *button = static_cast<PageButton *>(m_group->button(id));
    button->setBadge(number > 0 ? QLocale().toString(number) : QString());
    button->setAccessibleDescription(number > 0 ? said : QString());
}

void Sidebar::setOptions(QMenu *menu)
{
    m_options->show();
    connect(m_options, &QPushButton::clicked, menu, [this, menu] {
        menu->popup(m_options->mapToGlobal(QPoint(0, -menu->sizeHint().height())));
    });
}

int Sidebar::current() const
{
    return m_group->checkedId();
}

void Sidebar::setCurrent(int id)
{
    m_group->button(id)->setChecked(true);
}

} // namespace rollcall::ui
