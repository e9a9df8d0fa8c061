// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/services/connectiontest.h"

#include <QCoreApplication>

#include <utility>

namespace rollcall {

namespace {

constexpr qint64 kClockMatters = 60; // seconds

QString say(const char *text)
{
    return QCoreApplication::translate("rollcall::ConnectionTest", text);
}

QString count(const char *text, qint64 number)
{
    return QCoreApplication::translate("rollcall::ConnectionTest", text, nullptr,
                                       static_cast<int>(number));
}

/// As people say it: nobody counts 840 seconds.
QString sizeOf(qint64 offsetSeconds)
{
    constexpr qint64 kMinute = 60;
    constexpr qint64 kHour = 60 * kMinute;
    constexpr qint64 kDay = 24 * kHour;
    const qint64 seconds = qAbs(offsetSeconds);
    if (seconds < 2 * kMinute)
        return count(QT_TRANSLATE_N_NOOP("rollcall::ConnectionTest", "%n second(s)"), seconds);
    if (seconds < 2 * kHour)
        return count(QT_TRANSLATE_N_NOOP("rollcall::ConnectionTest", "%n minute(s)"),
                     seconds / kMinute);
    if (seconds < 2 * kDay)
        return count(QT_TRANSLATE_N_NOOP("rollcall::ConnectionTest", "%n hour(s)"),
                     seconds / kHour);
    return count(QT_TRANSLATE_N_NOOP("rollcall::ConnectionTest", "%n day(s)"), seconds / kDay);
}

Error clockIsOff(qint64 seconds)
{
    const char *text =
        seconds > 0 ? QT_TRANSLATE_NOOP("rollcall::ConnectionTest",
                                        "The terminal's clock is %1 ahead of this PC's. Its "
                                        "punches carry the wrong time. Set the terminal's clock, "
                                        "and check this PC's.")
                    : QT_TRANSLATE_NOOP("rollcall::ConnectionTest",
                                        "The terminal's clock is %1 behind this PC's. Its "
                                        "punches carry the wrong time. Set the terminal's clock, "
                                        "and check this PC's.");
    return errors::conflict(say(text).arg(sizeOf(seconds)));
}

/// Lets the logs go by. One batch proves that they can be read and understood; the others would
/// only keep the terminal busy.
class ProvingSink : public LogSink
{
public:
    void announced(qint64 logs) override { m_announced = logs; }
    Result<> take(QList<RawLog>, QList<SetAsideLog>) override
    {
        m_isProven = true;
        return errors::cancelled();
    }
    bool isProven() const { return m_isProven; }
    qint64 announced() const { return m_announced; }

private:
    qint64 m_announced = 0;
    bool m_isProven = false;
};

} // namespace

ConnectionTest::ConnectionTest(const TerminalDoor &door, Device device, Endpoint endpoint,
                               std::stop_token stop, TerminalControl::StepNews news)
    : m_door(door)
    , m_device(std::move(device))
    , m_endpoint(std::move(endpoint))
    , m_stop(std::move(stop))
    , m_news(std::move(news))
{}

TestReport ConnectionTest::run()
{
    if (open() && serial() && users() && logs())
        clock();
    skipRest();
    m_terminal.session.reset(); // says good-bye
    return std::move(m_report);
}

void ConnectionTest::report(TestStep step, StepState state, const QString &finding,
                            std::optional<Error> error)
{
    m_report.steps.append({step, state, finding, std::move(error)});
    if (m_news)
        m_news(m_report.steps.constLast());
}

void ConnectionTest::pass(TestStep step, const QString &finding)
{
    report(step, StepState::Passed, finding, std::nullopt);
}

void ConnectionTest::skipRest()
{
    const QList<TestStep> all = allTestSteps();
    for (qsizetype i = m_report.steps.size(); i < all.size(); ++i)
        report(all.at(i), StepState::Skipped, {}, std::nullopt);
}

/// A driver may pass several stages at once, or come back to one; each step is told once, in order.
void ConnectionTest::passed(OpenStage stage, const QString &finding)
{
    constexpr TestStep kSteps[] = {TestStep::Name, TestStep::Reached, TestStep::Port,
                                   TestStep::Protocol, TestStep::Key};
    const qsizetype upTo = static_cast<qsizetype>(stage);
    while (m_report.steps.size() <= upTo) {
        const qsizetype at = m_report.steps.size();
        pass(kSteps[at], at == upTo ? finding : QString());
    }
}

bool ConnectionTest::open()
{
    Result<OpenTerminal> opened =
        m_door.open(m_device, m_endpoint, m_stop,
                    [this](OpenStage stage, const QString &finding) { passed(stage, finding); });
    if (!opened) {
        report(allTestSteps().at(m_report.steps.size()), StepState::Failed, {}, opened.error());
        return false;
    }
    passed(OpenStage::KeyAccepted, {});
    m_terminal = std::move(*opened);
    return true;
}

Result<> ConnectionTest::expectSerial(const QString &told) const
{
    if (!m_device.serial.isEmpty()) {
        return told.compare(m_device.serial, Qt::CaseInsensitive) == 0
                   ? ok()
                   : Result<>(errors::wrongTerminal(m_device.serial, told));
    }
    const Result<QList<Device>> devices = m_door.devices();
    if (!devices)
        return devices.error();
    for (const Device &other : *devices) {
        if (other.id != m_device.id && other.driver == m_device.driver && !told.isEmpty() &&
            other.serial.compare(told, Qt::CaseInsensitive) == 0)
            return errors::conflict(
                say(QT_TRANSLATE_NOOP(
                        "rollcall::ConnectionTest",
                        "The terminal with the serial number %1 is listed already, as \"%2\". Each "
                        "of its punches would come twice. Use that device, or correct the address "
                        "of one of the two."))
                    .arg(told, other.name));
    }
    return ok();
}

bool ConnectionTest::serial()
{
    Result<DeviceInfo> info = m_terminal.session->info();
    if (!info) {
        report(TestStep::Serial, StepState::Failed, {}, info.error());
        return false;
    }
    m_report.info = *info;
    if (const Result<> expected = expectSerial(info->serial); !expected) {
        report(TestStep::Serial, StepState::Failed, {}, expected.error());
        return false;
    }
    pass(TestStep::Serial,
         info->serial.isEmpty()
             ? say(QT_TRANSLATE_NOOP("rollcall::ConnectionTest", "it does not tell one"))
             : info->serial);
    return true;
}

bool ConnectionTest::users()
{
    const Result<QList<DeviceUser>> users = m_terminal.session->users();
    if (!users) {
        report(TestStep::Users, StepState::Failed, {}, users.error());
        return false;
    }
    pass(TestStep::Users,
         count(QT_TRANSLATE_NOOP("rollcall::ConnectionTest", "%n user(s)"), users->size()));
    return true;
}

bool ConnectionTest::logs()
{
    ProvingSink sink;
    const Result<LogReadSummary> read = m_terminal.session->logs(sink);
    const bool isWhole = read && read->complete;
    if (!isWhole && !sink.isProven()) {
        report(TestStep::Logs, StepState::Failed, {},
               !read ? read.error() : read->error.value_or(errors::internal({})));
        return false;
    }
    pass(TestStep::Logs,
         count(QT_TRANSLATE_NOOP("rollcall::ConnectionTest", "%n log(s)"), sink.announced()));
    return true;
}

void ConnectionTest::clock()
{
    const Result<QByteArray> zone = m_door.zoneOf(m_device);
    const Result<qint64> offset =
        zone ? m_door.clockOffset(*zone, *m_terminal.session) : Result<qint64>(zone.error());
    if (!offset) {
        // It is read all the same, without an offset.
        const bool isSilent = offset.error().code == ErrorCode::Unsupported;
        report(TestStep::Clock, isSilent ? StepState::Warned : StepState::Failed, {},
               offset.error());
        return;
    }
    const QString finding =
        count(QT_TRANSLATE_NOOP("rollcall::ConnectionTest", "off by %n second(s)"), qAbs(*offset));
    if (qAbs(*offset) > kClockMatters)
        report(TestStep::Clock, StepState::Warned, finding, clockIsOff(*offset));
    else
        pass(TestStep::Clock, finding);
}

} // namespace rollcall
