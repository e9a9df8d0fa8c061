// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/ctl/command.h"
#include "app/wiring/pushcertificate.h"
#include "app/wiring/schoolengine.h"

#include <QCoreApplication>
#include <QHash>
#include <QHostAddress>

#include <condition_variable>
#include <mutex>

namespace rollcall::ctl {

namespace {

QString say(const char *text)
{
    return QCoreApplication::translate("rollcall::ctl", text);
}

/// What was typed goes before what is stored.
Result<PushSettings> chosenSettings(const Context &context, Composition &composition)
{
    const Result<QHash<QString, QString>> stored = await(composition.schoolService().appSettings());
    if (!stored)
        return stored.error();
    Result<PushSettings> settings = pushSettingsFrom(composition.folder(), *stored);
    if (!settings)
        return settings;
    const auto chosen = [&](const QString &option, const QString &other) {
        return context.has(option) ? context.option(option) : other;
    };
    const QString host = chosen(QStringLiteral("address"), settings->address.toString());
    const QString port = chosen(QStringLiteral("port"), QString::number(settings->port));
    bool isNumber = false;
    settings->address = QHostAddress(host);
    settings->port = port.toUShort(&isNumber);
    if (settings->address.isNull() || !isNumber)
        return errors::invalidInput(
            say(QT_TRANSLATE_NOOP("rollcall::ctl",
                                  "\"%1:%2\" is not an address and port to listen on."))
                .arg(host, port));
    return settings;
}

Result<quint16> listen(const Context &context, Composition &composition, SchoolEngine &engine)
{
    const Result<PushSettings> settings = chosenSettings(context, composition);
    if (!settings)
        return settings.error();
    Result<quint16> listening = engine.listen(*settings);
    if (listening)
        context.out.line(
            QStringLiteral("listening on %1:%2").arg(settings->address.toString()).arg(*listening));
    return listening;
}

/// Tells why a device could not be read, once for each reason and not at every try: a terminal that
/// is off for a night would fill the journal (zk-protocol.md, section 21).
class FailureTeller
{
public:
    explicit FailureTeller(const Output &out)
        : m_out(out)
    {}
    /// Comes from the session threads.
    void heard(const SyncOutcome &outcome)
    {
        const std::lock_guard lock(m_mutex);
        if (!outcome.error) {
            m_told.remove(outcome.device);
            return;
        }
        const ErrorCode code = outcome.error->code;
        if (code == ErrorCode::Cancelled || m_told.value(outcome.device, kNothing) == int(code))
            return;
        m_told.insert(outcome.device, int(code));
        m_out.fail(*outcome.error);
    }

private:
    static constexpr int kNothing = -1;
    const Output &m_out;
    std::mutex m_mutex;
    QHash<DeviceId, int> m_told; ///< guarded by m_mutex
};

void waitForTheEnd(const std::stop_token &stop)
{
    std::mutex mutex;
    std::condition_variable_any changed;
    std::unique_lock lock(mutex);
    changed.wait(lock, stop, [] { return false; });
}

int serve(const Context &context)
{
    FailureTeller failures(context.out);
    const Result<std::unique_ptr<Composition>> composition = context.openSchool();
    if (!composition)
        return failOpen(context, composition.error());
    const Result<std::unique_ptr<SchoolEngine>> engine = SchoolEngine::take(**composition);
    if (!engine)
        return context.out.fail(engine.error());
    if (!context.has(QStringLiteral("no-push"))) {
        const Result<quint16> port = listen(context, **composition, **engine);
        if (!port)
            return failUsage(context, port.error());
    }
    (*composition)->recompute().schedule();
    SyncControl &sync = (*composition)->sync();
    QObject::connect(
        &sync, &SyncControl::syncFinished, &sync,
        [&failures](const SyncOutcome &outcome) { failures.heard(outcome); }, Qt::DirectConnection);
    if (!context.has(QStringLiteral("no-agent")))
        (*engine)->runAgents();
    waitForTheEnd(context.stop);
    return kDone;
}

} // namespace

std::vector<Command> serveCommands()
{
    std::vector<Command> commands;
    commands.push_back(
        {{QStringLiteral("serve")},
         say(QT_TRANSLATE_NOOP("rollcall::ctl",
                               "Listens for pushed logs and polls until told to stop.")),
         {},
         0,
         0,
         {valueOption(QStringLiteral("address"), QStringLiteral("A"),
                      say(QT_TRANSLATE_NOOP("rollcall::ctl", "Where to listen."))),
          valueOption(QStringLiteral("port"), QStringLiteral("P"),
                      say(QT_TRANSLATE_NOOP("rollcall::ctl", "The port; 0 takes a free one."))),
          flagOption(QStringLiteral("no-agent"),
                     say(QT_TRANSLATE_NOOP("rollcall::ctl", "Do not read agent devices."))),
          flagOption(QStringLiteral("no-push"),
                     say(QT_TRANSLATE_NOOP("rollcall::ctl", "Do not listen.")))},
         serve});
    return commands;
}

} // namespace rollcall::ctl
