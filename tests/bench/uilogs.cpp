// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/bench/uilogs.h"

#include "app/gui/application.h"
#include "app/wiring/translations.h"
#include "tests/bench/benchsupport.h"
#include "ui/models/loglistmodel.h"
#include "ui/theme.h"

#include <QAbstractButton>
#include <QApplication>
#include <QElapsedTimer>
#include <QSettings>
#include <QTabWidget>
#include <QTableView>
#include <QTest>

#include <cstdio>

namespace rollcall::bench {

namespace {

constexpr int kPatienceMs = 60'000;

template <typename T>
T *find(const char *name)
{
    for (const QWidget *window : QApplication::topLevelWidgets()) {
        if (T *found = window->findChild<T *>(QString::fromLatin1(name)))
            return found;
    }
    return nullptr;
}

double millisecondsOf(const QElapsedTimer &timer)
{
    return static_cast<double>(timer.nsecsElapsed()) / 1e6;
}

/// Opens the Control Panel of the first device at its first tab, as somebody would.
bool openPanel()
{
    const auto *devices = find<QTableView>("devicesTable");
    auto *button = find<QAbstractButton>("controlPanelButton");
    if (!devices || !button ||
        !QTest::qWaitFor([devices] { return devices->model()->rowCount() > 1; }, kPatienceMs))
        return false;
    devices->selectionModel()->setCurrentIndex(devices->model()->index(0, 0),
                                               QItemSelectionModel::ClearAndSelect |
                                                   QItemSelectionModel::Rows);
    button->click();
    const auto *tabs = find<QTabWidget>("panelTabs");
    return tabs && QTest::qWaitFor([tabs] { return tabs->isVisible(); }, kPatienceMs);
}

/// Waits until the row is there, then paints.
bool paintRow(QTableView &table, const ui::LogListModel &model, int row)
{
    const bool isThere = QTest::qWaitFor(
        [&model, row] { return model.rowCount() > row && model.rowAt(row); }, kPatienceMs);
    table.viewport()->repaint();
    return isThere;
}

bool measure(LogsOpened &opened)
{
    if (!openPanel())
        return false;
    auto *tabs = find<QTabWidget>("panelTabs");
    auto *table = find<QTableView>("logsTable");
    const auto *model = dynamic_cast<ui::LogListModel *>(table->model());
    if (!model)
        return false;
    QElapsedTimer timer;
    timer.start();
    tabs->setCurrentWidget(find<QWidget>("logsTab"));
    if (!paintRow(*table, *model, 0))
        return false;
    opened.openMs = millisecondsOf(timer);
    if (!QTest::qWaitFor([model] { return model->isCounted(); }, kPatienceMs))
        return false;
    // The place in the middle can be read once it is known where the pages begin.
    const int pagesBefore = model->pagesRead();
    const int middle = model->rowCount() / 2;
    table->scrollTo(model->index(middle, 0), QAbstractItemView::PositionAtTop);
    if (!paintRow(*table, *model, middle))
        return false;
    opened.anyPlaceMs = millisecondsOf(timer);
    opened.pagesOfJump = model->pagesRead() - pagesBefore;
    const int quarter = model->rowCount() / 4;
    timer.restart();
    table->scrollTo(model->index(quarter, 0), QAbstractItemView::PositionAtTop);
    if (!paintRow(*table, *model, quarter))
        return false;
    opened.jumpMs = millisecondsOf(timer);
    return true;
}

} // namespace

int runLogsChild(int argc, char **argv, const QString &folder)
{
    QApplication app(argc, argv);
    QSettings::setDefaultFormat(QSettings::IniFormat);
    QSettings::setPath(QSettings::IniFormat, QSettings::UserScope, folder);
    installTranslations(app, QLocale());
    ui::Theme theme(app);
    Application program({folder, {}, false}, theme);
    LogsOpened opened;
    if (!program.start() || !measure(opened))
        return 1;
    std::printf("%f %f %f %d\n", opened.openMs, opened.anyPlaceMs, opened.jumpMs,
                opened.pagesOfJump);
    return 0;
}

LogsOpened openLogs(const QString &folder)
{
    const QList<QByteArray> figures = runChild({QStringLiteral("--logs-table"), folder}).split(' ');
    if (figures.size() != 4)
        return {};
    return {figures.at(0).toDouble(), figures.at(1).toDouble(), figures.at(2).toDouble(),
            figures.at(3).toInt()};
}

} // namespace rollcall::bench
