// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/arch/rules.h"

#include <QRegularExpression>

namespace rollcall::arch {

namespace {

struct Rule
{
    QString name;
    QRegularExpression pattern; ///< looked for in the text without comments and literals
    QRegularExpression files;   ///< paths it holds for
    QString why;
};

QRegularExpression everywhere()
{
    return QRegularExpression(QStringLiteral("^(app|core|devices|ui)/"));
}

QRegularExpression outsideTheClock()
{
    return QRegularExpression(QStringLiteral("^(core|devices|ui|app/(?!wiring/))"));
}

Rule rule(const char *name, const char *pattern, const QRegularExpression &files, const char *why)
{
    return {QString::fromLatin1(name), QRegularExpression(QString::fromLatin1(pattern)), files,
            QString::fromLatin1(why)};
}

/// architecture.md, section 13, and style-anchors.md, sections 3 to 5.
const QList<Rule> &rules()
{
    static const QRegularExpression windows(QStringLiteral("^(ui|app/gui)/"));
    static const QList<Rule> all = {
        rule("process-events", R"(\bprocessEvents\b)", everywhere(),
             "re-enters whatever is running"),
        rule("nested-loop", R"(\bQEventLoop\b)", everywhere(), "a nested loop; use onDone()"),
        rule(
            "modal-exec",
            R"(\bQ(?:MessageBox|InputDialog)::(?:question|information|warning|critical|get\w+)\s*\()"
            R"(|\bQFileDialog::get\w+\s*\(|(?:\bdialog|\bbox|\bmenu)\w*(?:\.|->)exec\s*\()",
            windows, "a nested loop; open() the dialog and connect its signals"),
        rule("then-context",
             R"((?:\.|->)\s*then\s*\(\s*(?:this|\w*(?:receiver|context|parent|object)\w*)\s*,)",
             everywhere(), "aborts on Qt 6.4 when the context dies first; use onDone()"),
        rule("sleep",
             R"(\bQThread::[mu]?sleep\b|\bsleep_(?:for|until)\b|(?<![\w:.>])[un]?sleep\s*\()",
             QRegularExpression(QStringLiteral("^(app|core|devices|ui|tests)/")),
             "waits for no reason that ends"),
        rule("test-sleep", R"(\bQTest::qSleep\b)", QRegularExpression(QStringLiteral("^tests/")),
             "use QTRY_*, signals or waitFor()"),
        rule(
            "blocking-wait",
            R"(\bwaitFor(?:Finished|Connected|Disconnected|Encrypted|ReadyRead|BytesWritten|Started|Done)\b)"
            R"(|(?<![\w:.>])await\s*\()",
            QRegularExpression(QStringLiteral("^ui/")), "blocks the window; use onDone()"),
        rule("terminate", R"(\bterminate\s*\()", everywhere(), "leaves locks and data half done"),
        rule("string-connect", R"(\b(?:SIGNAL|SLOT)\s*\()", everywhere(),
             "not checked by the compiler"),
        rule("auto-slot", R"(\bvoid\s+(?:\w+::)?on_[a-z]\w*\s*\()", everywhere(),
             "connected by its name"),
        rule("sender", R"((?<![\w.>])sender\s*\(\s*\))", everywhere(),
             "capture the object instead"),
        rule("item-widgets", R"(\b(?:QTableWidget|QSqlTableModel|QSqlQueryModel)\b)", everywhere(),
             "models stand over ports"),
        rule("application-lookup", R"(\bqApp\b|\bQ(?:Core|Gui)?Application::instance\s*\()",
             everywhere(), "hand it in through the constructor"),
        rule("global-instance", R"(\bstatic\s+[\w:<>]+\s*[*&]\s*(?:instance|self|get)\s*\(\s*\))",
             everywhere(), "no global objects; wiring makes them"),
        rule("real-clock",
             R"(\bcurrent(?:DateTime|DateTimeUtc|Date|Time|MSecsSinceEpoch|SecsSinceEpoch)\s*\()"
             R"(|\bsystem_clock::now\b)",
             outsideTheClock(), "ask the Clock that was handed in"),
    };
    return all;
}

} // namespace

QStringList forbiddenRules()
{
    QStringList names;
    for (const Rule &each : rules())
        names.append(each.name);
    return names;
}

QList<Finding> forbiddenFindings(const SourceFile &file)
{
    QList<Finding> findings;
    const QString text = withoutComments(file.text, Literals::Blank);
    for (const Rule &each : rules()) {
        if (!each.files.match(file.path).hasMatch())
            continue;
        auto match = each.pattern.globalMatch(text);
        while (match.hasNext()) {
            const QRegularExpressionMatch found = match.next();
            findings.append({file.path, lineOf(text, found.capturedStart()),
                             QStringLiteral("%1: \"%2\" %3")
                                 .arg(each.name, found.captured().trimmed(), each.why)});
        }
    }
    return findings;
}

} // namespace rollcall::arch
