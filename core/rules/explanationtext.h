// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/domain/dayfacts.h"

#include <QCoreApplication>
#include <QDate>
#include <QString>

namespace rollcall {

/// Makes sentences of the engine's steps, for the "Why?" panel and `rollcallctl why` alike. All of
/// it is translated text for people; nothing is computed here. Thread: any.
class ExplanationText
{
    Q_DECLARE_TR_FUNCTIONS(rollcall::ExplanationText)

public:
    /// @p day is the attendance day: times on other dates are written with their date.
    explicit ExplanationText(QDate day)
        : m_day(day)
    {}

    /// What the step says, in whole sentences; the rule's own word for a rule that is not known
    /// here (a newer engine's).
    QString sentence(const ExplanationStep &step) const;

    /// "school_start = 08:00 (timing of the class), grace_minutes = 15 (default)"; empty when a
    /// fact decided.
    static QString settings(const ExplanationStep &step);
    /// "default", "setting of the school", "timing of the class" …
    static QString origin(const SettingOrigin &origin);

private:
    QDate m_day;
};

} // namespace rollcall
