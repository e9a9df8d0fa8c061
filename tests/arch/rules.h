// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "tests/arch/sourcetext.h"

namespace rollcall::arch {

// Each rule is a pure function of a path and a text, so that a test can show that it finds what it
// is for.

/// The room of a file by its folder, named as in the table of architecture.md, section 1 ("zk",
/// "storage" …); empty for a folder that the table does not know.
QString roomOf(const QString &path);

/// Includes that point up or sideways (architecture.md, section 1), includes of the project that
/// are not written from the root, and Qt's umbrella or module-qualified headers, which would slip
/// past the include folders of a target.
QList<Finding> layeringFindings(const SourceFile &file);

/// Size limits of style-anchors.md, "House rules that follow".
struct Budget
{
    int fileLines = 400;
    int mainWindowLines = 300;
    int functionLines = 60;
};

struct FunctionSpan
{
    QString name;
    int line = 0; ///< where its head begins, from 1
    int lines = 0;
};

/// The functions defined in a C++ text, found by counting braces; lambdas belong to their function.
QList<FunctionSpan> functionsOf(const QString &text);

QList<Finding> budgetFindings(const SourceFile &file, const Budget &budget = {});

/// The names of the calls that product code must not make (architecture.md, section 13).
QStringList forbiddenRules();

/// Where a file breaks them; Finding::what begins with the rule's name.
QList<Finding> forbiddenFindings(const SourceFile &file);

/// A file without the two SPDX lines on top.
QList<Finding> spdxFindings(const SourceFile &file);

} // namespace rollcall::arch
