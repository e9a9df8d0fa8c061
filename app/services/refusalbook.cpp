// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/services/refusalbook.h"

#include <utility>

namespace rollcall {

namespace {

constexpr qint64 kHour = 3'600'000;

QString keyOf(const RefusalCount &refusal)
{
    return QString(refusal.address % u'\n' % refusal.cause % u'\n' %
                   QString::number(refusal.device.value) % u'\n' % refusal.serial % u'\n' %
                   QString::number(refusal.hourUtc));
}

} // namespace

void RefusalBook::add(RefusalCount refusal, qint64 atUtc)
{
    refusal.hourUtc = atUtc - atUtc % kHour;
    refusal.count = 0;
    QString key = keyOf(refusal);
    if (!m_rows.contains(key) && m_rows.size() >= kMostRows) {
        refusal.address.clear();
        refusal.serial.clear();
        key = keyOf(refusal);
    }
    RefusalCount &row = m_rows[key];
    const qint64 before = row.count;
    row = refusal;
    row.count = before + 1;
}

QList<RefusalCount> RefusalBook::take()
{
    return std::exchange(m_rows, {}).values();
}

} // namespace rollcall
