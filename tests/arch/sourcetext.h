// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QList>
#include <QString>
#include <QStringList>

namespace rollcall::arch {

/// A file of the source tree as the rules of this folder look at it.
struct SourceFile
{
    QString path; ///< from the root, with "/"
    QString text;
};

/// A place that breaks a rule.
struct Finding
{
    QString path;
    int line = 0; ///< from 1; 0 = the file as a whole
    QString what; ///< what is wrong there, for the developer

    friend bool operator==(const Finding &, const Finding &) = default;
};

enum class Literals { Keep, Blank };

/// The C++ text with comments, and if wanted the insides of string and character literals, replaced
/// by blanks. Lines and positions stay where they are.
QString withoutComments(const QString &text, Literals literals);

/// The line of a position, from 1.
int lineOf(const QString &text, qsizetype position);

/// The files under @p folders (from the root, "" = the root's own files only) whose names match @p
/// names, sorted.
QList<SourceFile> sourceFiles(const QStringList &folders, const QStringList &names);

/// The product's C++ files.
QList<SourceFile> productFiles();

/// One line a finding, "path:line: what", for a failure message; empty when there is none.
QString listed(const QList<Finding> &findings);

} // namespace rollcall::arch
