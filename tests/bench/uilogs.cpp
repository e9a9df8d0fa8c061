// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/bench/uilogs.h"

#include "core/storage/database.h"
#include "tests/bench/benchsupport.h"
#include "ui/background.h"
#include "ui/models/pagedmodel.h"
#include "ui/theme.h"
#include "ui/widgets/tableview.h"

#include <QApplication>
#include <QDir>
#include <QElapsedTimer>
#include <QSettings>
#include <QTest>

#include <cstdio>

namespace rollcall::bench {

namespace {

constexpr int kPatienceMs = 30'000;

struct Log
{
    qint64 id = 0;
    QString user;
    QString at;
};

/// The raw logs in the order in which they were stored, read by their number.
class StoredLogs final : public ui::PageSource<Log>
{
public:
    explicit StoredLogs(const StorageConfig &config)
        : m_config(config)
    {}

    Answer<ui::PageOutline> outline(int pageSize) override
    {
        return ask<ui::PageOutline>([pageSize](Database &database) -> Result<ui::PageOutline> {
            const Result<qint64> count =
                database.number("bench.count", QStringLiteral("SELECT COUNT(*) FROM raw_log"));
            if (!count)
                return count.error();
            ui::PageOutline outline;
            outline.rows = *count;
            // Logs are never deleted, so their numbers have no gaps.
            for (qint64 start = 0; start < *count; start += pageSize)
                outline.starts.append(start);
            return outline;
        });
    }

    Answer<QList<Log>> page(qint64 key, int limit) override
    {
        return ask<QList<Log>>([key, limit](Database &database) -> Result<QList<Log>> {
            Result<Rows> rows =
                database.query("bench.page",
                               QStringLiteral("SELECT id, user_id, timestamp FROM raw_log "
                                              "WHERE id > ? ORDER BY id LIMIT ?"),
                               {key, limit});
            if (!rows)
                return rows.error();
            QList<Log> logs;
            while (rows->next())
                logs.append({rows->number(0), rows->text(1), rows->text(2)});
            return logs;
        });
    }

private:
    template <typename T>
    Answer<T> ask(std::function<Result<T>(Database &)> work)
    {
        return ui::inBackground<T>([config = m_config, work = std::move(work)]() -> Result<T> {
            Result<std::unique_ptr<Database>> database = Database::open(config, Access::ReadOnly);
            return database ? work(**database) : Result<T>(database.error());
        });
    }

    const StorageConfig m_config;
};

class LogModel final : public ui::PagedModel<Log>
{
public:
    using PagedModel::PagedModel;
    int columnCount(const QModelIndex &parent = {}) const override
    {
        return parent.isValid() ? 0 : 3;
    }

protected:
    QVariant cell(const Log &log, int column, int role) const override
    {
        if (role != Qt::DisplayRole)
            return {};
        return column == 0 ? QVariant(log.id) : QVariant(column == 1 ? log.user : log.at);
    }
    void failed(const Error &error) override
    {
        std::fprintf(stderr, "bench_ui: %s\n", qPrintable(error.detail));
    }
};

double millisecondsOf(const QElapsedTimer &timer)
{
    return static_cast<double>(timer.nsecsElapsed()) / 1e6;
}

/// Waits until the row is there, then paints.
bool paintRow(ui::TableView &view, const LogModel &model, int row)
{
    const bool isThere = QTest::qWaitFor(
        [&model, row] { return model.rowCount() > row && model.rowAt(row); }, kPatienceMs);
    view.viewport()->repaint();
    return isThere;
}

} // namespace

int runLogsChild(int argc, char **argv, const QString &folder)
{
    QApplication app(argc, argv);
    QSettings::setDefaultFormat(QSettings::IniFormat);
    QSettings::setPath(QSettings::IniFormat, QSettings::UserScope, folder);
    ui::Theme theme(app);
    const Result<StorageConfig> config = DataFolder(folder).database({});
    if (!config)
        return 1;
    StoredLogs logs(*config);
    QElapsedTimer timer;
    timer.start();
    LogModel model(logs, nullptr);
    ui::TableView view(QStringLiteral("benchLogs"), QStringLiteral("Logs"), nullptr);
    view.setRows(&model, 0);
    view.resize(1118, 600);
    model.reload();
    view.show();
    if (!paintRow(view, model, 0))
        return 1;
    const double opened = millisecondsOf(timer);
    const int pagesBefore = model.pagesRead();
    const int middle = model.rowCount() / 2;
    timer.restart();
    view.scrollTo(model.index(middle, 0), QAbstractItemView::PositionAtTop);
    if (!paintRow(view, model, middle))
        return 1;
    std::printf("%f %f %d\n", opened, millisecondsOf(timer), model.pagesRead() - pagesBefore);
    return 0;
}

LogsOpened openLogs(const QString &folder)
{
    const QList<QByteArray> figures = runChild({QStringLiteral("--logs-table"), folder}).split(' ');
    if (figures.size() != 3)
        return {};
    return {figures.at(0).toDouble(), figures.at(1).toDouble(), figures.at(2).toInt()};
}

} // namespace rollcall::bench
