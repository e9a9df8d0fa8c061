// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/e2e/ctlrunner.h"
#include "tests/support/testmain.h"

#include <QFile>
#include <QTest>

using namespace rollcall;
using rollcall::test::CtlAnswer;
using rollcall::test::CtlRunner;

/// The page docs/why.md: each command on it says what stands below it.
class tst_whyexamples : public rollcall::test::TestCase
{
    Q_OBJECT

private slots:
    void initTestCase();
    void says_data();
    void says();
    void cleanupTestCase();

private:
    /// A fenced block: "file NAME", "run" or "why", and its lines.
    struct Block
    {
        QString kind;
        QString name;
        QStringList lines;
    };
    static QList<Block> blocksOf(const QString &page);
    CtlAnswer run(const QString &line) const;

    std::unique_ptr<CtlRunner> m_ctl;
    QList<Block> m_examples;
    QStringList m_files;
};

namespace {

const QString kFence = QStringLiteral("```");
const QString kPrompt = QStringLiteral("$ rollcallctl ");

} // namespace

QList<tst_whyexamples::Block> tst_whyexamples::blocksOf(const QString &page)
{
    QList<Block> blocks;
    bool isInside = false;
    for (const QString &line : page.split(u'\n')) {
        if (line.startsWith(kFence)) {
            isInside = !isInside;
            const QString info = line.mid(kFence.size());
            if (isInside)
                blocks.append({info.section(u' ', 0, 0), info.section(u' ', 1), {}});
        } else if (isInside) {
            blocks.last().lines.append(line);
        }
    }
    return blocks;
}

/// Files lie in the folder of the test.
CtlAnswer tst_whyexamples::run(const QString &line) const
{
    QStringList arguments = QProcess::splitCommand(line.mid(kPrompt.size()));
    for (QString &argument : arguments) {
        if (m_files.contains(argument))
            argument = m_ctl->folder() + u'/' + argument;
    }
    return m_ctl->run(arguments);
}

void tst_whyexamples::initTestCase()
{
    qputenv("USER", "office"); // who corrects
    QFile page(QStringLiteral(ROLLCALL_SOURCE_DIR "/docs/why.md"));
    QVERIFY(page.open(QIODevice::ReadOnly));
    m_ctl = std::make_unique<CtlRunner>(Engine::Sqlite);
    for (const Block &block : blocksOf(QString::fromUtf8(page.readAll()))) {
        if (block.kind == u"file") {
            QFile file(m_ctl->folder() + u'/' + block.name);
            QVERIFY(file.open(QIODevice::WriteOnly));
            file.write((block.lines.join(u'\n') + u'\n').toUtf8());
            m_files.append(block.name);
        } else if (block.kind == u"run") {
            for (const QString &line : block.lines) {
                const CtlAnswer answer = run(line);
                QVERIFY2(answer.status == 0,
                         QByteArray(line.toUtf8() + ": " + answer.err).constData());
            }
        } else if (block.kind == u"why") {
            m_examples.append(block);
        }
    }
    QVERIFY(m_examples.size() >= 20);
}

void tst_whyexamples::says_data()
{
    QTest::addColumn<QString>("command");
    QTest::addColumn<QString>("said");
    for (const Block &example : std::as_const(m_examples))
        QTest::newRow(qPrintable(example.lines.constFirst().mid(kPrompt.size())))
            << example.lines.constFirst() << QString(example.lines.mid(1).join(u'\n') + u'\n');
}

void tst_whyexamples::says()
{
    QFETCH(QString, command);
    const CtlAnswer answer = run(command);
    QCOMPARE(answer.status, 0);
    QStringList lines = QString::fromUtf8(answer.out).split(u'\n');
    for (QString &line : lines) {
        while (line.endsWith(u' '))
            line.chop(1); // what fills up a column
    }
    QTEST(lines.join(u'\n'), "said");
}

void tst_whyexamples::cleanupTestCase()
{
    m_ctl.reset();
}

ROLLCALL_TEST(tst_whyexamples);
#include "tst_whyexamples.moc"
