// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/domain/statuscodes.h"

#include <QHash>
#include <QWidget>

class QLabel;

namespace rollcall::ui {

/// "P 312 Present  L 24 Late  A 9 Absent …": how many of each among the people shown, and so the
/// key to the letters.
class DaySummary : public QWidget
{
    Q_OBJECT

public:
    explicit DaySummary(QWidget *parent);

    /// How the school writes the status.
    void setCodes(const StatusCodes &codes);
    void setCounts(const QHash<DayStatus, int> &counts);
    /// For tests and screen readers: "312 Present, 24 Late".
    QString text() const { return accessibleName(); }

private:
    class Part;

    QList<Part *> m_parts;
    QLabel *m_total;
};

} // namespace rollcall::ui
