// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "tests/e2e/ctlrunner.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QString>

namespace rollcall::test {

/// A school with the pupils S1 of class 7-A and S2 of 7-B and the teacher T1. Everybody punched at
/// 08:05 on each day of the week from Monday, 11 March 2024, and school begins at 08:00 with ten
/// minutes of grace. Spoken to with the commands of rollcallctl.
class FactSchool
{
public:
    FactSchool();

    /// All of that is there.
    bool isReady() const { return m_isReady; }
    CtlAnswer run(const QString &command) const { return m_ctl.run(command.split(u' ')); }
    QJsonDocument json(const QString &command) const;
    bool does(const QString &command) const;
    QJsonObject day(const char *person, int dayOfMarch) const;
    QString status(const char *person, int dayOfMarch) const;
    /// A file in the school's folder; answers its path.
    QString write(const char *name, const QByteArray &bytes) const;
    /// The words of the audit trail, each with an author.
    QStringList trail() const;
    const CtlRunner &ctl() const { return m_ctl; }

private:
    bool fill() const;

    CtlRunner m_ctl;
    bool m_isReady = false;
};

} // namespace rollcall::test
