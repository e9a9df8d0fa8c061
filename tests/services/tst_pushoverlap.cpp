// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/services/schoolfixture.h"
#include "tests/support/testmain.h"

#include <QDateTime>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QNetworkAccessManager>
#include <QNetworkReply>
#include <QRandomGenerator>
#include <QSet>

#include <vector>

using namespace rollcall;
using rollcall::test::SchoolFixture;
using rollcall::test::TempDatabase;

/// Clients that push overlapping batches at once through the listener into one store
/// (push-protocols.md, section 1.6). Two processes do the same in tst_twopushers.
class tst_pushoverlap : public rollcall::test::TestCase
{
    Q_OBJECT

private slots:
    void storedSetIsExact_data() { TempDatabase::addEngineRows(); }
    void storedSetIsExact();
};

namespace {

constexpr int kClients = 2;

QString punchTime(int number)
{
    return QDateTime(QDate(2026, 3, 1), QTime(0, 0), Qt::UTC)
        .addSecs(number)
        .toString(QStringLiteral("yyyy-MM-dd hh:mm:ss"));
}

QByteArray batchOf(const QList<int> &numbers)
{
    QJsonArray logs;
    for (const int number : numbers)
        logs.append(QJsonObject{{QStringLiteral("user_id"), QStringLiteral("7")},
                                {QStringLiteral("timestamp"), punchTime(number)}});
    return QJsonDocument(QJsonObject{{QStringLiteral("logs"), logs}})
        .toJson(QJsonDocument::Compact);
}

/// Some of the punches around @p from, in any order, some of them twice.
QList<int> someFrom(int from, QRandomGenerator &random)
{
    QList<int> numbers;
    const int count = random.bounded(1, 80);
    for (int i = 0; i < count; ++i)
        numbers.append(from + random.bounded(60));
    return numbers;
}

QNetworkRequest requestTo(quint16 port, const QString &token)
{
    QNetworkRequest request(
        QUrl(QStringLiteral("http://127.0.0.1:%1/api/v1/biometric/push-log").arg(port)));
    request.setRawHeader("Authorization", "Bearer " + token.toLatin1());
    request.setHeader(QNetworkRequest::ContentTypeHeader, QStringLiteral("application/json"));
    return request;
}

} // namespace

void tst_pushoverlap::storedSetIsExact()
{
    QFETCH(Engine, engine);
    SchoolFixture fixture(engine);
    DeviceDraft draft;
    draft.device.name = QStringLiteral("Door");
    draft.device.mode = SyncMode::Push;
    draft.device.driver = QStringLiteral("json");
    const Result<DeviceSaved> door = await(fixture.composition->devices().save(draft));
    QVERIFY(door);
    push::PushLimits limits;
    limits.requestsPerMinute = 0;
    const Result<quint16> port = fixture.composition->startPush(QHostAddress::LocalHost, 0, limits);
    QVERIFY(port);

    QRandomGenerator random(100);
    const QNetworkRequest request = requestTo(*port, door->token);
    std::vector<QNetworkAccessManager> networks(kClients); // each with connections of its own
    QSet<int> sent;
    qsizetype accepted = 0;
    const int rounds = rollcall::test::repeats(100);
    for (int round = 0; round < rounds; ++round) {
        std::vector<std::unique_ptr<QNetworkReply>> replies;
        QList<qsizetype> sizes;
        for (QNetworkAccessManager &network : networks) {
            const QList<int> numbers = someFrom(round * 30, random);
            sent += QSet<int>(numbers.begin(), numbers.end());
            sizes.append(numbers.size());
            replies.emplace_back(network.post(request, batchOf(numbers)));
        }
        for (std::size_t i = 0; i < replies.size(); ++i) {
            QVERIFY(rollcall::test::waitFor([&] { return replies[i]->isFinished(); }));
            const QJsonObject answer = QJsonDocument::fromJson(replies[i]->readAll()).object();
            QCOMPARE(answer.value(u"received").toInteger(-1), sizes.at(static_cast<int>(i)));
            QCOMPARE(answer.value(u"rejected").toInteger(-1), 0);
            QCOMPARE(answer.value(u"accepted").toInteger() +
                         answer.value(u"duplicates").toInteger(),
                     sizes.at(static_cast<int>(i)));
            accepted += answer.value(u"accepted").toInteger();
        }
        QCOMPARE(accepted, sent.size());
    }
    fixture.composition->stopPush();
    const auto reader = Database::open(fixture.database.config(), Access::ReadOnly);
    QVERIFY(reader);
    auto rows = (*reader)->query("raw_log.times", QStringLiteral("SELECT timestamp FROM raw_log"));
    QVERIFY(rows);
    QSet<QString> expected;
    for (const int number : sent)
        expected.insert(punchTime(number));
    while (rows->next())
        QVERIFY(expected.remove(rows->text(0))); // nothing twice ...
    QVERIFY(expected.isEmpty());                 // ... and nothing lost
}

ROLLCALL_TEST(tst_pushoverlap);
#include "tst_pushoverlap.moc"
