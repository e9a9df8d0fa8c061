// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/devices/zk/zkvectorchecks.h"
#include "tests/support/testmain.h"

#include <QDir>
#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

#include <cstdio>

using namespace rollcall;

/// Every file of tests/vectors/zk against the driver's codec and the simulator's encoder.
class vectors_zk : public test::TestCase
{
    Q_OBJECT

private slots:
    void vector_data();
    void vector();
    void refusesUnknownKinds();
    void noticesAWrongByte();
    void cleanupTestCase();

private:
    int m_ran = 0;
    int m_notYet = 0;
};

void vectors_zk::vector_data()
{
    QTest::addColumn<QString>("path");
    const QDir folder(test::vectorsFolder(QStringLiteral("zk")));
    const QStringList files = folder.entryList({QStringLiteral("*.json")}, QDir::Files, QDir::Name);
    QVERIFY2(!files.isEmpty(), qPrintable(folder.absolutePath()));
    const QStringList later = test::notYet(QStringLiteral("zk"));
    for (const QString &file : files) {
        if (later.contains(file.chopped(5)) || later.contains(file))
            ++m_notYet;
        else
            QTest::newRow(qPrintable(file.chopped(5))) << folder.filePath(file);
    }
}

void vectors_zk::vector()
{
    QFETCH(QString, path);
    QFile file(path);
    QVERIFY(file.open(QIODevice::ReadOnly));
    QJsonParseError problem;
    const QJsonDocument document = QJsonDocument::fromJson(file.readAll(), &problem);
    QVERIFY2(document.isObject(), qPrintable(problem.errorString()));
    const QStringList problems = test::checkZkVector(document.object());
    QVERIFY2(problems.isEmpty(), qPrintable(problems.join(QStringLiteral("; "))));
    ++m_ran;
}

void vectors_zk::refusesUnknownKinds()
{
    QVERIFY(
        !test::checkZkVector({{QStringLiteral("kind"), QStringLiteral("telepathy")}}).isEmpty());
    QVERIFY(!test::checkZkVector({}).isEmpty());
}

void vectors_zk::noticesAWrongByte()
{
    const QJsonObject decoded{{QStringLiteral("value"), 0},
                              {QStringLiteral("datetime"), QStringLiteral("2000-01-01T00:00:00")}};
    QJsonObject vector{{QStringLiteral("kind"), QStringLiteral("time4")},
                       {QStringLiteral("hex"), QStringLiteral("00000000")},
                       {QStringLiteral("decoded"), decoded}};
    QVERIFY(test::checkZkVector(vector).isEmpty());
    vector.insert(QStringLiteral("hex"), QStringLiteral("01000000"));
    QVERIFY(!test::checkZkVector(vector).isEmpty());
}

void vectors_zk::cleanupTestCase()
{
    std::printf("zk: %d vectors ran, %d not yet\n", m_ran, m_notYet);
    std::fflush(stdout);
}

ROLLCALL_TEST(vectors_zk);
#include "vectors_zk.moc"
