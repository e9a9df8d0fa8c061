// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/rules/explanation.h"

#include "core/domain/policykeys.h"

namespace rollcall {

void Explanation::append(const char16_t *rule, RawLogId log, const Because &because)
{
    ExplanationStep step{QString::fromUtf16(rule), log, because.values, {}};
    for (const char16_t *name : because.settings) {
        DecidingSetting setting{QString::fromUtf16(name), {}, {}};
        if (const PolicyKey *key = findPolicyKey(name); key && m_settings) {
            setting.value = writePolicyValue(m_settings->policy().values(), *key);
            setting.origin = m_settings->originOf(setting.key);
        }
        step.settings.append(setting);
    }
    m_steps.append(step);
}

} // namespace rollcall
