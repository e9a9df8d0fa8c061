// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/devices/zk/simfaultrows.h"
#include "tests/support/testmain.h"

#include <QRegularExpression>
#include <QSet>
#include <QTest>

using namespace rollcall;

/// Every fault and option of a simulated terminal, seen from outside.
class tst_simfaults : public test::TestCase
{
    Q_OBJECT

private slots:
    void showsOnTheWire_data();
    void showsOnTheWire();
    void everyFaultHasARow();
    void isWellWithoutFaults();
};

namespace {

QList<test::SimFaultRow> allRows()
{
    return test::carriageRows() + test::contentRows();
}

} // namespace

void tst_simfaults::showsOnTheWire_data()
{
    QTest::addColumn<test::SimFaultRow>("row");
    const QList<test::SimFaultRow> rows = allRows();
    for (const test::SimFaultRow &row : rows)
        QTest::newRow(row.options) << row;
}

void tst_simfaults::showsOnTheWire()
{
    QFETCH(test::SimFaultRow, row);
    test::RawTerminal terminal(QString::fromLatin1(row.options).split(u' '));
    row.look(terminal);
}

void tst_simfaults::everyFaultHasARow()
{
    static const QRegularExpression given(QStringLiteral("fault=([a-z0-9-]+)"));
    QSet<QString> shown;
    const QList<test::SimFaultRow> rows = allRows();
    for (const test::SimFaultRow &row : rows) {
        auto matches = given.globalMatch(QString::fromLatin1(row.options));
        while (matches.hasNext())
            shown.insert(matches.next().captured(1));
    }
    // The error names all that there are.
    const Result<SimFault> none = parseFault(u"?");
    QVERIFY(!none);
    QString list = none.error().userText.section(QStringLiteral(": "), -1);
    const QStringList words =
        list.remove(QStringLiteral("=N")).remove(u'.').split(QStringLiteral(", "));
    QVERIFY(words.size() >= 50);
    QCOMPARE(shown, QSet<QString>(words.begin(), words.end()));
}

/// What the rows look at is right when nothing is wrong: else they could show what is always so.
void tst_simfaults::isWellWithoutFaults()
{
    const test::RawTerminal terminal({QStringLiteral("logs=100"), QStringLiteral("udp")});
    const SimLogBlock block = terminal.device().logBlock();
    for (const auto carrier : {test::RawClient::Carrier::Tcp, test::RawClient::Carrier::Udp}) {
        test::RawClient client(terminal.port(), carrier);
        QVERIFY(client.logIn());
        QVERIFY(client.ask(1100).isChecksumRight);
        QCOMPARE(test::littleAt(client.ask(50).data, 32, 4), 100U);
        QVERIFY(client.logs() == block.bytes(0, block.size()));
        client.send(13);
        QVERIFY(client.transfer() == block.bytes(0, block.size()));
        QCOMPARE(client.next(test::RawClient::kMoment).code, -1);
    }
}

ROLLCALL_TEST(tst_simfaults);
#include "tst_simfaults.moc"
