// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/support/secretservice.h"

#include "tests/support/testmain.h"

#include <QDBusConnection>
#include <QDBusConnectionInterface>
#include <QDir>
#include <QFile>

#include <csignal>

namespace rollcall::test {

namespace {

constexpr int kPatienceMs = 20000;
const QString kName = QStringLiteral("org.freedesktop.secrets");
const QString kConnection = QStringLiteral("secret-service-test");

/// A bus that knows no services to start: a keyring that is not running is not there.
const QByteArray kBusConfig = R"(<busconfig>
  <type>session</type>
  <listen>unix:dir=%1</listen>
  <auth>EXTERNAL</auth>
  <policy context="default">
    <allow send_destination="*" eavesdrop="true"/>
    <allow eavesdrop="true"/>
    <allow own="*"/>
  </policy>
</busconfig>
)";

} // namespace

SecretService::SecretService()
{
    for (const char *sub : {"run", "data", "home"})
        QDir(m_folder.path()).mkdir(QString::fromLatin1(sub));
    QFile::setPermissions(m_folder.filePath(QStringLiteral("run")),
                          QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
}

SecretService::~SecretService()
{
    stopKeyring();
    QDBusConnection::disconnectFromBus(kConnection);
    m_bus.kill();
    m_bus.waitForFinished(kPatienceMs);
}

bool SecretService::startBus()
{
    QFile config(m_folder.filePath(QStringLiteral("bus.conf")));
    if (!config.open(QIODevice::WriteOnly))
        return false;
    QByteArray text = kBusConfig;
    config.write(text.replace("%1", m_folder.filePath(QStringLiteral("run")).toUtf8()));
    config.close();
    m_bus.start(QStringLiteral("dbus-daemon"),
                {QStringLiteral("--config-file=") + config.fileName(), QStringLiteral("--nofork"),
                 QStringLiteral("--print-address")});
    while (!m_address.endsWith('\n') && m_bus.waitForReadyRead(kPatienceMs))
        m_address += m_bus.readLine();
    m_address = m_address.trimmed();
    m_problem = m_bus.errorString() + QString::fromLocal8Bit(m_bus.readAllStandardError());
    return !m_address.isEmpty() &&
           QDBusConnection::connectToBus(QString::fromLocal8Bit(m_address), kConnection)
               .isConnected();
}

bool SecretService::isOnBus(bool wanted) const
{
    QDBusConnectionInterface *bus = QDBusConnection(kConnection).interface();
    return waitFor([&] { return bus->isServiceRegistered(kName).value() == wanted; }, kPatienceMs);
}

bool SecretService::startKeyring(bool unlock)
{
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.remove(QStringLiteral("DISPLAY"));
    environment.insert(QStringLiteral("DBUS_SESSION_BUS_ADDRESS"),
                       QString::fromLocal8Bit(m_address));
    environment.insert(QStringLiteral("HOME"), m_folder.filePath(QStringLiteral("home")));
    environment.insert(QStringLiteral("XDG_DATA_HOME"), m_folder.filePath(QStringLiteral("data")));
    environment.insert(QStringLiteral("XDG_RUNTIME_DIR"), m_folder.filePath(QStringLiteral("run")));
    m_keyring = std::make_unique<QProcess>();
    m_keyring->setProcessEnvironment(environment);
    QStringList arguments{QStringLiteral("--foreground"), QStringLiteral("--components=secrets")};
    if (unlock)
        arguments.append(QStringLiteral("--unlock"));
    m_keyring->start(QStringLiteral("gnome-keyring-daemon"), arguments);
    if (!m_keyring->waitForStarted(kPatienceMs)) {
        m_problem = m_keyring->errorString();
        return false;
    }
    if (unlock)
        m_keyring->write("password of the test");
    m_keyring->closeWriteChannel();
    m_problem = QStringLiteral("the keyring is not on the bus");
    return isOnBus(true);
}

void SecretService::stopKeyring()
{
    if (!m_keyring)
        return;
    m_keyring->terminate();
    if (!m_keyring->waitForFinished(kPatienceMs)) {
        m_keyring->kill();
        m_keyring->waitForFinished(kPatienceMs);
    }
    m_keyring.reset();
    isOnBus(false);
}

void SecretService::freeze()
{
    ::kill(static_cast<pid_t>(m_keyring->processId()), SIGSTOP);
}

void SecretService::thaw()
{
    ::kill(static_cast<pid_t>(m_keyring->processId()), SIGCONT);
}

} // namespace rollcall::test
