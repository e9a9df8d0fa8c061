// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/ports/devicecontrol.h"
#include "tests/support/testmain.h"

#include <QTest>

using namespace rollcall;

/// What can be entered about an agent terminal beyond its name and address.
class tst_devicedraft : public rollcall::test::TestCase
{
    Q_OBJECT

private slots:
    void checksTexts_data();
    void checksTexts();
    void checksUnlockFactor_data();
    void checksUnlockFactor();
    void namesEveryWrongField();
};

namespace {

DeviceDraft goodDraft()
{
    DeviceDraft draft;
    draft.device.name = QStringLiteral("Gate");
    draft.device.host = QStringLiteral("192.168.1.201");
    return draft;
}

QStringList wrongFields(const DeviceDraft &draft)
{
    QStringList fields;
    for (const FieldProblem &problem : checkDeviceDraft(draft))
        fields.append(problem.field);
    return fields;
}

} // namespace

void tst_devicedraft::checksTexts_data()
{
    QTest::addColumn<QString>("field");
    QTest::addColumn<QString>("text");
    QTest::addColumn<bool>("isRight");
    const auto row = [](const char *name, const char *field, const QString &text, bool isRight) {
        QTest::newRow(name) << QString::fromLatin1(field) << text << isRight;
    };
    row("the school's zone", "timeZone", {}, true);
    row("a zone", "timeZone", QStringLiteral("Asia/Kolkata"), true);
    row("UTC", "timeZone", QStringLiteral("UTC"), true);
    row("a planet", "timeZone", QStringLiteral("Mars"), false);
    row("an offset", "timeZone", QStringLiteral("+05:30"), false);
    row("Latin-1 by default", "codePage", {}, true);
    row("a code page", "codePage", QStringLiteral("windows-1256"), true);
    row("another name of it", "codePage", QStringLiteral("cp1256"), false);
    row("no code page", "codePage", QStringLiteral("klingon"), false);
    row("a location", "location", QString(200, u'x'), true);
    row("a long location", "location", QString(201, u'x'), false);
    row("a serial number", "serial", QString(64, u'7'), true);
    row("a long serial number", "serial", QString(65, u'7'), false);
}

void tst_devicedraft::checksTexts()
{
    QFETCH(QString, field);
    QFETCH(QString, text);
    QFETCH(bool, isRight);
    DeviceDraft draft = goodDraft();
    if (field == u"timeZone")
        draft.device.timeZone = text.toUtf8();
    else if (field == u"codePage")
        draft.device.wire.codePage = text.toUtf8();
    else if (field == u"location")
        draft.device.location = text;
    else
        draft.device.serial = text;
    QCOMPARE(wrongFields(draft), isRight ? QStringList() : QStringList{field});
}

void tst_devicedraft::checksUnlockFactor_data()
{
    QTest::addColumn<int>("factor");
    QTest::addColumn<bool>("isRight");
    QTest::newRow("zero") << 0 << false;
    QTest::newRow("one") << 1 << true;
    QTest::newRow("a hundred") << 100 << true;
    QTest::newRow("more") << 101 << false;
    QTest::newRow("below zero") << -1 << false;
}

void tst_devicedraft::checksUnlockFactor()
{
    QFETCH(int, factor);
    QFETCH(bool, isRight);
    DeviceDraft draft = goodDraft();
    draft.device.wire.unlockFactor = factor;
    QCOMPARE(wrongFields(draft),
             isRight ? QStringList() : QStringList{QStringLiteral("unlockFactor")});
}

void tst_devicedraft::namesEveryWrongField()
{
    DeviceDraft draft = goodDraft();
    draft.device.name.clear();
    draft.device.wire.codePage = "klingon";
    draft.device.timeZone = "Mars";
    QCOMPARE(wrongFields(draft), QStringList({QStringLiteral("name"), QStringLiteral("timeZone"),
                                              QStringLiteral("codePage")}));
    for (const FieldProblem &problem : checkDeviceDraft(draft))
        QVERIFY(!problem.text.isEmpty());
}

ROLLCALL_TEST(tst_devicedraft);
#include "tst_devicedraft.moc"
