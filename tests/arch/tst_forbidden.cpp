// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/arch/rules.h"
#include "tests/support/testmain.h"

#include <QSet>
#include <QTest>

using namespace rollcall::arch;

/// Calls that product code must not make (architecture.md, section 13).
class tst_forbidden : public rollcall::test::TestCase
{
    Q_OBJECT

private slots:
    void findsBadCode_data();
    void findsBadCode();
    void everyRuleHasBadCode();
    void allowsGoodCode_data();
    void allowsGoodCode();
    void sourcesKeepTheRules();
};

struct Snippet
{
    const char *rule;
    const char *path;
    const char *text;
};

static constexpr Snippet kBad[] = {
    {"process-events", "ui/a.cpp", "QCoreApplication::processEvents();"},
    {"nested-loop", "devices/zk/a.cpp", "QEventLoop loop;"},
    {"modal-exec", "ui/a.cpp", "QMessageBox::question(this, title, text);"},
    {"modal-exec", "ui/a.cpp", "const QString f = QFileDialog::getSaveFileName(this);"},
    {"modal-exec", "ui/pages/a.cpp", "if (dialog.exec() == QDialog::Accepted)"},
    {"then-context", "app/services/a.cpp", "future.then(this, [] {});"},
    {"then-context", "app/services/a.cpp", "work()\n    .then( receiver , [] {});"},
    {"sleep", "devices/zk/a.cpp", "QThread::msleep(5);"},
    {"sleep", "core/base/a.cpp", "std::this_thread::sleep_for(1ms);"},
    {"sleep", "tests/e2e/a.cpp", "QThread::sleep(1);"},
    {"sleep", "devices/sim/a.cpp", "usleep(10);"},
    {"test-sleep", "tests/core/a.cpp", "QTest::qSleep(10);"},
    {"blocking-wait", "ui/a.cpp", "future.waitForFinished();"},
    {"blocking-wait", "ui/pages/a.cpp", "socket.waitForReadyRead(100);"},
    {"blocking-wait", "ui/a.cpp", "const auto rows = await(m_control.rows());"},
    {"terminate", "app/services/a.cpp", "m_thread->terminate();"},
    {"string-connect", "ui/a.cpp", "connect(a, SIGNAL(clicked()), b, SLOT(go()));"},
    {"auto-slot", "ui/a.h", "void on_button_clicked();"},
    {"sender", "ui/a.cpp", "auto *button = qobject_cast<QPushButton *>(sender());"},
    {"item-widgets", "ui/a.h", "QTableWidget *m_table;"},
    {"application-lookup", "ui/a.cpp", "qApp->quit();"},
    {"application-lookup", "core/base/a.cpp", "QCoreApplication::instance()->thread();"},
    {"global-instance", "core/base/a.h", "static Registry &instance();"},
    {"real-clock", "core/rules/a.cpp", "QDateTime::currentDateTimeUtc();"},
    {"real-clock", "ui/a.cpp", "QDate::currentDate();"},
    {"real-clock", "app/services/a.cpp", "QDateTime::currentMSecsSinceEpoch();"},
};

static constexpr Snippet kGood[] = {
    {"comment", "ui/a.cpp", "// never processEvents(), never QThread::sleep()"},
    {"text", "ui/a.cpp", "tr(\"qApp SIGNAL(x) sender()\");"},
    {"then without context", "app/services/a.cpp",
     "future.then([] {}); future.then(&m_pool, [] {});"},
    {"query", "core/storage/a.cpp", "if (!query.exec())"},
    {"menu popup", "ui/a.cpp", "m_menu->popup(position); dialog->open();"},
    {"application's own loop", "app/gui/main.cpp", "return app.exec();"},
    {"sender of another class", "devices/push/a.cpp", "request.sender(); m_sender();"},
    {"static function", "core/base/a.h", "static QString instanceName();"},
    {"the clock", "app/wiring/systemclock.cpp", "return QDateTime::currentMSecsSinceEpoch();"},
    {"the standard's word", "core/base/a.cpp", "bool isTerminated() const;"},
    {"waiting off the window", "app/services/a.cpp", "await(m_store.rows());"},
    {"loop in a test", "tests/devices/a.cpp", "QEventLoop loop;"},
};

static QString ruleOf(const Finding &finding)
{
    return finding.what.section(u':', 0, 0);
}

void tst_forbidden::findsBadCode_data()
{
    QTest::addColumn<QString>("rule");
    QTest::addColumn<QString>("path");
    QTest::addColumn<QString>("text");
    for (const Snippet &bad : kBad) {
        QTest::addRow("%s in %s", bad.rule, bad.text)
            << QString::fromLatin1(bad.rule) << QString::fromLatin1(bad.path)
            << QString::fromLatin1(bad.text);
    }
}

void tst_forbidden::findsBadCode()
{
    QFETCH(QString, rule);
    QFETCH(QString, path);
    QFETCH(QString, text);
    const auto findings = forbiddenFindings({path, QString(QStringLiteral("// why\n") + text)});
    QVERIFY(!findings.isEmpty());
    QVERIFY(findings.first().line >= 2);
    for (const Finding &finding : findings)
        QCOMPARE(ruleOf(finding), rule);
}

void tst_forbidden::everyRuleHasBadCode()
{
    QSet<QString> shown;
    for (const Snippet &bad : kBad)
        shown.insert(QString::fromLatin1(bad.rule));
    const QStringList rules = forbiddenRules();
    QCOMPARE(shown, QSet<QString>(rules.begin(), rules.end()));
}

void tst_forbidden::allowsGoodCode_data()
{
    QTest::addColumn<QString>("path");
    QTest::addColumn<QString>("text");
    for (const Snippet &good : kGood)
        QTest::newRow(good.rule) << QString::fromLatin1(good.path)
                                 << QString::fromLatin1(good.text);
}

void tst_forbidden::allowsGoodCode()
{
    QFETCH(QString, path);
    QFETCH(QString, text);
    const auto findings = forbiddenFindings({path, text});
    QVERIFY2(findings.isEmpty(), qPrintable(listed(findings)));
}

void tst_forbidden::sourcesKeepTheRules()
{
    QList<SourceFile> files = productFiles();
    QVERIFY2(files.size() > 40, "The product's sources were not found.");
    files +=
        sourceFiles({QStringLiteral("tests")}, {QStringLiteral("*.h"), QStringLiteral("*.cpp")});
    QList<Finding> findings;
    for (const SourceFile &file : files)
        findings += forbiddenFindings(file);
    QVERIFY2(findings.isEmpty(), qPrintable(listed(findings)));
}

ROLLCALL_TEST(tst_forbidden);
#include "tst_forbidden.moc"
