// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/widgets/typednamedialog.h"

#include "ui/theme.h"
#include "ui/widgets/iconlabel.h"

#include <QBoxLayout>
#include <QDialogButtonBox>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>

namespace rollcall::ui {

namespace {

QLabel *makeText(const QString &text, QWidget *parent)
{
    auto *label = new QLabel(text, parent);
    label->setTextFormat(Qt::PlainText);
    label->setWordWrap(true);
    return label;
}

/// "confirmClearButton" of "clear".
QString buttonName(const char *does, const QString &name)
{
    return QString(QLatin1String(does) + name.at(0).toUpper() + name.mid(1) +
                   QLatin1String("Button"));
}

} // namespace

TypedNameDialog::TypedNameDialog(const Question &question, QWidget *parent)
    : QDialog(parent)
    , m_name(new QLineEdit(this))
    , m_confirm(new QPushButton(question.button, this))
{
    setWindowTitle(question.title);
    auto *mark = new IconLabel(this, 1.6);
    mark->setIcon(Icon::Caution, Tone::Bad);
    QLabel *title = makeText(question.headline, this);
    title->setFont(bold(sized(font(), TextSize::Title)));
    auto *head = new QHBoxLayout;
    head->setSpacing(space::kBetween);
    head->addWidget(mark);
    head->addWidget(title, 1);
    QLabel *loss = makeText(question.loss, this);
    loss->setObjectName(QString(question.name + QLatin1String("Loss")));
    auto *label = new QLabel(question.prompt, this);
    label->setBuddy(m_name);
    m_name->setObjectName(QString(question.name + QLatin1String("NameField")));
    m_name->setPlaceholderText(question.wanted);

    auto *buttons = new QDialogButtonBox(this);
    m_confirm->setObjectName(buttonName("confirm", question.name));
    m_confirm->setProperty("danger", true);
    m_confirm->setEnabled(false);
    buttons->addButton(m_confirm, QDialogButtonBox::AcceptRole);
    QPushButton *cancel = buttons->addButton(QDialogButtonBox::Cancel);
    cancel->setObjectName(buttonName("cancel", question.name));
    cancel->setAutoDefault(false);

    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(space::kEdge, space::kEdge, space::kEdge, 16);
    column->setSpacing(space::kBetween);
    column->addLayout(head);
    column->addWidget(loss);
    column->addWidget(makeText(question.rest, this));
    column->addSpacing(4);
    column->addWidget(label);
    column->addWidget(m_name);
    column->addSpacing(8);
    column->addStretch(1);
    column->addWidget(buttons);
    const int width = fontMetrics().averageCharWidth() * 84;
    setMinimumWidth(width);
    resize(width, column->totalHeightForWidth(width));

    connect(m_name, &QLineEdit::textChanged, this,
            [this, wanted = question.wanted](const QString &text) {
                m_confirm->setEnabled(text.trimmed() == wanted);
            });
    connect(buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    m_name->setFocus();
}

} // namespace rollcall::ui
