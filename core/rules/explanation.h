// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/domain/dayfacts.h"

#include <QList>
#include <QString>

#include <utility>

namespace rollcall {

/// What a step tells: the settings that decided, by their keys, and the figures.
struct Because
{
    QList<const char16_t *> settings;
    QJsonObject values;
};

/// Collects the engine's steps while it decides. Nothing is put together unless somebody asked why.
class Explanation
{
public:
    /// @p settings are those of the day and must outlive this; without them steps name keys only.
    explicit Explanation(bool isWanted, const DaySettings *settings = nullptr)
        : m_isWanted(isWanted)
        , m_settings(settings)
    {}

    bool isWanted() const { return m_isWanted; }

    /// @p because is called for a Because, or not at all.
    template <typename Tell>
    void add(const char16_t *rule, RawLogId log, Tell because)
    {
        if (m_isWanted)
            append(rule, log, because());
    }
    template <typename Tell>
    void add(const char16_t *rule, Tell because)
    {
        add(rule, RawLogId{}, because);
    }
    QList<ExplanationStep> take() { return std::exchange(m_steps, {}); }

private:
    void append(const char16_t *rule, RawLogId log, const Because &because);

    bool m_isWanted;
    const DaySettings *m_settings;
    QList<ExplanationStep> m_steps;
};

} // namespace rollcall
