// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/arch/rules.h"

namespace rollcall::arch {

QList<Finding> spdxFindings(const SourceFile &file)
{
    // In pieces, so that tools that collect these tags do not take the texts for one of this file.
    const QString copyright = QStringLiteral("SPDX-FileCopyrightText") + QStringLiteral(": ");
    const QString licence =
        QStringLiteral("SPDX-License-Identifier") + QStringLiteral(": GPL-3.0-or-later");
    const QString top = file.text.section(u'\n', 0, 3); // after a "#!" or "<?xml" line too
    if (top.contains(copyright) && top.contains(licence))
        return {};
    return {{file.path, 1, QStringLiteral("the two SPDX lines are missing on top")}};
}

} // namespace rollcall::arch
