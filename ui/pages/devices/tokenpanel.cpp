// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/pages/devices/tokenpanel.h"

#include "core/base/clock.h"
#include "core/base/ondone.h"
#include "core/ports/devicecontrol.h"
#include "ui/theme.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/question.h"

#include <QBoxLayout>
#include <QCheckBox>
#include <QClipboard>
#include <QDateTime>
#include <QFontDatabase>
#include <QGuiApplication>
#include <QLabel>
#include <QLineEdit>
#include <QLocale>
#include <QPushButton>

#include <utility>

namespace rollcall::ui {

TokenPanel::TokenPanel(DeviceControl &control, const Clock &clock, QWidget *parent)
    : QWidget(parent)
    , m_control(control)
    , m_clock(clock)
    , m_field(new QLineEdit(this))
    , m_show(textButton(Icon::Show, tr("Show"), QStringLiteral("tokenShowButton"), this))
    , m_copy(textButton(Icon::Copy, tr("Copy"), QStringLiteral("tokenCopyButton"), this))
    , m_regenerate(new QPushButton(tr("Regenerate…"), this))
    , m_note(new QLabel(this))
{
    setObjectName(QStringLiteral("tokenPanel"));
    m_field->setObjectName(QStringLiteral("tokenField"));
    m_field->setAccessibleName(tr("API Token"));
    m_field->setReadOnly(true);
    m_field->setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
    m_show->setCheckable(true);
    constexpr int kTokenLength = 38;
    m_field->setMinimumWidth(m_field->fontMetrics().averageCharWidth() * kTokenLength);
    m_regenerate->setObjectName(QStringLiteral("tokenRegenerateButton"));
    for (QPushButton *button : {m_show, m_copy, m_regenerate})
        button->setAutoDefault(false);
    m_note->setObjectName(QStringLiteral("tokenNote"));
    m_note->setWordWrap(true);
    m_note->setFont(sized(font(), TextSize::Small));
    m_note->hide();
    setFocusProxy(m_field);

    auto *line = new QHBoxLayout;
    line->setSpacing(space::kInside);
    line->addWidget(m_field, 1);
    line->addWidget(m_show);
    line->addWidget(m_copy);
    line->addWidget(m_regenerate);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(4);
    column->addLayout(line);
    column->addWidget(m_note);

    connect(m_show, &QPushButton::toggled, this, [this](bool isShown) {
        if (isShown)
            withToken([this] { updateField(); });
        else
            updateField();
    });
    connect(m_copy, &QPushButton::clicked, this, [this] {
        withToken([this] {
            QGuiApplication::clipboard()->setText(m_token);
            say(tr("The token is copied. Paste it into the device as “Bearer” token."), false);
        });
    });
    connect(m_regenerate, &QPushButton::clicked, this, &TokenPanel::askRegenerate);
    updateField();
}

void TokenPanel::setDevice(DeviceId device)
{
    m_device = device;
    m_token.clear();
    updateField();
}

void TokenPanel::showToken(DeviceId device, const QString &token)
{
    m_device = device;
    m_token = token;
    m_show->setChecked(true);
    updateField();
}

void TokenPanel::hideRegenerate()
{
    m_regenerate->hide();
}

void TokenPanel::withToken(std::function<void()> use)
{
    if (!m_token.isEmpty()) {
        use();
        return;
    }
    onDone(m_control.token(m_device), this,
           [this, use = std::move(use)](const Result<QString> &answer) {
               if (!answer) {
                   m_show->setChecked(false);
                   say(answer.error().userText, true);
                   return;
               }
               m_token = *answer;
               m_note->hide();
               use();
           });
}

void TokenPanel::updateField()
{
    constexpr int kMaskLength = 24;
    const bool isShown = m_show->isChecked() && !m_token.isEmpty();
    m_field->setText(isShown ? m_token : QString(kMaskLength, QChar(0x2022)));
    m_field->setCursorPosition(0);
    m_show->setText(isShown ? tr("Hide") : tr("Show"));
    setButtonIcon(m_show, isShown ? Icon::Hide : Icon::Show);
}

void TokenPanel::say(const QString &text, bool isBad)
{
    m_note->setText(text);
    setStyleProperty(m_note, "role", isBad ? QStringLiteral("bad") : QStringLiteral("quiet"));
    m_note->show();
}

/// The moment until which the old token works (push-protocols.md, section 1.2).
QString TokenPanel::untilText() const
{
    constexpr qint64 kHourMs = 3600LL * 1000;
    return QLocale().toString(
        QDateTime::fromMSecsSinceEpoch(m_clock.utcMilliseconds() + m_overlapHours * kHourMs),
        QLocale::ShortFormat);
}

QString TokenPanel::regenerateText() const
{
    if (m_overlapHours == 0)
        return tr("The old token stops working at once. The device is refused until it has the new "
                  "one.");
    return tr("The old token still works until %1, so that there is time to enter the new one into "
              "the device. After that the device is refused until it has the new one.")
        .arg(untilText());
}

void TokenPanel::askRegenerate()
{
    QMessageBox *question =
        makeQuestion({QStringLiteral("regenerateQuestion"), tr("Regenerate API Token"),
                      tr("Make a new API token for this device?"), regenerateText(), Icon::Key},
                     window());
    auto *stopOld = new QCheckBox(tr("Stop the old one now (it has leaked)"), question);
    stopOld->setObjectName(QStringLiteral("stopOldTokenBox"));
    question->setCheckBox(stopOld);
    QPushButton *make = question->addButton(tr("Make New Token"), QMessageBox::AcceptRole);
    make->setObjectName(QStringLiteral("makeTokenButton"));
    addHarmless(question, tr("Cancel"), QStringLiteral("keepTokenButton"));
    connect(make, &QPushButton::clicked, this,
            [this, stopOld] { regenerate(stopOld->isChecked()); });
    question->open();
}

void TokenPanel::regenerate(bool stopOldNow)
{
    onDone(m_control.newToken(m_device, stopOldNow), this,
           [this, stopOldNow](const Result<QString> &answer) {
               if (!answer) {
                   say(answer.error().userText, true);
                   return;
               }
               showToken(m_device, *answer);
               say(stopOldNow || m_overlapHours == 0
                       ? tr("Enter this token into the device now. The old one is refused "
                            "from now on.")
                       : tr("Enter this token into the device. The old one still works "
                            "until %1.")
                             .arg(untilText()),
                   false);
               emit tokenChanged();
           });
}

} // namespace rollcall::ui
