// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/error.h"

#include <QByteArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QList>
#include <QString>
#include <QStringList>

namespace rollcall::ctl {

/// Exit status of the program (cli.md, Rules for all commands).
enum ExitStatus {
    kDone = 0,
    kFailed = 1,
    kUsage = 2,
    kNoSuchThing = 3,
    kDeviceFailed = 4,
    kDatabaseFailed = 5,
};

/// Standard output is for the answer, standard error for everything else. One object belongs to one
/// command.
class Output
{
public:
    explicit Output(bool json)
        : m_json(json)
    {}

    bool isJson() const { return m_json; }
    /// One line for people; nothing when JSON was asked for.
    void line(const QString &text) const;
    /// Aligned columns; numbers to the right where @p rightAligned names the column.
    void table(const QStringList &head, const QList<QStringList> &rows,
               const QList<int> &rightAligned = {}) const;
    /// The one document of `--json`.
    void json(const QJsonDocument &document) const;
    /// What is written in parts: files on standard output.
    void bytes(const QByteArray &bytes) const;
    /// A message beside the answer.
    void message(const QString &text) const;
    /// Overwrites itself; only on a terminal.
    void progress(const QString &text) const;
    void endProgress() const;
    /// One line on standard error: what, why, what to do. Answers the exit status that fits.
    int fail(const Error &error) const;

private:
    const bool m_json;
};

/// The one document of `--json`, an array of any length, written element by element; nothing when
/// JSON was not asked for.
class JsonList
{
public:
    /// @p out must outlive it.
    explicit JsonList(const Output &out)
        : m_out(out)
    {}

    void add(const QJsonObject &object);
    void end();

private:
    const Output &m_out;
    bool m_isEmpty = true;
};

/// A table that comes in parts: as wide as the first part needs, and at least as the head.
class GrowingTable
{
public:
    void write(const Output &out, const QStringList &head, const QList<QStringList> &rows);

private:
    QList<qsizetype> m_widths;
};

/// The status for an error of the database or a terminal; kFailed for the rest.
int exitStatusOf(const Error &error);

} // namespace rollcall::ctl
