// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/result.h"

#include <QHash>
#include <QJsonValue>
#include <QString>

#include <span>

namespace rollcall {

/// What kind of value a setting of the program holds.
enum class AppSettingKind {
    Number,  ///< a whole number in a range
    Switch,  ///< "on" or "off"
    Address, ///< a numeric IPv4 or IPv6 address of this computer, or all of them (0.0.0.0, ::)
    Path,    ///< the whole path of a file, or nothing
    Code,    ///< one to three characters that stand for a status in reports
};

/// A row of the one table of the program's own settings: push.*, sync.*, and how the school writes
/// and counts on paper, codes.* and reports.* (cli.md, settings). They count at once and have no
/// date; those of attendance are in policykeys.h. Nobody writes a key or
/// a default elsewhere.
struct AppSetting
{
    const char16_t *name;
    AppSettingKind kind;
    const char16_t *byDefault; ///< as it would be stored; empty: nothing
    qint64 least;              ///< numbers only, both ends allowed
    qint64 most;
    const char *meaning;         ///< source text of its translation
    bool isReadWhenUsed = false; ///< of push.*: the others are read when listening begins

    QString text() const { return QString::fromUtf16(name); }
    QString defaultText() const { return QString::fromUtf16(byDefault); }
    QString meaningText() const; ///< translated
    /// A change counts only once the listener is started again.
    bool countsFromStart() const { return text().startsWith(u"push.") && !isReadWhenUsed; }
};

std::span<const AppSetting> appSettings();
const AppSetting *findAppSetting(QStringView name);

/// What was typed, as it is to be stored: "ON" becomes "on", "default" the default. InvalidInput
/// with a sentence that says which values would do.
Result<QString> appSettingFromText(const AppSetting &setting, const QString &text);
/// The value in force: what is stored, else the default, also where what is stored is no value (an
/// older program, a hand in the database).
QString appSettingValue(const AppSetting &setting, const QHash<QString, QString> &stored);
/// A stored value for `--json`: a number, a boolean, a text, or null for nothing.
QJsonValue appSettingJson(const AppSetting &setting, const QString &value);

/// The settings in force, by key. A key that is not in the table is a fault of the program.
class AppSettings
{
public:
    explicit AppSettings(QHash<QString, QString> stored = {})
        : m_stored(std::move(stored))
    {}

    QString text(QStringView name) const;
    qint64 number(QStringView name) const;
    bool isOn(QStringView name) const;

private:
    QHash<QString, QString> m_stored;
};

} // namespace rollcall
