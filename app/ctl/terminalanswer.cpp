// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/ctl/terminalanswer.h"

#include <QCoreApplication>
#include <QJsonArray>

#include <algorithm>
#include <iterator>

namespace rollcall::ctl {

namespace {

constexpr int kStateColumn = 9;
constexpr int kDisabledBit = 0x01;
constexpr int kRoleBits = 0x0E;

QString say(const char *text)
{
    return QCoreApplication::translate("rollcall::ctl", text);
}

QJsonValue textOrNull(const QString &text)
{
    return text.isEmpty() ? QJsonValue() : QJsonValue(text);
}

QJsonValue numberOrNull(const std::optional<qint64> &number)
{
    return number ? QJsonValue(*number) : QJsonValue();
}

QString textOrDash(const QString &text)
{
    return text.isEmpty() ? QStringLiteral("-") : text;
}

/// "312 of 3000"
QString filling(const std::optional<qint64> &number, const std::optional<qint64> &capacity)
{
    if (!number)
        return QStringLiteral("-");
    return capacity ? say(QT_TRANSLATE_NOOP("rollcall::ctl", "%1 of %2")).arg(*number).arg(*capacity)
                    : QString::number(*number);
}

struct StateText
{
    StepState state;
    const char *word;
    const char *shown;
};

constexpr StateText kStates[] = {
    {StepState::Passed, "ok", QT_TRANSLATE_NOOP("rollcall::ctl", "ok")},
    {StepState::Warned, "warning", QT_TRANSLATE_NOOP("rollcall::ctl", "warning")},
    {StepState::Failed, "failed", QT_TRANSLATE_NOOP("rollcall::ctl", "FAILED")},
    {StepState::Skipped, "skipped", QT_TRANSLATE_NOOP("rollcall::ctl", "skipped")},
};

const StateText &textOf(StepState state)
{
    return *std::find_if(std::begin(kStates), std::end(kStates),
                         [state](const StateText &each) { return each.state == state; });
}

} // namespace

QString stepLine(const TestStepReport &step)
{
    QString line = say(textOf(step.state).shown).leftJustified(kStateColumn) +
                   testStepTitle(step.step);
    if (!step.finding.isEmpty())
        line += QString(QStringLiteral(": ") + step.finding);
    if (step.error)
        line += QString(QStringLiteral(": ") + step.error->userText);
    return line;
}

QJsonObject stepJson(const TestStepReport &step)
{
    return {{QStringLiteral("step"), testStepWord(step.step)},
            {QStringLiteral("title"), testStepTitle(step.step)},
            {QStringLiteral("state"), QString::fromLatin1(textOf(step.state).word)},
            {QStringLiteral("finding"), textOrNull(step.finding)},
            {QStringLiteral("error"), step.error ? QJsonValue(step.error->userText) : QJsonValue()},
            {QStringLiteral("error_code"),
             step.error ? QJsonValue(errorWord(step.error->code)) : QJsonValue()}};
}

const Error *firstFailure(const TestReport &report)
{
    for (const TestStepReport &step : report.steps) {
        if (step.state == StepState::Failed && step.error)
            return &*step.error;
    }
    return nullptr;
}

QList<std::pair<QString, QString>> infoLines(const DeviceInfo &info)
{
    return {{say(QT_TRANSLATE_NOOP("rollcall::ctl", "Serial number")), textOrDash(info.serial)},
            {say(QT_TRANSLATE_NOOP("rollcall::ctl", "Model")), textOrDash(info.model)},
            {say(QT_TRANSLATE_NOOP("rollcall::ctl", "Firmware")), textOrDash(info.firmware)},
            {say(QT_TRANSLATE_NOOP("rollcall::ctl", "Platform")), textOrDash(info.platform)},
            {say(QT_TRANSLATE_NOOP("rollcall::ctl", "MAC")), textOrDash(info.mac)},
            {say(QT_TRANSLATE_NOOP("rollcall::ctl", "Users")),
             filling(info.users, info.usersCapacity)},
            {say(QT_TRANSLATE_NOOP("rollcall::ctl", "Logs")),
             filling(info.logs, info.logsCapacity)},
            {say(QT_TRANSLATE_NOOP("rollcall::ctl", "Fingers")),
             filling(info.fingers, info.fingersCapacity)},
            {say(QT_TRANSLATE_NOOP("rollcall::ctl", "Faces")),
             filling(info.faces, info.facesCapacity)}};
}

QJsonObject infoJson(const Device &device, const DeviceInfo &info)
{
    return {{QStringLiteral("device"), device.name},
            {QStringLiteral("serial"), textOrNull(info.serial)},
            {QStringLiteral("model"), textOrNull(info.model)},
            {QStringLiteral("firmware"), textOrNull(info.firmware)},
            {QStringLiteral("platform"), textOrNull(info.platform)},
            {QStringLiteral("mac"), textOrNull(info.mac)},
            {QStringLiteral("users"), numberOrNull(info.users)},
            {QStringLiteral("logs"), numberOrNull(info.logs)},
            {QStringLiteral("fingers"), numberOrNull(info.fingers)},
            {QStringLiteral("faces"), numberOrNull(info.faces)},
            {QStringLiteral("users_capacity"), numberOrNull(info.usersCapacity)},
            {QStringLiteral("logs_capacity"), numberOrNull(info.logsCapacity)},
            {QStringLiteral("fingers_capacity"), numberOrNull(info.fingersCapacity)},
            {QStringLiteral("faces_capacity"), numberOrNull(info.facesCapacity)}};
}

QString roleText(int privilege)
{
    QString role;
    switch (privilege & kRoleBits) {
    case 0:
        role = say(QT_TRANSLATE_NOOP("rollcall::ctl", "user"));
        break;
    case 2:
        role = say(QT_TRANSLATE_NOOP("rollcall::ctl", "enroller"));
        break;
    case 6:
        role = say(QT_TRANSLATE_NOOP("rollcall::ctl", "administrator"));
        break;
    case 14:
        role = say(QT_TRANSLATE_NOOP("rollcall::ctl", "super administrator"));
        break;
    default:
        return QString::number(privilege);
    }
    return privilege & kDisabledBit
               ? say(QT_TRANSLATE_NOOP("rollcall::ctl", "%1, disabled")).arg(role)
               : role;
}

QJsonObject userJson(const DeviceUser &user)
{
    return {{QStringLiteral("user_id"), user.userId},
            {QStringLiteral("name"), user.name},
            {QStringLiteral("card"), textOrNull(user.card)},
            {QStringLiteral("privilege"), user.privilege},
            {QStringLiteral("uid"), user.uid > 0 ? QJsonValue(user.uid) : QJsonValue()}};
}

QString clockLine(const Device &device, const ClockReading &reading)
{
    if (!reading.wasSet)
        return say(QT_TRANSLATE_NOOP("rollcall::ctl", "The clock of \"%1\" was right already."))
            .arg(device.name);
    if (reading.offsetSeconds == 0)
        return say(QT_TRANSLATE_NOOP("rollcall::ctl", "The clock of \"%1\" is set."))
            .arg(device.name);
    const QString text =
        reading.offsetSeconds < 0
            ? say(QT_TRANSLATE_NOOP("rollcall::ctl",
                                    "The clock of \"%1\" was %2 s slow and is set."))
            : say(QT_TRANSLATE_NOOP("rollcall::ctl",
                                    "The clock of \"%1\" was %2 s fast and is set."));
    return text.arg(device.name, QString::number(qAbs(reading.offsetSeconds)));
}

int failTerminal(const Context &context, const Device &device, const Error &error)
{
    const int status = failUsage(context, error);
    const bool refused =
        error.code == ErrorCode::Unsupported || error.code == ErrorCode::DeviceFull;
    return refused && device.mode == SyncMode::Agent ? int(kDeviceFailed) : status;
}

int reportUsers(const Context &context, const Device &device,
                const QList<DeviceUserOutcome> &outcomes, const QString &changed)
{
    int status = kDone;
    QJsonArray array;
    for (const DeviceUserOutcome &outcome : outcomes) {
        array.append(QJsonObject{
            {QStringLiteral("user_id"), outcome.userId},
            {QStringLiteral("changed"), outcome.changed},
            {QStringLiteral("error"),
             outcome.error ? QJsonValue(outcome.error->userText) : QJsonValue()}});
        if (outcome.error) {
            const int own = failTerminal(context, device, *outcome.error);
            status = status == kDone ? own : status;
        } else if (outcome.changed) {
            context.out.line(changed.arg(outcome.userId));
        } else {
            context.out.line(
                say(QT_TRANSLATE_NOOP("rollcall::ctl", "User %1: nothing to change."))
                    .arg(outcome.userId));
        }
    }
    context.out.json(QJsonDocument(array));
    return status;
}

} // namespace rollcall::ctl
