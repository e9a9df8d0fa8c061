// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/support/testmain.h"

#include <QDirIterator>
#include <QFile>
#include <QRegularExpression>
#include <QSet>
#include <QTest>

using namespace rollcall;

/// docs/zk-coverage.md says which test shows what; a name that stands for no test shows nothing.
class tst_coverage : public test::TestCase
{
    Q_OBJECT

private slots:
    void namesRealTests();
    void namesEveryQuirk();
};

namespace {

QString textOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? QString::fromUtf8(file.readAll()) : QString();
}

QString coverage()
{
    return textOf(QStringLiteral(ROLLCALL_SOURCE_DIR "/docs/zk-coverage.md"));
}

/// "class::function" of every test function of the sources.
QSet<QString> allTests()
{
    static const QRegularExpression function(
        QStringLiteral("\\bvoid\\s+(\\w+)::(\\w+)\\s*\\(\\s*\\)\\s*\\n?\\{"));
    QSet<QString> names;
    QDirIterator files(QStringLiteral(ROLLCALL_SOURCE_DIR "/tests"), {QStringLiteral("*.cpp")},
                       QDir::Files, QDirIterator::Subdirectories);
    while (files.hasNext()) {
        auto found = function.globalMatch(textOf(files.next()));
        while (found.hasNext()) {
            const QRegularExpressionMatch match = found.next();
            names.insert(QStringLiteral("%1::%2").arg(match.captured(1), match.captured(2)));
        }
    }
    return names;
}

} // namespace

void tst_coverage::namesRealTests()
{
    static const QRegularExpression name(QStringLiteral("`((?:tst|vectors)_\\w+::\\w+)`"));
    const QSet<QString> known = allTests();
    QVERIFY(known.size() > 100);
    int named = 0;
    auto found = name.globalMatch(coverage());
    while (found.hasNext()) {
        const QString test = found.next().captured(1);
        QVERIFY2(known.contains(test), qPrintable(test));
        ++named;
    }
    QVERIFY(named > 100);
}

void tst_coverage::namesEveryQuirk()
{
    constexpr int kQuirks = 40;
    const QString text = coverage();
    for (int quirk = 1; quirk <= kQuirks; ++quirk)
        QVERIFY2(text.contains(QStringLiteral("\n| Q%1 |").arg(quirk)),
                 qPrintable(QString::number(quirk)));
}

ROLLCALL_TEST(tst_coverage);
#include "tst_coverage.moc"
