// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/rules/explanationtext.h"

#include "core/rules/stepsentences_p.h"

#include <QStringList>

namespace rollcall {

QString ExplanationText::sentence(const ExplanationStep &step) const
{
    const StepFigures figures(step.values, m_day);
    QString text = punchSentence(step.rule, figures);
    if (text.isEmpty())
        text = daySentence(step.rule, figures);
    return text.isEmpty() ? step.rule : text;
}

QString ExplanationText::settings(const ExplanationStep &step)
{
    QStringList texts;
    for (const DecidingSetting &setting : step.settings) {
        //: a setting, its value, where it comes from
        texts.append(tr("%1 = %2 (%3)")
                         .arg(setting.key, AttendancePolicy::valueToText(setting.value),
                              origin(setting.origin)));
    }
    return texts.join(tr(", ", "between two settings"));
}

QString ExplanationText::origin(const SettingOrigin &origin)
{
    switch (origin.scope) {
    case SettingScope::School:
        return tr("setting of the school");
    case SettingScope::Weekday:
        return tr("timing of the weekday");
    case SettingScope::Dated:
        return tr("timing of the date");
    case SettingScope::Group:
        return tr("timing of the class");
    case SettingScope::Person:
        return tr("timing of the person");
    case SettingScope::Default:
        break;
    }
    return tr("default");
}

} // namespace rollcall
