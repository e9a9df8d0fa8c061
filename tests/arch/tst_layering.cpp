// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/arch/rules.h"
#include "tests/support/testmain.h"

#include <QTest>

using namespace rollcall::arch;

/// Guard (b) of architecture.md, section 1: every include of the product against the table of
/// rooms.
class tst_layering : public rollcall::test::TestCase
{
    Q_OBJECT

private slots:
    void findsRooms_data();
    void findsRooms();
    void findsForbiddenIncludes_data();
    void findsForbiddenIncludes();
    void allowsTheOthers_data();
    void allowsTheOthers();
    void namesTheLine();
    void productIncludesPointDown();
};

void tst_layering::findsRooms_data()
{
    QTest::addColumn<QString>("path");
    QTest::addColumn<QString>("room");
    QTest::newRow("core") << QStringLiteral("core/ports/stores.h") << QStringLiteral("core");
    QTest::newRow("storage in core")
        << QStringLiteral("core/storage/database.cpp") << QStringLiteral("storage");
    QTest::newRow("dialect folder")
        << QStringLiteral("devices/push/jsonapi/parser.h") << QStringLiteral("push");
    QTest::newRow("page") << QStringLiteral("ui/pages/devices/devicespage.h")
                          << QStringLiteral("ui");
    QTest::newRow("pages for paper")
        << QStringLiteral("ui/render/pagelayout.h") << QStringLiteral("render");
    QTest::newRow("unknown folder of core") << QStringLiteral("core/misc/helper.h") << QString();
    QTest::newRow("file beside the rooms") << QStringLiteral("devices/helper.h") << QString();
}

void tst_layering::findsRooms()
{
    QFETCH(QString, path);
    QFETCH(QString, room);
    QCOMPARE(roomOf(path), room);
}

void tst_layering::findsForbiddenIncludes_data()
{
    QTest::addColumn<QString>("path");
    QTest::addColumn<QString>("include");
    const auto row = [](const char *name, const char *path, const char *include) {
        QTest::newRow(name) << QString::fromLatin1(path) << QString::fromLatin1(include);
    };
    row("core on storage", "core/rules/a.cpp", "\"core/storage/database.h\"");
    row("core on devices", "core/base/a.h", "\"devices/api/endpoint.h\"");
    row("core on ui", "core/domain/a.h", "\"ui/mainwindow.h\"");
    row("storage on services", "core/storage/a.cpp", "\"app/services/ingestservice.h\"");
    row("driver interface on a driver", "devices/api/a.h", "\"devices/zk/zkpacket.h\"");
    row("driver on storage", "devices/zk/a.cpp", "\"core/storage/database.h\"");
    row("driver on its simulator", "devices/zk/a.cpp", "\"devices/sim/simdevice.h\"");
    row("simulator on the driver", "devices/sim/a.cpp", "\"devices/zk/zkpacket.h\"");
    row("push on zk", "devices/push/jsonapi/a.cpp", "\"devices/zk/zktime.h\"");
    row("services on a driver", "app/services/a.cpp", "\"devices/zk/zkdriver.h\"");
    row("services on storage", "app/services/a.cpp", "\"core/storage/database.h\"");
    row("services on ui", "app/services/a.cpp", "\"ui/mainwindow.h\"");
    row("secrets on services", "app/secrets/a.cpp", "\"app/services/syncservice.h\"");
    row("wiring on ui", "app/wiring/a.cpp", "\"ui/mainwindow.h\"");
    row("wiring on the program", "app/wiring/a.cpp", "\"app/gui/application.h\"");
    row("ui on services", "ui/pages/devices/a.cpp", "\"app/services/syncservice.h\"");
    row("ui on a driver", "ui/models/a.cpp", "\"devices/api/devicedriver.h\"");
    row("render on the rest of ui", "ui/render/a.cpp", "\"ui/mainwindow.h\"");
    row("command line on ui", "app/ctl/a.cpp", "\"ui/mainwindow.h\"");
    row("command line past wiring", "app/ctl/commands/a.cpp", "\"devices/sim/simzkserver.h\"");
    row("window past wiring", "app/gui/a.cpp", "\"core/storage/database.h\"");
    row("product on tests", "core/base/a.cpp", "\"tests/support/testmain.h\"");
    row("pointed brackets", "core/base/a.cpp", "<ui/mainwindow.h>");
    row("relative", "core/rules/a.cpp", "\"../storage/database.h\"");
    row("same folder", "core/storage/a.cpp", "\"database.h\"");
    row("umbrella", "core/base/a.h", "<QtCore>");
    row("module-qualified", "core/base/a.h", "<QtWidgets/QWidget>");
    row("outside of the table", "core/misc/a.h", "\"core/base/error.h\"");
}

void tst_layering::findsForbiddenIncludes()
{
    QFETCH(QString, path);
    QFETCH(QString, include);
    const SourceFile file{path, QStringLiteral("#pragma once\n#include %1\n").arg(include)};
    QCOMPARE(layeringFindings(file).size(), 1);
}

void tst_layering::allowsTheOthers_data()
{
    QTest::addColumn<QString>("path");
    QTest::addColumn<QString>("line");
    const auto row = [](const char *name, const char *path, const char *line) {
        QTest::newRow(name) << QString::fromLatin1(path) << QString::fromLatin1(line);
    };
    row("within core", "core/rules/a.cpp", "#include \"core/domain/walltime.h\"");
    row("storage on core", "core/storage/a.cpp", "#include \"core/ports/stores.h\"");
    row("driver on its interface", "devices/zk/a.cpp", "#include \"devices/api/devicesession.h\"");
    row("dialect on its listener", "devices/push/jsonapi/a.cpp",
        "#include \"devices/push/admission.h\"");
    row("services on the driver interface", "app/services/a.cpp",
        "#include \"devices/api/devicedriver.h\"");
    row("wiring on storage", "app/wiring/a.cpp", "#include \"core/storage/database.h\"");
    row("command line on a port", "app/ctl/a.cpp", "#include \"core/ports/synccontrol.h\"");
    row("window on ui", "app/gui/a.cpp", "#include \"ui/mainwindow.h\"");
    row("generated", "ui/a.cpp", "#include \"a.moc\"");
    row("a class of Qt", "core/base/a.h", "#include <QString>");
    row("Qt's global header", "core/base/a.h", "#include <QtGlobal>");
    row("in a comment", "core/base/a.h", "// #include \"ui/mainwindow.h\"");
    row("in a block comment", "core/base/a.h", "/*\n#include \"ui/mainwindow.h\"\n*/");
}

void tst_layering::allowsTheOthers()
{
    QFETCH(QString, path);
    QFETCH(QString, line);
    const auto findings = layeringFindings({path, line});
    QVERIFY2(findings.isEmpty(), qPrintable(listed(findings)));
}

void tst_layering::namesTheLine()
{
    const auto findings = layeringFindings(
        {QStringLiteral("core/base/a.cpp"), QStringLiteral("// why\n\n#  include \"ui/a.h\"\n")});
    QCOMPARE(findings.size(), 1);
    QCOMPARE(findings.first().line, 3);
    QCOMPARE(findings.first().what, QStringLiteral("core must not include ui (\"ui/a.h\")"));
}

void tst_layering::productIncludesPointDown()
{
    const QList<SourceFile> files = productFiles();
    QVERIFY2(files.size() > 40, "The product's sources were not found.");
    QList<Finding> findings;
    for (const SourceFile &file : files)
        findings += layeringFindings(file);
    QVERIFY2(findings.isEmpty(), qPrintable(listed(findings)));
}

ROLLCALL_TEST(tst_layering);
#include "tst_layering.moc"
