// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/devices/push/admsfacts.h"
#include "tests/devices/push/pushvector.h"
#include "tests/devices/push/rawclient.h"
#include "tests/support/testmain.h"

#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QRegularExpression>
#include <QTest>

#include <algorithm>
#include <cstdio>

using namespace rollcall;
using namespace rollcall::test;

/// Every vector of tests/vectors/push over a real socket against the listener, the ingest service
/// and a SQLite database (push-protocols.md, section 6.2). What stands in not-yet.txt is left out
/// and named.
class vectors_push : public rollcall::test::TestCase
{
    Q_OBJECT

private slots:
    void initTestCase();
    void vector_data();
    void vector();
    void cleanupTestCase();

private:
    void runBefore(PushFixture &fixture, const QJsonObject &file, const QJsonObject &vector);
    void prepareTerminals(PushFixture &fixture, const QJsonObject &vector);
    RawResponse send(PushFixture &fixture, const QJsonObject &vector, bool *closes);
    void checkEveryAnswer(const RawResponse &response);
    void checkFields(const RawResponse &response, const QJsonObject &fields);
    void checkRecords(const QList<StoredPunch> &punches, const QJsonArray &records);
    void checkCounts(const QJsonObject &answer, qsizetype stored, const QJsonObject &counts);
    void check(const QJsonObject &expect, const RawResponse &response,
               const QList<StoredPunch> &punches);
    QString admsDifference(const QString &key, const QJsonValue &wanted,
                           const RawResponse &response, qsizetype stored) const;

    QHash<QString, QJsonObject> m_files;
    QStringList m_later;
    std::unique_ptr<AdmsFacts> m_facts; ///< of the vector that runs; null for the JSON API
    QString m_serial;                   ///< which terminal it speaks of
    int m_ran = 0;
};

namespace {

QJsonObject vectorNamed(const QJsonObject &file, const QString &name)
{
    const QJsonArray vectors = file.value(u"vectors").toArray();
    for (const QJsonValue &vector : vectors) {
        if (vector.toObject().value(u"name").toString() == name)
            return vector.toObject();
    }
    return {};
}

bool isStatusExpected(const QJsonValue &wanted, int status)
{
    return wanted.isArray() ? wanted.toArray().contains(QJsonValue(status))
                            : wanted.toInt() == status;
}

/// Off, but for the vector that is about them.
push::PushLimits ratesOf(bool isExhausted)
{
    push::PushLimits limits;
    limits.requestsPerMinute = isExhausted ? 1 : 0;
    limits.burst = 1;
    limits.failedAuthPerMinute = 0;
    limits.healthPerMinute = 0;
    return limits;
}

} // namespace

void vectors_push::initTestCase()
{
    const QStringList notYetNames = notYet(QStringLiteral("push"));
    const QDir folder(vectorsFolder(QStringLiteral("push")));
    const QStringList names = folder.entryList({QStringLiteral("*.json")}, QDir::Files, QDir::Name);
    QVERIFY2(!names.isEmpty(), qPrintable(folder.path()));
    for (const QString &name : names) {
        QFile file(folder.filePath(name));
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QJsonObject content = QJsonDocument::fromJson(file.readAll()).object();
        QCOMPARE(content.value(u"format").toString(), QStringLiteral("push-vectors/1"));
        if (notYetNames.contains(name)) {
            const QJsonArray vectors = content.value(u"vectors").toArray();
            for (const QJsonValue &vector : vectors)
                m_later.append(vector.toObject().value(u"name").toString());
        } else {
            m_files.insert(name, content);
        }
    }
}

void vectors_push::vector_data()
{
    QTest::addColumn<QString>("file");
    QTest::addColumn<QJsonObject>("vector");
    const QStringList notYetNames = notYet(QStringLiteral("push"));
    for (auto file = m_files.constBegin(); file != m_files.constEnd(); ++file) {
        const QJsonArray vectors = file->value(u"vectors").toArray();
        for (const QJsonValue &vector : vectors) {
            const QString name = vector.toObject().value(u"name").toString();
            if (notYetNames.contains(name))
                m_later.append(name);
            else
                QTest::newRow(qPrintable(name)) << file.key() << vector.toObject();
        }
    }
}

void vectors_push::vector()
{
    QFETCH(QString, file);
    QFETCH(QJsonObject, vector);
    const QJsonObject content = m_files.value(file);
    const bool isExhausted = vector.value(u"given").toObject().value(u"rate_exhausted").toBool();
    PushFixture fixture(content.value(u"setup").toObject(), ratesOf(isExhausted));
    if (isExhausted) {
        RawClient client(fixture.port());
        client.send(pushRequest("{\"logs\":[]}"));
        QCOMPARE(client.receive().status, 200);
    }
    runBefore(fixture, content, vector);
    if (QTest::currentTestFailed())
        return;
    const QJsonObject given = vector.value(u"given").toObject();
    if (given.value(u"fault").toString() == u"database") {
        fixture.ingest->isFailing = true;
        fixture.desk->isFailing = true;
        if (vector.value(u"request").toObject().value(u"method").toString() == u"POST")
            QTest::ignoreMessage(QtWarningMsg,
                                 QRegularExpression(QStringLiteral("could not be done")));
    }
    prepareTerminals(fixture, vector);
    const qint64 idBefore = fixture.lastId();
    bool closes = false;
    const RawResponse response = send(fixture, vector, &closes);
    QVERIFY(response.isValid());
    checkEveryAnswer(response);
    check(vector.value(u"expect").toObject(), response, fixture.punchesAfter(idBefore));
    m_facts.reset();
    QCOMPARE(closes, response.value("Connection") == "close");
    if (given.value(u"expect_close").toBool())
        QVERIFY(closes);
    ++m_ran;
}

void vectors_push::runBefore(PushFixture &fixture, const QJsonObject &file,
                             const QJsonObject &vector)
{
    const QJsonArray before = vector.value(u"after").toArray();
    for (const QJsonValue &name : before) {
        const QJsonObject earlier = vectorNamed(file, name.toString());
        QVERIFY2(!earlier.isEmpty(), qPrintable(name.toString()));
        runBefore(fixture, file, earlier);
        bool closes = false;
        const RawResponse response = send(fixture, earlier, &closes);
        QVERIFY(isStatusExpected(earlier.value(u"expect").toObject().value(u"status"),
                                 response.status));
    }
}

/// What an ADMS vector starts from beside its setup.
void vectors_push::prepareTerminals(PushFixture &fixture, const QJsonObject &vector)
{
    if (fixture.terminals.isEmpty())
        return;
    const QJsonObject given = vector.value(u"given").toObject();
    const QJsonArray seen = given.value(u"peer_seen").toArray();
    for (const QJsonValue &serial : seen) {
        RawClient client(fixture.port());
        client.send("GET /iclock/ping?SN=" + serial.toString().toLatin1() +
                    " HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n");
        QCOMPARE(client.receive().status, 200);
    }
    const QJsonArray commands = given.value(u"commands").toArray();
    const QRegularExpression named(QStringLiteral("[?&][sS][nN]=([^&]*)"));
    const QString path = vector.value(u"request").toObject().value(u"path").toString();
    m_serial = named.match(path).captured(1);
    m_facts = std::make_unique<AdmsFacts>(fixture);
    m_facts->queueCommands(commands);
    m_facts->before();
    fixture.ingest->last = {};
}

RawResponse vectors_push::send(PushFixture &fixture, const QJsonObject &vector, bool *closes)
{
    const QJsonObject request = vector.value(u"request").toObject();
    RawClient client(fixture.port());
    client.send(requestBytes(request, vector.value(u"given").toObject()));
    const bool isHead = request.value(u"method").toString() == u"HEAD";
    const RawResponse response = client.receive(!isHead);
    // Whether the connection ends is shown at once by its field; then the server must really end
    // it.
    *closes = response.value("Connection") == "close" && client.isClosedByServer();
    if (!client.rest().isEmpty())
        return {}; // more than the answer
    return response;
}

void vectors_push::checkEveryAnswer(const RawResponse &response)
{
    for (const char *name : {"Date", "Content-Length", "X-Request-Id"})
        QVERIFY2(response.has(name), name);
    QCOMPARE(response.value("Cache-Control"), QByteArray("no-store"));
    QCOMPARE(response.value("X-Content-Type-Options"), QByteArray("nosniff"));
    QVERIFY(!response.has("Server"));
}

void vectors_push::checkFields(const RawResponse &response, const QJsonObject &fields)
{
    for (auto field = fields.constBegin(); field != fields.constEnd(); ++field) {
        const QByteArray name = field.key().toLatin1();
        QVERIFY2(response.has(name), name.constData());
        QVERIFY2(response.value(name).startsWith(field->toString().toLatin1()), name.constData());
    }
}

void vectors_push::checkRecords(const QList<StoredPunch> &punches, const QJsonArray &records)
{
    QCOMPARE(punches.size(), records.size());
    for (qsizetype i = 0; i < punches.size(); ++i)
        QCOMPARE(difference(punches.at(i), records.at(i).toObject()), QString());
}

void vectors_push::checkCounts(const QJsonObject &answer, qsizetype stored,
                               const QJsonObject &counts)
{
    QCOMPARE(answer.value(u"received").toInt(-1), counts.value(u"lines").toInt());
    QCOMPARE(answer.value(u"accepted").toInt(-1), counts.value(u"new").toInt());
    QCOMPARE(answer.value(u"duplicates").toInt(-1), counts.value(u"duplicate").toInt());
    QCOMPARE(stored, counts.value(u"new").toInt());
}

void vectors_push::check(const QJsonObject &expect, const RawResponse &response,
                         const QList<StoredPunch> &punches)
{
    const QJsonObject json = QJsonDocument::fromJson(response.body).object();
    for (auto member = expect.constBegin(); member != expect.constEnd(); ++member) {
        const QString key = member.key();
        if (key == u"status") {
            QVERIFY2(isStatusExpected(*member, response.status), response.body.constData());
        } else if (key == u"json") {
            QVERIFY2(holds(json, *member), response.body.constData());
        } else if (key == u"headers") {
            checkFields(response, member->toObject());
        } else if (key == u"body_equals") {
            QCOMPARE(response.body, member->toString().toUtf8());
        } else if (key == u"body_contains" || key == u"body_absent") {
            const QJsonArray parts = member->toArray();
            for (const QJsonValue &part : parts)
                QCOMPARE(response.body.contains(part.toString().toUtf8()), key == u"body_contains");
        } else if (key == u"body_regex") {
            const QRegularExpression pattern(member->toString());
            QVERIFY2(pattern.match(QString::fromUtf8(response.body)).hasMatch(),
                     response.body.constData());
        } else if (key == u"records") {
            checkRecords(punches, member->toArray());
        } else if (key == u"counts" && !m_facts) {
            checkCounts(json, punches.size(), member->toObject());
        } else {
            QVERIFY2(m_facts, qPrintable(key));
            QCOMPARE(admsDifference(key, *member, response, punches.size()), QString());
        }
        if (QTest::currentTestFailed())
            return;
    }
}

QString vectors_push::admsDifference(const QString &key, const QJsonValue &wanted,
                                     const RawResponse &response, qsizetype stored) const
{
    if (key == u"counts")
        return m_facts->countsDifference(response.body, stored, wanted.toObject());
    if (key == u"users")
        return m_facts->usersDifference(m_serial, wanted.toArray());
    if (key == u"device_log")
        return m_facts->logDifference(m_serial, wanted.toArray());
    if (key == u"results")
        return m_facts->resultsDifference(wanted.toArray());
    if (key == u"device_info")
        return m_facts->infoDifference(m_serial, wanted.toObject());
    return QString(u"not understood: " % key);
}

void vectors_push::cleanupTestCase()
{
    m_later.removeDuplicates();
    std::printf("push: %d vectors ran, %d not yet\n", m_ran, static_cast<int>(m_later.size()));
    if (!m_later.isEmpty())
        std::printf("not yet: %s\n", qPrintable(m_later.join(u' ')));
    std::fflush(stdout);
}

ROLLCALL_TEST(vectors_push);
#include "vectors_push.moc"
