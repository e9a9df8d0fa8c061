// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/pages/devices/deletedevicedialog.h"

#include "ui/theme.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/iconlabel.h"

#include <QBoxLayout>
#include <QDialogButtonBox>
#include <QLabel>
#include <QLineEdit>
#include <QLocale>
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

} // namespace

DeleteDeviceDialog::DeleteDeviceDialog(const DeviceOverview &device, QWidget *parent)
    : QDialog(parent)
    , m_wanted(device.device.name)
    , m_name(new QLineEdit(this))
    , m_delete(new QPushButton(tr("Delete Device"), this))
{
    setObjectName(QStringLiteral("deleteDeviceDialog"));
    setWindowTitle(tr("Delete Device"));
    auto *mark = new IconLabel(this, 1.6);
    mark->setIcon(Icon::Caution, Tone::Bad);
    QLabel *title = makeText(tr("Delete “%1”?").arg(m_wanted), this);
    title->setFont(bold(sized(font(), TextSize::Title)));
    auto *head = new QHBoxLayout;
    head->setSpacing(space::kBetween);
    head->addWidget(mark);
    head->addWidget(title, 1);

    QLabel *loss = makeText(lossText(device), this);
    loss->setObjectName(QStringLiteral("deleteLoss"));
    QLabel *stays = makeText(
        tr("The punches that are stored here stay, and so does the attendance made of them. What "
           "is still on the terminal is not read any more. To read it again it has to be added "
           "anew."),
        this);
    auto *label = new QLabel(tr("Type the &name of the device to delete it"), this);
    label->setBuddy(m_name);
    m_name->setObjectName(QStringLiteral("deleteNameField"));
    m_name->setPlaceholderText(m_wanted);

    auto *buttons = new QDialogButtonBox(this);
    m_delete->setObjectName(QStringLiteral("confirmDeleteButton"));
    m_delete->setProperty("danger", true);
    m_delete->setEnabled(false);
    buttons->addButton(m_delete, QDialogButtonBox::AcceptRole);
    QPushButton *cancel = buttons->addButton(QDialogButtonBox::Cancel);
    cancel->setObjectName(QStringLiteral("cancelDeleteButton"));
    cancel->setAutoDefault(false);

    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(space::kEdge, space::kEdge, space::kEdge, 16);
    column->setSpacing(space::kBetween);
    column->addLayout(head);
    column->addWidget(loss);
    column->addWidget(stays);
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
            [this](const QString &text) { m_delete->setEnabled(text.trimmed() == m_wanted); });
    connect(buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    m_name->setFocus();
}

QString DeleteDeviceDialog::lossText(const DeviceOverview &device) const
{
    const QString secret = device.device.mode == SyncMode::Push
                               ? tr("Its settings go, and its API token stops working.")
                               : tr("Its settings and its communication key go.");
    if (device.users == 0)
        return secret;
    const QString users = tr("It is known to hold %Ln user(s), who can no longer be mapped.",
                             nullptr, static_cast<int>(device.users));
    if (device.waitingPunches == 0)
        return QString(secret + u' ' + users);
    return QString(secret + u' ' + users + u' ' +
                   tr("%Ln punch(es) of users that no one has mapped stay without a person.",
                      nullptr, static_cast<int>(device.waitingPunches)));
}

} // namespace rollcall::ui
