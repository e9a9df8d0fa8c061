// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/bench/uistart.h"

#include "app/gui/application.h"
#include "app/wiring/translations.h"
#include "ui/icons.h"
#include "ui/theme.h"

#include <QApplication>
#include <QElapsedTimer>
#include <QKeyEvent>
#include <QProcess>
#include <QSettings>
#include <QTableView>

#include <cstdio>

namespace rollcall::bench {

namespace {

constexpr int kPatienceMs = 60'000;

/// Waits for the device table to be painted with its rows, then for a key to be answered.
class ReadyWatch : public QObject
{
public:
    using QObject::QObject;

    bool eventFilter(QObject *watched, QEvent *event) override
    {
        auto *viewport = qobject_cast<QWidget *>(watched);
        if (event->type() != QEvent::Paint || !viewport || m_isAsked)
            return false;
        auto *table = qobject_cast<QTableView *>(viewport->parentWidget());
        if (!table || table->objectName() != u"devicesTable" || table->viewport() != viewport ||
            table->model()->rowCount() < 2)
            return false;
        m_isAsked = true;
        connect(table->selectionModel(), &QItemSelectionModel::currentRowChanged, this,
                &ReadyWatch::tell);
        table->setCurrentIndex({});
        // Behind everything that waits already.
        for (const QEvent::Type type : {QEvent::KeyPress, QEvent::KeyRelease})
            QCoreApplication::postEvent(table, new QKeyEvent(type, Qt::Key_Down, Qt::NoModifier),
                                        Qt::LowEventPriority);
        return false;
    }

private:
    void tell(const QModelIndex &current)
    {
        if (!current.isValid())
            return;
        std::puts("ready");
        std::fflush(stdout);
        QCoreApplication::quit();
    }

    bool m_isAsked = false;
};

} // namespace

int runStartChild(int argc, char **argv, const QString &folder)
{
    QApplication app(argc, argv);
    QCoreApplication::setOrganizationName(QStringLiteral("Rollcall"));
    QCoreApplication::setApplicationName(QStringLiteral("bench_ui"));
    QSettings::setDefaultFormat(QSettings::IniFormat);
    QSettings::setPath(QSettings::IniFormat, QSettings::UserScope, folder);
    QApplication::setWindowIcon(ui::applicationIcon());
    installTranslations(app, QLocale());
    ui::Theme theme(app);
    ReadyWatch watch;
    app.installEventFilter(&watch);
    Application program({folder, {}, false}, theme);
    return program.start() ? QApplication::exec() : 1;
}

double startMilliseconds(const QString &folder)
{
    QProcess child;
    child.setProcessChannelMode(QProcess::ForwardedErrorChannel);
    QElapsedTimer timer;
    timer.start();
    child.start(QCoreApplication::applicationFilePath(), {QStringLiteral("--start"), folder});
    double taken = -1;
    while (child.waitForReadyRead(kPatienceMs)) {
        if (child.readAllStandardOutput().contains("ready")) {
            taken = static_cast<double>(timer.nsecsElapsed()) / 1e6;
            break;
        }
    }
    if (!child.waitForFinished(kPatienceMs))
        child.kill();
    return taken;
}

} // namespace rollcall::bench
