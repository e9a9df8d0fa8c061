// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/widgets/copyfield.h"

#include "ui/theme.h"
#include "ui/widgets/buttons.h"

#include <QBoxLayout>
#include <QClipboard>
#include <QFontDatabase>
#include <QGuiApplication>
#include <QLineEdit>
#include <QPushButton>

namespace rollcall::ui {

CopyField::CopyField(const QString &name, const QString &said, QWidget *parent)
    : QWidget(parent)
    , m_field(new QLineEdit(this))
    , m_copy(textButton(Icon::Copy, tr("Copy"), QString(name + QLatin1String("CopyButton")), this))
{
    setObjectName(name);
    m_field->setObjectName(QString(name + QLatin1String("Field")));
    m_field->setAccessibleName(said);
    m_field->setReadOnly(true);
    m_field->setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
    m_copy->setAccessibleName(tr("Copy: %1").arg(said));
    m_copy->setAutoDefault(false);
    setFocusProxy(m_field);
    auto *line = new QHBoxLayout(this);
    line->setContentsMargins(0, 0, 0, 0);
    line->setSpacing(space::kInside);
    line->addWidget(m_field, 1);
    line->addWidget(m_copy);
    connect(m_copy, &QPushButton::clicked, this,
            [this] { QGuiApplication::clipboard()->setText(m_field->text()); });
    setText(QString());
}

void CopyField::setText(const QString &text)
{
    m_field->setText(text);
    m_field->setCursorPosition(0);
    m_copy->setEnabled(!text.isEmpty());
}

QString CopyField::text() const
{
    return m_field->text();
}

void CopyField::setPlaceholder(const QString &text)
{
    m_field->setPlaceholderText(text);
}

} // namespace rollcall::ui
