// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/arch/rules.h"
#include "tests/support/testmain.h"

#include <QTest>

using namespace rollcall::arch;

/// Every source file says whose it is and under which licence.
class tst_spdx : public rollcall::test::TestCase
{
    Q_OBJECT

private slots:
    void looksAtTheTop_data();
    void looksAtTheTop();
    void everyFileSaysItsLicence();
};

void tst_spdx::looksAtTheTop_data()
{
    const QString both = QStringLiteral("# SPDX-FileCopyrightText: 2026 The Rollcall authors\n"
                                        "# SPDX-License-Identifier: GPL-3.0-or-later\n");
    QTest::addColumn<QString>("text");
    QTest::addColumn<int>("findings");
    QTest::newRow("both lines") << both << 0;
    QTest::newRow("after the interpreter")
        << QString(QStringLiteral("#!/usr/bin/env bash\n") + both) << 0;
    QTest::newRow("none") << QStringLiteral("int a;\n") << 1;
    QTest::newRow("licence only") << both.section(u'\n', 1) << 1;
    QTest::newRow("another licence")
        << QString(both).replace(QStringLiteral("GPL-3.0"), QStringLiteral("MIT")) << 1;
    QTest::newRow("too far down") << QString(QStringLiteral("\n\n\n\n") + both) << 1;
}

void tst_spdx::looksAtTheTop()
{
    QFETCH(QString, text);
    QFETCH(int, findings);
    QCOMPARE(spdxFindings({QStringLiteral("a"), text}).size(), findings);
}

void tst_spdx::everyFileSaysItsLicence()
{
    const QStringList names = {QStringLiteral("*.h"),       QStringLiteral("*.cpp"),
                               QStringLiteral("*.cmake"),   QStringLiteral("CMakeLists.txt"),
                               QStringLiteral("*.sh"),      QStringLiteral("*.pl"),
                               QStringLiteral("*.list"),    QStringLiteral("*.supp"),
                               QStringLiteral("*.sql"),     QStringLiteral("*.service"),
                               QStringLiteral("*.desktop"), QStringLiteral("*.yaml")};
    QList<SourceFile> files =
        sourceFiles({QStringLiteral("app"), QStringLiteral("core"), QStringLiteral("devices"),
                     QStringLiteral("ui"), QStringLiteral("tests"), QStringLiteral("cmake"),
                     QStringLiteral("tools"), QStringLiteral("packaging"), QString()},
                    names);
    files += sourceFiles({QStringLiteral(".ci")}, {QStringLiteral("*")});
    QVERIFY2(files.size() > 80, "The sources were not found.");
    QList<Finding> findings;
    for (const SourceFile &file : files)
        findings += spdxFindings(file);
    QVERIFY2(findings.isEmpty(), qPrintable(listed(findings)));
}

ROLLCALL_TEST(tst_spdx);
#include "tst_spdx.moc"
