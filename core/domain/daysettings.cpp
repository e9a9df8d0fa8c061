// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/domain/daysettings.h"

#include <array>

namespace rollcall {

QString scopeWord(SettingScope scope)
{
    static constexpr std::array<const char16_t *, 6> kWords = {u"default", u"school", u"weekday",
                                                               u"dated",   u"class",  u"person"};
    return QString::fromUtf16(kWords.at(static_cast<size_t>(scope)));
}

DaySettings::DaySettings()
{
    static const std::shared_ptr<const Data> defaults = joined({});
    m_data = defaults;
}

DaySettings::DaySettings(const QJsonObject &json)
    : m_data(joined({{{SettingScope::School, {}, {}, {}}, json}}))
{}

DaySettings::DaySettings(const QList<SettingLayer> &layers)
    : m_data(joined(layers))
{}

SettingOrigin DaySettings::originOf(const QString &key) const
{
    return m_data->origins.value(key);
}

std::shared_ptr<const DaySettings::Data> DaySettings::joined(const QList<SettingLayer> &layers)
{
    auto data = std::make_shared<Data>();
    for (const SettingLayer &layer : layers) {
        for (auto it = layer.settings.begin(); it != layer.settings.end(); ++it) {
            data->json.insert(it.key(), it.value());
            data->origins.insert(it.key(), layer.origin);
        }
    }
    data->checked = AttendancePolicy::tolerant(data->json);
    for (const Error &problem : data->checked.problems)
        data->origins.remove(problem.detail);
    return data;
}

} // namespace rollcall
