// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/widgets/errorbar.h"

#include "ui/theme.h"
#include "ui/widgets/buttons.h"

#include <QBoxLayout>
#include <QClipboard>
#include <QGuiApplication>
#include <QLabel>
#include <QPlainTextEdit>
#include <QPushButton>

namespace rollcall::ui {

ErrorBar::ErrorBar(QWidget *parent)
    : QFrame(parent)
    , m_headline(new QLabel(this))
    , m_text(new QLabel(this))
    , m_detailsButton(new QPushButton(tr("Details"), this))
    , m_details(new QPlainTextEdit(this))
{
    setObjectName(QStringLiteral("errorBar"));
    setProperty("tone", QStringLiteral("bad"));
    m_headline->setFont(bold(font()));
    m_headline->setProperty("role", QStringLiteral("bad"));
    for (QLabel *label : {m_headline, m_text}) {
        label->setWordWrap(true);
        label->setTextFormat(Qt::PlainText);
        label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    }
    m_headline->setObjectName(QStringLiteral("errorHeadline"));
    m_text->setObjectName(QStringLiteral("errorText"));
    m_detailsButton->setObjectName(QStringLiteral("errorDetailsButton"));
    m_detailsButton->setCheckable(true);
    m_details->setObjectName(QStringLiteral("errorDetails"));
    m_details->setAccessibleName(tr("Details of the error"));
    m_details->setReadOnly(true);
    m_details->setTabChangesFocus(true);
    m_details->setMaximumHeight(fontMetrics().lineSpacing() * 5);
    m_details->hide();
    QPushButton *copy = textButton(Icon::Copy, tr("Copy"), QStringLiteral("errorCopyButton"), this);
    QPushButton *close =
        iconButton(Icon::Close, tr("Close this message"), QStringLiteral("errorCloseButton"), this);
    close->setProperty("flat", true);

    auto *words = new QVBoxLayout;
    words->setSpacing(4);
    words->addWidget(m_headline);
    words->addWidget(m_text);
    auto *line = new QHBoxLayout;
    line->setSpacing(space::kInside);
    line->addLayout(words, 1);
    line->addWidget(m_detailsButton, 0, Qt::AlignVCenter);
    line->addWidget(copy, 0, Qt::AlignVCenter);
    line->addWidget(close, 0, Qt::AlignVCenter);
    auto *all = new QVBoxLayout(this);
    all->setContentsMargins(14, 10, 10, 10);
    all->setSpacing(space::kInside);
    all->addLayout(line);
    all->addWidget(m_details);
    hide();

    connect(m_detailsButton, &QPushButton::toggled, m_details, &QWidget::setVisible);
    connect(copy, &QPushButton::clicked, this,
            [this] { QGuiApplication::clipboard()->setText(fullText()); });
    connect(close, &QPushButton::clicked, this, [this] {
        hide();
        emit dismissed();
    });
}

void ErrorBar::showError(const QString &headline, const Error &error)
{
    showText(headline, error.userText);
    QString details = errorWord(error.code);
    if (!error.detail.isEmpty())
        details += QLatin1Char('\n') + error.detail;
    m_details->setPlainText(details);
    m_detailsButton->show();
}

void ErrorBar::showText(const QString &headline, const QString &text)
{
    m_headline->setText(headline);
    m_headline->setVisible(!headline.isEmpty());
    m_text->setText(text);
    m_details->clear();
    m_detailsButton->setChecked(false);
    m_detailsButton->hide();
    setAccessibleName(headline.isEmpty() ? text : headline);
    setAccessibleDescription(text);
    show();
}

void ErrorBar::clear()
{
    m_detailsButton->setChecked(false);
    hide();
}

QString ErrorBar::fullText() const
{
    QStringList parts;
    for (const QString &part : {m_headline->text(), m_text->text(), m_details->toPlainText()}) {
        if (!part.isEmpty())
            parts.append(part);
    }
    return parts.join(QLatin1Char('\n'));
}

} // namespace rollcall::ui
