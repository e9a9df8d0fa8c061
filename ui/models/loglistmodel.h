// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/models/logpages.h"
#include "ui/models/pagedmodel.h"

#include <QCoreApplication>

#include <functional>

namespace rollcall {
class Clock;
}

namespace rollcall::ui {

/// The punches of a device as they are stored, and what became of each; of any length. It sorts by
/// time only, which is how they are read. GUI thread.
class LogListModel final : public PagedModel<LogRow>
{
    Q_DECLARE_TR_FUNCTIONS(rollcall::ui::LogListModel)

public:
    enum Column { Time, UserId, Person, Became, State, Verify, Source, Received, ColumnCount };

    /// @p pages outlives the model. @p tell is called with what went wrong.
    LogListModel(LogPages &pages, const Clock &clock, std::function<void(const Error &)> tell,
                 QObject *parent);

    int columnCount(const QModelIndex &parent = {}) const override
    {
        return parent.isValid() ? 0 : ColumnCount;
    }
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
    void sort(int column, Qt::SortOrder order) override;
    /// Other logs are wanted.
    void setFilter(const LogFilter &filter);

    static QString headOf(int column);
    static QString text(const LogRow &row, int column, qint64 nowUtc);
    /// For files: ISO dates and times.
    static QString exportText(const LogRow &row, int column);
    /// "In", "Ignored: a repeat of the one before".
    static QString outcomeText(Outcome outcome);

protected:
    QVariant cell(const LogRow &row, int column, int role) const override;
    void failed(const Error &error) override { m_tell(error); }

private:
    /// For what may come to stand there: the columns are laid out before the first page is read.
    static QVariant roomFor(int column);
    static QString stateText(int state);
    static QString verifyText(int verify);
    static QString sourceText(LogSource source);

    LogPages &m_logs;
    const Clock &m_clock;
    const std::function<void(const Error &)> m_tell;
};

} // namespace rollcall::ui
