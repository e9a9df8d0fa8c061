// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/domain/dayfacts.h"

#include <QList>
#include <QString>

#include <utility>

namespace rollcall {

/// Collects the engine's steps while it decides. The figures are only put together when somebody
/// asked why.
class Explanation
{
public:
    explicit Explanation(bool isWanted)
        : m_isWanted(isWanted)
    {}

    /// @p figures is called for a QJsonObject, or not at all.
    template <typename Figures>
    void add(const char16_t *rule, RawLogId log, Figures figures)
    {
        if (m_isWanted)
            m_steps.append({QString::fromUtf16(rule), log, figures()});
    }
    template <typename Figures>
    void add(const char16_t *rule, Figures figures)
    {
        add(rule, RawLogId{}, figures);
    }
    QList<ExplanationStep> take() { return std::exchange(m_steps, {}); }

private:
    bool m_isWanted;
    QList<ExplanationStep> m_steps;
};

} // namespace rollcall
