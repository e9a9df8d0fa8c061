// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/support/testmain.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QLocale>
#include <QRegularExpression>
#include <QStandardPaths>
#include <QTest>
#include <QTextStream>

#include <cstdio>
#include <cstdlib>
#include <map>

#ifdef ROLLCALL_TEST_WITH_GUI
#include "tests/support/stallwatch.h"
using TestApplication = rollcall::test::WatchedApplication;
#else
using TestApplication = QCoreApplication;
#endif

namespace rollcall::test {

namespace {

std::map<QString, std::function<std::unique_ptr<QObject>()>> &registry()
{
    static std::map<QString, std::function<std::unique_ptr<QObject>()>> tests;
    return tests;
}

/// Warnings of the platform that say nothing about us. Everything else fails the test. A test that
/// provokes a warning on purpose announces it with QTest::ignoreMessage().
constexpr auto kAllButHarmless = "^(?!.*(propagateSizeHints|XDG_RUNTIME_DIR|OpenType support "
                                 "missing|This plugin does not support"
                                 "|QStandardPaths: runtime directory)).*";

} // namespace

Registration::Registration(const char *name, std::function<std::unique_ptr<QObject>()> make)
{
    registry().emplace(QString::fromLatin1(name), std::move(make));
}

QString vectorsFolder(const QString &sub)
{
    const QString named = qEnvironmentVariable("ROLLCALL_VECTORS");
    const QString base =
        named.isEmpty() ? QStringLiteral(ROLLCALL_SOURCE_DIR "/tests/vectors") : named;
    return QDir(base).filePath(sub);
}

QStringList notYet(const QString &set)
{
    QFile file(QStringLiteral(ROLLCALL_SOURCE_DIR "/tests/vectors/not-yet.txt"));
    QStringList names;
    if (!file.open(QIODevice::ReadOnly | QIODevice::Text))
        return names;
    QTextStream lines(&file);
    while (!lines.atEnd()) {
        const QString line = lines.readLine().section(u'#', 0, 0).simplified();
        if (line.section(u' ', 0, 0) == set)
            names.append(line.section(u' ', 1));
    }
    return names;
}

int repeats(int full)
{
    bool isNumber = false;
    const int percent = qEnvironmentVariable("ROLLCALL_TEST_COUNT").toInt(&isNumber);
    return qMax(1, isNumber ? full * percent / 100 : full);
}

void TestCase::init()
{
    QTest::failOnWarning(QRegularExpression(QString::fromLatin1(kAllButHarmless),
                                            QRegularExpression::DotMatchesEverythingOption));
}

bool waitFor(const std::function<bool()> &condition, int milliseconds)
{
    return QTest::qWaitFor(condition, milliseconds);
}

} // namespace rollcall::test

int main(int argc, char **argv)
{
    using namespace rollcall::test;
    qputenv("TZ", "Asia/Kolkata");
    qputenv("LC_ALL", "C.UTF-8");
    // No test puts anything into the keychain of whoever runs it.
    qputenv("ROLLCALL_SECRETS", "file");
    if (qEnvironmentVariableIsEmpty("QT_QPA_PLATFORM"))
        qputenv("QT_QPA_PLATFORM", "offscreen");
    TestApplication app(argc, argv);
    QCoreApplication::setOrganizationName(QStringLiteral("Rollcall"));
    QCoreApplication::setApplicationName(QStringLiteral("rollcall-test"));
    QStandardPaths::setTestModeEnabled(true);
    QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedKingdom));

    QStringList arguments = QCoreApplication::arguments();
    if (arguments.size() < 2 || !registry().contains(arguments.at(1))) {
        std::fprintf(stderr, "name one of:\n");
        for (const auto &[name, make] : registry())
            std::fprintf(stderr, "  %s\n", qPrintable(name));
        return 2;
    }
    const std::unique_ptr<QObject> test = registry().at(arguments.takeAt(1))();
    return QTest::qExec(test.get(), arguments) == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
