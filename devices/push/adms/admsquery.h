// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QByteArrayView>
#include <QList>
#include <QPair>
#include <QString>

namespace rollcall::push {

/// Where a ZKTeco terminal turns to (push-protocols.md, sections 2.4 to 2.12).
enum class AdmsEndpoint {
    Cdata,
    GetRequest,
    DeviceCmd,
    Ping,
    Fdata,
    Exchange,
    Registry,
    Push,
    RtData,
    QueryData,
    Other, ///< under /iclock, and nothing we know
};

/// Is this a path under /iclock?
bool isAdmsPath(QByteArrayView path);
/// "/iclock/cdata", "/iclock/CDATA.aspx/" … (section 2.2).
AdmsEndpoint admsEndpoint(QByteArrayView path);

/// The query of a target. Names in any case; of a name that comes twice the first counts. Values
/// hold no control characters, since they go on to logs, the database and answers: a blank stands
/// for each. Bounded: what is more than 64 pairs is left out.
class AdmsQuery
{
public:
    explicit AdmsQuery(QByteArrayView query);

    bool has(QStringView lowerName) const;
    /// Percent-decoded; empty when it is not there.
    QString value(QStringView lowerName) const;
    /// The value of "table", up to its first blank: some firmware lets it swallow its neighbour
    /// (section 2.2).
    QString table() const;
    /// The value of "SN" without blanks and NULs around it; empty when it is missing or no serial
    /// number, [A-Za-z0-9_-]{1,64} (section 2.3).
    QString serial() const;

private:
    QList<QPair<QString, QString>> m_pairs;
};

} // namespace rollcall::push
