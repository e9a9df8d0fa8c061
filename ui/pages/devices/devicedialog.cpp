// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/pages/devices/devicedialog.h"

#include "core/base/ondone.h"
#include "ui/pages/devices/deviceform.h"
#include "ui/pages/devices/tokenpanel.h"
#include "ui/theme.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/errorbar.h"

#include <QBoxLayout>
#include <QDialogButtonBox>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QStackedWidget>

namespace rollcall::ui {

namespace {

QLabel *makeTitle(const QString &text, QWidget *parent)
{
    auto *title = new QLabel(text, parent);
    title->setFont(bold(sized(parent->font(), TextSize::Title)));
    title->setTextFormat(Qt::PlainText);
    return title;
}

QVBoxLayout *pageLayout(QWidget *page)
{
    auto *column = new QVBoxLayout(page);
    column->setContentsMargins(space::kEdge, space::kEdge, space::kEdge, 16);
    column->setSpacing(space::kBetween);
    return column;
}

} // namespace

DeviceDialog::DeviceDialog(DeviceControl &control, const Clock &clock, const Device &device,
                           const QList<Device> &others, const QString &pushUrl, QWidget *parent)
    : QDialog(parent)
    , m_control(control)
    , m_clock(clock)
    , m_pushUrl(pushUrl)
    , m_hadToken(device.mode == SyncMode::Push)
    , m_pages(new QStackedWidget(this))
{
    setObjectName(QStringLiteral("deviceDialog"));
    setWindowTitle(tr("Edit Device"));
    m_pages->addWidget(makeFormPage(device, others));
    m_pages->addWidget(makeTokenPage());
    auto *all = new QVBoxLayout(this);
    all->setContentsMargins(0, 0, 0, 0);
    all->addWidget(m_pages);
    updateState();
}

QWidget *DeviceDialog::makeFormPage(const Device &device, const QList<Device> &others)
{
    auto *page = new QWidget(m_pages);
    QVBoxLayout *column = pageLayout(page);
    column->addWidget(makeTitle(tr("Edit “%1”").arg(device.name), page));

    m_form = new DeviceForm(DeviceForm::Ways::Shown, page);
    m_form->setDevice(device);
    m_form->setOthers(others);
    column->addWidget(m_form);
    m_tokenLabel = new QLabel(tr("API &Token"), page);
    m_token = new TokenPanel(m_control, m_clock, page);
    m_tokenLabel->setBuddy(m_token);
    m_token->setDevice(device.id);
    column->addWidget(m_tokenLabel);
    column->addWidget(m_token);
    m_errors = new ErrorBar(page);
    column->addWidget(m_errors);
    column->addStretch(1);

    auto *buttons = new QDialogButtonBox(page);
    m_save = buttons->addButton(QDialogButtonBox::Save);
    m_save->setText(tr("&Save"));
    m_save->setObjectName(QStringLiteral("saveDeviceButton"));
    m_save->setDefault(true);
    makePrimary(m_save);
    QPushButton *cancel = buttons->addButton(QDialogButtonBox::Cancel);
    cancel->setObjectName(QStringLiteral("cancelDeviceButton"));
    cancel->setAutoDefault(false);
    column->addWidget(buttons);
    connect(m_form, &DeviceForm::edited, this, &DeviceDialog::updateState);
    connect(buttons, &QDialogButtonBox::accepted, this, &DeviceDialog::save);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    return page;
}

QWidget *DeviceDialog::makeTokenPage()
{
    auto *page = new QWidget(m_pages);
    QVBoxLayout *column = pageLayout(page);
    m_savedTitle = makeTitle(QString(), page);
    m_savedTitle->setObjectName(QStringLiteral("savedTitle"));
    column->addWidget(m_savedTitle);
    auto *text = new QLabel(
        tr("Enter these two into the device. It is Active, and its logs come in as soon as it "
           "sends them."),
        page);
    text->setWordWrap(true);
    column->addWidget(text);

    auto *urlLabel = new QLabel(tr("&Address to send to"), page);
    auto *url = new QLineEdit(m_pushUrl, page);
    url->setObjectName(QStringLiteral("pushUrlField"));
    url->setReadOnly(true);
    url->setPlaceholderText(tr("The push server is not running"));
    urlLabel->setBuddy(url);
    column->addWidget(urlLabel);
    column->addWidget(url);
    auto *tokenLabel = new QLabel(tr("API &Token"), page);
    m_newToken = new TokenPanel(m_control, m_clock, page);
    m_newToken->setObjectName(QStringLiteral("newTokenPanel"));
    tokenLabel->setBuddy(m_newToken);
    column->addWidget(tokenLabel);
    column->addWidget(m_newToken);
    auto *later = new QLabel(tr("You find the token again under “Edit”."), page);
    later->setProperty("role", QStringLiteral("quiet"));
    column->addWidget(later);
    column->addStretch(1);

    auto *buttons = new QDialogButtonBox(page);
    QPushButton *close = buttons->addButton(QDialogButtonBox::Close);
    close->setText(tr("Done"));
    close->setObjectName(QStringLiteral("doneDeviceButton"));
    makePrimary(close);
    column->addWidget(buttons);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::accept);
    return page;
}

void DeviceDialog::setTokenOverlap(int hours)
{
    for (TokenPanel *panel : {m_token, m_newToken})
        panel->setOverlapHours(hours);
}

void DeviceDialog::updateState()
{
    const bool showToken = m_hadToken && m_form->mode() == SyncMode::Push &&
                           m_form->driver() != u"adms"; // that is let in by its serial number
    m_tokenLabel->setVisible(showToken);
    m_token->setVisible(showToken);
    m_save->setEnabled(m_form->isRight() && !m_isSaving);
}

void DeviceDialog::save()
{
    m_isSaving = true;
    m_errors->clear();
    updateState();
    onDone(m_control.save(m_form->draft()), this, [this](const Result<DeviceSaved> &answer) {
        m_isSaving = false;
        updateState();
        if (answer)
            showSaved(*answer);
        else if (answer.error().code != ErrorCode::InvalidInput ||
                 !m_form->showProblem(answer.error().detail, answer.error().userText))
            m_errors->showError(tr("The device was not saved."), answer.error());
    });
}

void DeviceDialog::showSaved(const DeviceSaved &saved)
{
    emit this->saved(saved.device.id);
    if (saved.token.isEmpty()) {
        accept();
        return;
    }
    m_savedTitle->setText(tr("“%1” is saved").arg(saved.device.name));
    m_newToken->showToken(saved.device.id, saved.token);
    m_pages->setCurrentIndex(1);
    m_newToken->setFocus();
}

} // namespace rollcall::ui
