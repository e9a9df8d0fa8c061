// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/pages/devices/testdialog.h"

#include "ui/pages/devices/testlist.h"
#include "ui/theme.h"

#include <QBoxLayout>
#include <QDialogButtonBox>
#include <QLabel>
#include <QPushButton>

namespace rollcall::ui {

TestDialog::TestDialog(TerminalControl &control, const Device &device, QWidget *parent)
    : QDialog(parent)
{
    setObjectName(QStringLiteral("testDialog"));
    setWindowTitle(tr("Test Connection"));
    auto *title = new QLabel(tr("Connection of “%1”").arg(device.name), this);
    title->setFont(bold(sized(font(), TextSize::Title)));
    title->setTextFormat(Qt::PlainText);
    auto *list = new TestList(control, this);
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Close, this);
    buttons->button(QDialogButtonBox::Close)->setObjectName(QStringLiteral("closeTestButton"));
    QPushButton *again = buttons->addButton(tr("Test Again"), QDialogButtonBox::ActionRole);
    again->setObjectName(QStringLiteral("testAgainButton"));
    again->setEnabled(false);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(space::kEdge, space::kEdge, space::kEdge, 16);
    column->setSpacing(space::kBetween);
    column->addWidget(title);
    column->addWidget(list, 1);
    column->addWidget(buttons);
    constexpr int kCharacters = 112;
    resize(fontMetrics().averageCharWidth() * kCharacters, sizeHint().height() + 60);

    const DeviceDraft draft{device, std::nullopt};
    connect(list, &TestList::finished, again, [again] { again->setEnabled(true); });
    connect(again, &QPushButton::clicked, list, [again, list, draft] {
        again->setEnabled(false);
        list->start(draft);
    });
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    list->start(draft);
}

} // namespace rollcall::ui
