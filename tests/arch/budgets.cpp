// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/arch/rules.h"

#include <QRegularExpression>

namespace rollcall::arch {

namespace {

/// Files that may be longer than their budget, with the reason beside each. Keep it empty.
const QStringList &longerFiles()
{
    static const QStringList files;
    return files;
}

enum class Block { Scope, Function, Other };

bool isInsideFunction(const QList<Block> &open)
{
    return !open.isEmpty() && open.last() != Block::Scope;
}

/// Preprocessor lines blanked: a macro's braces need not match.
QString withoutDirectives(QString text)
{
    static const QRegularExpression directive(
        QStringLiteral("^[ \\t]*#(?:[^\\n]*\\\\\\n)*[^\\n]*$"),
        QRegularExpression::MultilineOption);
    auto match = directive.globalMatch(text);
    while (match.hasNext()) {
        const QRegularExpressionMatch found = match.next();
        for (qsizetype i = found.capturedStart(); i < found.capturedEnd(); ++i) {
            if (text.at(i) != u'\n')
                text[i] = u' ';
        }
    }
    return text;
}

/// What the brace after @p head opens, outside of any function.
Block blockOf(const QString &head)
{
    static const QRegularExpression scope(
        QStringLiteral("^(?:.*:\\s+)?(?:template\\s*<.*>\\s*)?(?:inline\\s+)?(?:export\\s+)?"
                       "(?:namespace|class|struct|union|extern)\\b"),
        QRegularExpression::DotMatchesEverythingOption);
    static const QRegularExpression assignment(QStringLiteral("^[^(]*[^=!<>]=[^=]"));
    const bool hasParameters = head.contains(u'(');
    if (scope.match(head).hasMatch() && !hasParameters)
        return Block::Scope;
    if (!hasParameters ||
        (assignment.match(head).hasMatch() && !head.contains(QStringLiteral("operator"))))
        return Block::Other;
    return Block::Function;
}

/// The name before the parameters, and where its line begins.
FunctionSpan spanOfHead(const QString &text, qsizetype headStart, const QString &head)
{
    static const QRegularExpression name(
        QStringLiteral("([A-Za-z_~][\\w:~]*|operator\\s*\\S+)\\s*\\("));
    const QRegularExpressionMatch match = name.match(head);
    return {match.captured(1), lineOf(text, headStart + qMax<qsizetype>(0, match.capturedStart(1))),
            0};
}

} // namespace

QList<FunctionSpan> functionsOf(const QString &source)
{
    const QString text = withoutDirectives(withoutComments(source, Literals::Blank));
    QList<FunctionSpan> done;
    QList<Block> open;
    FunctionSpan current;
    qsizetype headStart = 0;
    for (qsizetype i = 0; i < text.size(); ++i) {
        const QChar c = text.at(i);
        if (c == u'{') {
            const QString head = text.sliced(headStart, i - headStart);
            open.append(isInsideFunction(open) ? Block::Other : blockOf(head.trimmed()));
            if (open.last() == Block::Function)
                current = spanOfHead(text, headStart, head);
        } else if (c == u'}' && !open.isEmpty()) {
            if (open.takeLast() == Block::Function) {
                current.lines = lineOf(text, i) - current.line + 1;
                done.append(current);
            }
        }
        if ((c == u'{' || c == u'}' || c == u';') && !isInsideFunction(open))
            headStart = i + 1;
    }
    return done;
}

QList<Finding> budgetFindings(const SourceFile &file, const Budget &budget)
{
    QList<Finding> findings;
    const bool isMainWindow = file.path.startsWith(QStringLiteral("ui/mainwindow."));
    const int allowed = isMainWindow ? budget.mainWindowLines : budget.fileLines;
    const qsizetype lines = file.text.count(u'\n');
    if (lines > allowed && !longerFiles().contains(file.path))
        findings.append(
            {file.path, 0, QStringLiteral("%1 lines, at most %2").arg(lines).arg(allowed)});
    for (const FunctionSpan &function : functionsOf(file.text)) {
        if (function.lines > budget.functionLines) {
            findings.append({file.path, function.line,
                             QStringLiteral("%1() has %2 lines, at most %3")
                                 .arg(function.name)
                                 .arg(function.lines)
                                 .arg(budget.functionLines)});
        }
    }
    return findings;
}

} // namespace rollcall::arch
