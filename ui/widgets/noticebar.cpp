// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/widgets/noticebar.h"

#include "ui/theme.h"
#include "ui/widgets/buttons.h"

#include <QBoxLayout>
#include <QLabel>
#include <QPushButton>

#include <utility>

namespace rollcall::ui {

NoticeBar::NoticeBar(QWidget *parent)
    : QFrame(parent)
    , m_text(new QLabel(this))
    , m_undo(textButton(Icon::Undo, tr("Undo"), QStringLiteral("undoButton"), this))
{
    setObjectName(QStringLiteral("noticeBar"));
    setProperty("tone", QStringLiteral("good"));
    m_text->setObjectName(QStringLiteral("noticeText"));
    m_text->setWordWrap(true);
    m_text->setTextFormat(Qt::PlainText);
    QPushButton *close = iconButton(Icon::Close, tr("Close this message"),
                                    QStringLiteral("noticeCloseButton"), this);
    close->setProperty("flat", true);

    auto *line = new QHBoxLayout(this);
    line->setContentsMargins(14, 6, 8, 6);
    line->setSpacing(space::kInside);
    line->addWidget(m_text, 1);
    line->addWidget(m_undo);
    line->addWidget(close);
    hide();

    connect(m_undo, &QPushButton::clicked, this, [this] {
        hide();
        if (const auto action = std::exchange(m_action, nullptr))
            action();
    });
    connect(close, &QPushButton::clicked, this, &QWidget::hide);
}

void NoticeBar::showNotice(const QString &text)
{
    showUndo(text, nullptr);
}

void NoticeBar::showUndo(const QString &text, std::function<void()> undo)
{
    m_action = std::move(undo);
    m_undo->setVisible(m_action != nullptr);
    m_text->setText(text);
    setAccessibleName(text);
    show();
}

QString NoticeBar::text() const
{
    return m_text->text();
}

} // namespace rollcall::ui
