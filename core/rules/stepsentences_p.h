// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/domain/dayfacts.h"

#include <QDate>
#include <QJsonObject>
#include <QString>

namespace rollcall {

/// The figures of one step in the words of sentences; for explanationtext only.
class StepFigures
{
public:
    StepFigures(const QJsonObject &values, QDate day)
        : m_values(values)
        , m_day(day)
    {}

    bool has(const char *name) const { return !m_values.value(QLatin1String(name)).isUndefined(); }
    bool flag(const char *name) const { return m_values.value(QLatin1String(name)).toBool(); }
    int number(const char *name) const { return m_values.value(QLatin1String(name)).toInt(); }
    QString text(const char *name) const { return m_values.value(QLatin1String(name)).toString(); }
    /// "08:16", with seconds when there are some, with its date when that is not the day's.
    QString time(const char *name) const;
    /// "15 minutes", in the language in use.
    QString minutes(const char *name) const;
    /// A status word as people read it; "no record" for null.
    QString status(const char *name) const;

private:
    const QJsonObject &m_values;
    QDate m_day;
};

/// The sentence of a step that speaks of one punch, or of one that speaks of the day; empty when
/// the rule is not of that kind.
QString punchSentence(const QString &rule, const StepFigures &figures);
QString daySentence(const QString &rule, const StepFigures &figures);

} // namespace rollcall
