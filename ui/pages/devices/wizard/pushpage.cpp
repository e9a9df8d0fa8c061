// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/pages/devices/wizard/pushpage.h"

#include "core/base/clock.h"
#include "core/base/ondone.h"
#include "ui/models/devicemodel.h"
#include "ui/pages/devices/tokenpanel.h"
#include "ui/pages/devices/wizard/pushwords.h"
#include "ui/theme.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/copyfield.h"
#include "ui/widgets/errorbar.h"
#include "ui/widgets/iconlabel.h"

#include <QBoxLayout>
#include <QGridLayout>
#include <QLabel>
#include <QUrl>

namespace rollcall::ui {

namespace {

constexpr int kLookMs = 1000;

/// A line of what is to be entered at the device.
void addRow(QGridLayout *grid, const QString &text, QWidget *field)
{
    auto *label = new QLabel(text, field->parentWidget());
    label->setBuddy(field);
    // Its mnemonic is drawn as a word of its own, and rounding may cost it a pixel.
    label->setMinimumWidth(label->sizeHint().width() + 4);
    const int row = grid->rowCount();
    grid->addWidget(label, row, 0);
    grid->addWidget(field, row, 1);
}

QGridLayout *makeGrid(QWidget *box)
{
    auto *grid = new QGridLayout(box);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setHorizontalSpacing(space::kBetween);
    grid->setVerticalSpacing(space::kInside);
    grid->setColumnStretch(1, 1);
    return grid;
}

} // namespace

PushPage::PushPage(const WizardContext &context, QWidget *parent)
    : WizardPage(3, tr("Set up the device"), parent)
    , m_context(context)
    , m_fetcher(
          this, [this] { return m_context.ports.devices.overview(); },
          [this](const Result<QList<DeviceOverview>> &answer) { look(answer); })
    , m_errors(new ErrorBar(this))
    , m_fields(new QWidget(this))
{
    m_json = makeJsonFields();
    m_adms = makeAdmsFields();
    setObjectName(QStringLiteral("pushPage"));
    m_howTo = new QLabel(m_fields);
    m_howTo->setObjectName(QStringLiteral("howToText"));
    m_howTo->setTextFormat(Qt::PlainText);
    m_howTo->setWordWrap(true);
    m_curl = new CopyField(QStringLiteral("curl"), tr("Command that tries it"), m_fields);
    auto *curlLabel = new QLabel(tr("For the technician: this line tries it, from the device's "
                                    "own address"),
                                 m_fields);
    curlLabel->setBuddy(m_curl);
    curlLabel->setProperty("role", QStringLiteral("quiet"));
    auto *column = new QVBoxLayout(m_fields);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(space::kInside);
    column->addWidget(m_json);
    column->addWidget(m_adms);
    column->addSpacing(4);
    column->addWidget(m_howTo);
    column->addSpacing(8);
    column->addWidget(curlLabel);
    column->addWidget(m_curl);
    body()->addWidget(m_fields);
    body()->addStretch(1);
    body()->addWidget(makeWaiting());
    body()->addWidget(m_errors);
    m_look.setInterval(kLookMs);
    connect(&m_look, &QTimer::timeout, this, [this] { m_fetcher.fetch(); });
    connect(m_token, &TokenPanel::tokenChanged, this, &PushPage::showCurl);
}

QWidget *PushPage::makeJsonFields()
{
    auto *box = new QWidget(m_fields);
    QGridLayout *grid = makeGrid(box);
    m_url = new CopyField(QStringLiteral("pushUrl"), tr("Address to send to"), box);
    m_url->setPlaceholder(tr("The push server is not running"));
    m_token = new TokenPanel(m_context.ports.devices, m_context.ports.clock, box);
    m_token->hideRegenerate(); // it is new
    addRow(grid, tr("Addre&ss"), m_url);
    addRow(grid, tr("API &Token"), m_token);
    return box;
}

QWidget *PushPage::makeAdmsFields()
{
    auto *box = new QWidget(m_fields);
    QGridLayout *grid = makeGrid(box);
    m_host = new CopyField(QStringLiteral("serverHost"), tr("Server Address"), box);
    m_host->setPlaceholder(tr("The push server is not running"));
    m_port = new CopyField(QStringLiteral("serverPort"), tr("Server Port"), box);
    addRow(grid, tr("&Server Address"), m_host);
    addRow(grid, tr("Server P&ort"), m_port);
    return box;
}

QWidget *PushPage::makeWaiting()
{
    m_waiting = new QFrame(this);
    m_waiting->setObjectName(QStringLiteral("waitingBox"));
    m_mark = new IconLabel(m_waiting);
    m_mark->setObjectName(QStringLiteral("waitingMark"));
    m_said = new QLabel(m_waiting);
    m_said->setObjectName(QStringLiteral("waitingText"));
    m_said->setTextFormat(Qt::PlainText);
    m_said->setWordWrap(true);
    auto *line = new QHBoxLayout(m_waiting);
    line->setContentsMargins(14, 10, 14, 10);
    line->setSpacing(space::kBetween);
    line->addWidget(m_mark);
    line->addWidget(m_said, 1);
    return m_waiting;
}

void PushPage::start(DeviceDraft draft)
{
    draft.device.id = m_device.id;
    draft.device.active = true;
    m_isSaving = true;
    m_errors->clear();
    m_fields->setEnabled(false);
    m_waiting->hide();
    setSubject(draft.device.name);
    emit completeChanged();
    onDone(m_context.ports.devices.save(draft), this, [this](const Result<DeviceSaved> &answer) {
        m_isSaving = false;
        if (answer)
            showSaved(*answer);
        else
            m_errors->showError(tr("The device was not saved."), answer.error());
        emit completeChanged();
    });
}

void PushPage::stop()
{
    m_look.stop();
}

bool PushPage::isComplete() const
{
    return m_device.id.isValid() && !m_isSaving && m_fields->isEnabled();
}

void PushPage::showSaved(const DeviceSaved &saved)
{
    m_device = saved.device;
    const bool isAdms = m_device.driver == u"adms";
    m_fields->setEnabled(true);
    m_json->setVisible(!isAdms);
    m_adms->setVisible(isAdms);
    const QUrl url(m_context.pushUrl);
    m_url->setText(m_context.pushUrl);
    m_host->setText(url.host());
    m_port->setText(url.port() > 0 ? QString::number(url.port()) : QString());
    if (!saved.token.isEmpty())
        m_token->showToken(m_device.id, saved.token);
    else if (!isAdms && m_token->token().isEmpty())
        m_token->setDevice(m_device.id);
    m_howTo->setText(pushwords::howTo(m_device, url));
    showCurl();
    showWaiting();
    m_look.start();
}

void PushPage::showCurl()
{
    m_curl->setText(pushwords::curlLine(m_device, QUrl(m_context.pushUrl), m_token->token()));
}

void PushPage::showWaiting()
{
    m_waiting->show();
    setStyleProperty(m_waiting, "card", !m_hasHeard);
    setStyleProperty(m_waiting, "tone", m_hasHeard ? QStringLiteral("good") : QString());
    m_mark->setIcon(m_hasHeard ? Icon::Done : Icon::Clock, m_hasHeard ? Tone::Good : Tone::Quiet);
    m_said->setText(m_hasHeard ? tr("The first push has arrived, at %1.")
                                     .arg(momentText(m_device.lastContactUtc,
                                                     m_context.ports.clock.utcMilliseconds()))
                               : tr("Waiting for the first push… You can go on before it comes."));
}

void PushPage::look(const Result<QList<DeviceOverview>> &answer)
{
    if (!answer || m_hasHeard)
        return; // the next look may go better
    for (const DeviceOverview &row : *answer) {
        if (row.device.id != m_device.id || row.device.lastContactUtc == 0)
            continue;
        m_device.lastContactUtc = row.device.lastContactUtc;
        m_hasHeard = true;
        m_look.stop();
        showWaiting();
    }
}

} // namespace rollcall::ui
