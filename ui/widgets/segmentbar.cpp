// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/widgets/segmentbar.h"

#include <QBoxLayout>
#include <QButtonGroup>
#include <QPushButton>

namespace rollcall::ui {

namespace {

/// Asks for the room of its bold form, so that choosing it moves nothing.
class SegmentButton final : public QPushButton
{
public:
    using QPushButton::QPushButton;

    QSize sizeHint() const override
    {
        QFont strong = font();
        strong.setBold(true);
        const int extra = QFontMetrics(strong).horizontalAdvance(text()) -
                          fontMetrics().horizontalAdvance(text());
        return QPushButton::sizeHint() + QSize(qMax(0, extra), 0);
    }
    QSize minimumSizeHint() const override { return sizeHint(); }
};

} // namespace

SegmentBar::SegmentBar(const QString &name, QWidget *parent)
    : QWidget(parent)
    , m_group(new QButtonGroup(this))
{
    setAccessibleName(name);
    auto *line = new QHBoxLayout(this);
    line->setContentsMargins(0, 0, 0, 0);
    line->setSpacing(4);
    connect(m_group, &QButtonGroup::idToggled, this, [this](int id, bool isChecked) {
        if (isChecked)
            emit currentChanged(id);
    });
}

void SegmentBar::add(int id, const QString &text, const QString &objectName)
{
    auto *button = new SegmentButton(text, this);
    button->setObjectName(objectName);
    button->setCheckable(true);
    button->setProperty("segment", true);
    layout()->addWidget(button);
    const bool isFirst = m_group->buttons().isEmpty();
    m_group->addButton(button, id);
    if (isFirst)
        button->setChecked(true);
}

void SegmentBar::setText(int id, const QString &text)
{
    m_group->button(id)->setText(text);
}

int SegmentBar::current() const
{
    return m_group->checkedId();
}

void SegmentBar::setCurrent(int id)
{
    m_group->button(id)->setChecked(true);
}

} // namespace rollcall::ui
