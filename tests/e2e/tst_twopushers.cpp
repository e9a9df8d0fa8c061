// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/e2e/ctlrunner.h"
#include "tests/support/testmain.h"

#include <QDateTime>
#include <QFile>
#include <QJsonArray>
#include <QJsonObject>
#include <QSet>
#include <QStandardPaths>
#include <QTest>

#include <array>

using namespace rollcall;
using rollcall::test::CtlAnswer;
using rollcall::test::CtlRunner;
using rollcall::test::TempDatabase;

/// Two processes push batches that overlap, at the same moment, into one device's log
/// (push-protocols.md, section 1.6).
class tst_twopushers : public rollcall::test::TestCase
{
    Q_OBJECT

private slots:
    void initTestCase();
    void overlappingBatches_data() { TempDatabase::addEngineRows(); }
    void overlappingBatches();
};

namespace {

constexpr int kBatch = 60;
constexpr int kStep = 30;   // from round to round, so that rounds overlap too
constexpr int kBehind = 20; // the second pusher behind the first

QString punchTime(int number)
{
    return QDateTime(QDate(2026, 3, 1), QTime(0, 0), Qt::UTC)
        .addSecs(number)
        .toString(QStringLiteral("yyyy-MM-dd hh:mm:ss"));
}

QByteArray batchFrom(int first)
{
    QJsonArray logs;
    for (int i = 0; i < kBatch; ++i)
        logs.append(QJsonObject{{QStringLiteral("user_id"), QStringLiteral("7")},
                                {QStringLiteral("timestamp"), punchTime(first + i)}});
    return QJsonDocument(QJsonObject{{QStringLiteral("logs"), logs}})
        .toJson(QJsonDocument::Compact);
}

/// A curl that pushes one batch and tries again when it is told to (429, 503).
class Pusher
{
public:
    Pusher(const QString &folder, const QString &name, quint16 port, const QString &token)
        : m_batch(QStringLiteral("%1/%2.json").arg(folder, name))
        , m_answer(QStringLiteral("%1/%2.answer").arg(folder, name))
        , m_url(QStringLiteral("http://127.0.0.1:%1/api/v1/biometric/push-log").arg(port))
        , m_token(token)
    {}

    void start(const QByteArray &batch)
    {
        QFile file(m_batch);
        QVERIFY(file.open(QIODevice::WriteOnly));
        QCOMPARE(file.write(batch), batch.size());
        file.close();
        m_curl.start(QStringLiteral("curl"),
                     {QStringLiteral("-s"), QStringLiteral("--retry"), QStringLiteral("20"),
                      QStringLiteral("-o"), m_answer, QStringLiteral("-H"),
                      QStringLiteral("Authorization: Bearer %1").arg(m_token), QStringLiteral("-H"),
                      QStringLiteral("Content-Type: application/json"),
                      QStringLiteral("--data-binary"), QString(u'@' + m_batch), m_url});
    }

    /// The counts of the answer; empty when there was none.
    QJsonObject finish()
    {
        constexpr int kPatienceMs = 120'000;
        if (!m_curl.waitForFinished(kPatienceMs) || m_curl.exitCode() != 0)
            return {};
        QFile file(m_answer);
        return file.open(QIODevice::ReadOnly) ? QJsonDocument::fromJson(file.readAll()).object()
                                              : QJsonObject();
    }

private:
    const QString m_batch;
    const QString m_answer;
    const QString m_url;
    const QString m_token;
    QProcess m_curl;
};

} // namespace

void tst_twopushers::initTestCase()
{
    QVERIFY2(!QStandardPaths::findExecutable(QStringLiteral("curl")).isEmpty(), "curl is needed");
}

void tst_twopushers::overlappingBatches()
{
    QFETCH(Engine, engine);
    CtlRunner ctl(engine);
    QCOMPARE(
        ctl.run({QStringLiteral("init"), QStringLiteral("--school"), QStringLiteral("Hill School")})
            .status,
        0);
    const CtlAnswer added =
        ctl.run({QStringLiteral("device"), QStringLiteral("add"), QStringLiteral("--name"),
                 QStringLiteral("Door"), QStringLiteral("--mode"), QStringLiteral("push"),
                 QStringLiteral("--json")});
    const QString token = added.json().object().value(u"token").toString();
    quint16 port = 0;
    const std::unique_ptr<QProcess> serve =
        ctl.start({QStringLiteral("serve"), QStringLiteral("--port"), QStringLiteral("0")}, &port);
    QVERIFY(port > 0);

    std::array pushers{
        std::make_unique<Pusher>(ctl.folder(), QStringLiteral("first"), port, token),
        std::make_unique<Pusher>(ctl.folder(), QStringLiteral("second"), port, token)};
    QSet<QString> sent;
    int accepted = 0;
    const int rounds = rollcall::test::repeats(100);
    for (int round = 0; round < rounds; ++round) {
        int first = round * kStep;
        for (const auto &pusher : pushers) {
            pusher->start(batchFrom(first));
            for (int i = 0; i < kBatch; ++i)
                sent.insert(punchTime(first + i));
            first += kBehind;
        }
        for (const auto &pusher : pushers) {
            const QJsonObject answer = pusher->finish();
            QCOMPARE(answer.value(u"received").toInt(-1), kBatch);
            QCOMPARE(answer.value(u"accepted").toInt(-1) + answer.value(u"duplicates").toInt(-1),
                     kBatch);
            accepted += answer.value(u"accepted").toInt();
        }
        QCOMPARE(accepted, static_cast<int>(sent.size()));
    }
    const QList<QVariantList> rows = ctl.rows(QStringLiteral("SELECT timestamp FROM raw_log"));
    QCOMPARE(rows.size(), sent.size()); // nothing twice ...
    for (const QVariantList &row : rows)
        QVERIFY(sent.remove(row.first().toString().replace(u'T', u' ').left(19)));
    QVERIFY(sent.isEmpty()); // ... and nothing lost
    serve->terminate();
    QVERIFY(serve->waitForFinished());
    QCOMPARE(serve->exitCode(), 0);
}

ROLLCALL_TEST(tst_twopushers);
#include "tst_twopushers.moc"
