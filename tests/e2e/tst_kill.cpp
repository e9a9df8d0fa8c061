// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/e2e/ctlrunner.h"
#include "tests/support/testmain.h"

#include <QElapsedTimer>
#include <QJsonArray>
#include <QJsonObject>
#include <QRandomGenerator>
#include <QSet>
#include <QTcpSocket>
#include <QTest>

#include <atomic>
#include <mutex>
#include <thread>

using namespace rollcall;
using rollcall::test::CtlAnswer;
using rollcall::test::CtlRunner;
using rollcall::test::TempDatabase;

/// kill -9 at random moments under load: no acknowledged punch missing, none twice, the database
/// opens.
class tst_kill : public rollcall::test::TestCase
{
    Q_OBJECT

private slots:
    void whileSyncing_data() { TempDatabase::addEngineRows(); }
    void whileSyncing();
    void whilePushing_data() { TempDatabase::addEngineRows(); }
    void whilePushing();
};

namespace {

constexpr int kMoments = 20;

QString initSchool(CtlRunner &ctl)
{
    const CtlAnswer made = ctl.run(
        {QStringLiteral("init"), QStringLiteral("--school"), QStringLiteral("Hill School")});
    return made.status == 0 ? QString() : QString::fromUtf8(made.err);
}

/// Pushes batches on its own connection until the server dies, and remembers what was acknowledged.
class Pusher
{
public:
    Pusher(quint16 port, QByteArray token, int user, std::atomic_int &second)
        : m_thread([=, this, &second] { push(port, token, user, second); })
    {}
    void join() { m_thread.join(); }
    QSet<QString> acknowledged() const { return m_acknowledged; }

private:
    void push(quint16 port, const QByteArray &token, int user, std::atomic_int &second)
    {
        QTcpSocket socket;
        socket.connectToHost(QStringLiteral("127.0.0.1"), port);
        if (!socket.waitForConnected())
            return;
        for (;;) {
            QByteArray logs;
            QStringList keys;
            for (int i = 0; i < 5; ++i) {
                const QDateTime at =
                    QDateTime(QDate(2026, 3, 2), QTime(0, 0), Qt::UTC).addSecs(second.fetch_add(1));
                const QString text = at.toString(QStringLiteral("yyyy-MM-dd HH:mm:ss"));
                keys.append(QStringLiteral("%1 %2").arg(user).arg(text));
                logs += (i ? "," : "") + QByteArrayLiteral("{\"user_id\":\"") +
                        QByteArray::number(user) + "\",\"timestamp\":\"" + text.toLatin1() + "\"}";
            }
            const QByteArray body = "{\"logs\":[" + logs + "]}";
            socket.write(
                "POST /api/v1/biometric/push-log HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer " +
                token + "\r\nContent-Type: application/json\r\nContent-Length: " +
                QByteArray::number(body.size()) + "\r\n\r\n" + body);
            if (!readAnswer(socket))
                return;
            m_acknowledged.unite(QSet<QString>(keys.cbegin(), keys.cend()));
        }
    }

    /// True when a whole 200 came.
    static bool readAnswer(QTcpSocket &socket)
    {
        QByteArray answer;
        while (socket.waitForReadyRead(30000)) {
            answer += socket.readAll();
            const qsizetype head = answer.indexOf("\r\n\r\n");
            if (head < 0)
                continue;
            const qsizetype at = answer.toLower().indexOf("content-length:");
            const qsizetype length =
                answer.mid(at + 15, answer.indexOf('\r', at) - at - 15).trimmed().toLongLong();
            if (answer.size() >= head + 4 + length)
                return answer.startsWith("HTTP/1.1 200");
        }
        return false;
    }

    QSet<QString> m_acknowledged;
    std::thread m_thread;
};

} // namespace

void tst_kill::whileSyncing()
{
    QFETCH(Engine, engine);
    const int logs = rollcall::test::repeats(20000);
    QRandomGenerator random(20261122);
    for (int moment = 0; moment < rollcall::test::repeats(kMoments); ++moment) {
        CtlRunner ctl(engine);
        QCOMPARE(initSchool(ctl), QString());
        const quint16 port = ctl.startTerminal(
            {QStringLiteral("--users"), QStringLiteral("50"), QStringLiteral("--logs"),
             QString::number(logs), QStringLiteral("--max-packet"), QStringLiteral("8192"),
             QStringLiteral("--pause"), QStringLiteral("2")});
        QCOMPARE(ctl.run({QStringLiteral("device"), QStringLiteral("add"), QStringLiteral("--name"),
                          QStringLiteral("Gate"), QStringLiteral("--mode"), QStringLiteral("agent"),
                          QStringLiteral("--ip"), QStringLiteral("127.0.0.1"),
                          QStringLiteral("--port"), QString::number(port)})
                     .status,
                 0);
        const std::unique_ptr<QProcess> sync = ctl.start({QStringLiteral("sync")});
        // Until some moment of a sync that takes about half a second; an early end of the process
        // is a moment too.
        sync->waitForFinished(random.bounded(20, 700));
        sync->kill();
        sync->waitForFinished();

        // Each batch and its counts were committed together.
        const qint64 stored =
            ctl.value(QStringLiteral("SELECT COUNT(*) FROM raw_log")).toLongLong();
        QCOMPARE(ctl.value(QStringLiteral("SELECT COALESCE(SUM(new_count), 0) FROM sync_session"))
                     .toLongLong(),
                 stored);
        const bool wasComplete =
            ctl.value(QStringLiteral("SELECT COALESCE(MAX(complete), 0) FROM sync_session"))
                .toInt() == 1;
        const bool markMoved =
            ctl.value(QStringLiteral("SELECT sync_mark_utc FROM device")).toLongLong() > 0;
        QCOMPARE(markMoved, wasComplete);

        const CtlAnswer again = ctl.run({QStringLiteral("sync"), QStringLiteral("--json")});
        QVERIFY2(again.status == 0, again.err.constData());
        const QJsonObject outcome = again.json().array().first().toObject();
        QCOMPARE(outcome.value(u"read").toInt(), logs);
        QCOMPARE(outcome.value(u"new").toInteger(), logs - stored);
        QCOMPARE(ctl.value(QStringLiteral("SELECT COUNT(*) FROM raw_log")).toInt(), logs);
    }
}

void tst_kill::whilePushing()
{
    QFETCH(Engine, engine);
    CtlRunner ctl(engine);
    QCOMPARE(initSchool(ctl), QString());
    const CtlAnswer added =
        ctl.run({QStringLiteral("device"), QStringLiteral("add"), QStringLiteral("--name"),
                 QStringLiteral("Door"), QStringLiteral("--mode"), QStringLiteral("push"),
                 QStringLiteral("--json")});
    const QByteArray token = added.json().object().value(u"token").toString().toLatin1();
    QCOMPARE(token.size(), 43);
    QRandomGenerator random(20261122);
    std::atomic_int second = 0;
    QSet<QString> acknowledged;
    for (int moment = 0; moment < rollcall::test::repeats(kMoments); ++moment) {
        quint16 port = 0;
        const std::unique_ptr<QProcess> serve =
            ctl.start({QStringLiteral("serve"), QStringLiteral("--port"), QStringLiteral("0"),
                       QStringLiteral("--no-agent")},
                      &port);
        QVERIFY2(port > 0, serve->readAllStandardError().constData());
        std::vector<std::unique_ptr<Pusher>> pushers;
        for (int user = 1; user <= 3; ++user)
            pushers.push_back(std::make_unique<Pusher>(port, token, user, second));
        serve->waitForFinished(random.bounded(20, 400));
        serve->kill();
        serve->waitForFinished();
        for (const std::unique_ptr<Pusher> &pusher : pushers) {
            pusher->join();
            acknowledged.unite(pusher->acknowledged());
        }
        QSet<QString> stored;
        const QList<QVariantList> rows =
            ctl.rows(QStringLiteral("SELECT user_id, timestamp FROM raw_log"));
        for (const QVariantList &row : rows)
            stored.insert(QString(row.at(0).toString() + u' ' + row.at(1).toString()));
        QCOMPARE(stored.size(), rows.size()); // none twice
        const QSet<QString> missing = QSet<QString>(acknowledged).subtract(stored);
        QVERIFY2(missing.isEmpty(),
                 qPrintable(QStringLiteral("%1 acknowledged punches missing").arg(missing.size())));
    }
    QVERIFY(!acknowledged.isEmpty());
}

ROLLCALL_TEST(tst_kill);
#include "tst_kill.moc"
