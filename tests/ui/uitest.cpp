// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/ui/uitest.h"

#include "app/wiring/translations.h"
#include "tests/support/stallwatch.h"

#include <QApplication>
#include <QDebug>
#include <QDir>
#include <QSettings>

namespace rollcall::test {

namespace {

constexpr double kMostMs = 50;
constexpr double kMostFirstShowMs = 100;

WatchedApplication *watched()
{
    return static_cast<WatchedApplication *>(QCoreApplication::instance());
}

} // namespace

void UiTestCase::initTestCase()
{
    auto *app = qobject_cast<QApplication *>(QCoreApplication::instance());
    QVERIFY(app && m_folder.isValid());
    QSettings::setDefaultFormat(QSettings::IniFormat);
    QSettings::setPath(QSettings::IniFormat, QSettings::UserScope, m_folder.path());
    installTranslations(*app, QLocale());
    m_theme = std::make_unique<ui::Theme>(*app);
    m_theme->force(ui::Scheme::Light);
}

void UiTestCase::init()
{
    TestCase::init();
    QSettings().clear();
    m_theme->force(ui::Scheme::Light);
    watched()->restart();
}

void UiTestCase::cleanup()
{
    const Stall worst = watched()->worst();
    const Stall first = watched()->worstFirstShow();
    qInfo().noquote() << QStringLiteral("busy %1 ms (%2), first show %3 ms (%4)")
                             .arg(worst.milliseconds, 0, 'f', 1)
                             .arg(worst.what)
                             .arg(first.milliseconds, 0, 'f', 1)
                             .arg(first.what);
#ifdef NDEBUG // what a build for debugging or sanitizing takes says nothing
    if (kSlowness > 1)
        return;
    QVERIFY2(worst.milliseconds <= kMostMs, qPrintable(worst.what));
    QVERIFY2(first.milliseconds <= kMostFirstShowMs, qPrintable(first.what));
#endif
}

void UiTestCase::cleanupTestCase()
{
    m_theme.reset();
}

bool click(const QWidget *parent, const char *name)
{
    auto *button = child<QAbstractButton>(parent, name);
    if (!button || !button->isVisible() || !button->isEnabled())
        return false;
    QTest::mouseClick(button, Qt::LeftButton);
    return true;
}

bool showWindow(QWidget *window, QSize size)
{
    window->resize(size);
    window->show();
    window->activateWindow();
    return QTest::qWaitForWindowActive(window);
}

QString cell(const QTableView *table, int row, int column)
{
    return table->model()->index(row, column).data().toString();
}

int rowOf(const QTableView *table, int column, const QString &text)
{
    for (int row = 0; row < table->model()->rowCount(); ++row) {
        if (cell(table, row, column) == text)
            return row;
    }
    return -1;
}

bool takePicture(QWidget *widget, const QString &name)
{
    // A layout in a layout asks again.
    for (int i = 0; i < 4; ++i)
        QCoreApplication::sendPostedEvents(nullptr, QEvent::LayoutRequest);
    const QDir folder(QStringLiteral(ROLLCALL_BINARY_DIR "/screens"));
    const QString scale =
        widget->devicePixelRatioF() > 1.5 ? QStringLiteral("@2x.png") : QStringLiteral(".png");
    watched()->setPaused(true);
    const bool isSaved =
        folder.mkpath(QStringLiteral(".")) && widget->grab().save(folder.filePath(name + scale));
    watched()->setPaused(false);
    return isSaved;
}

} // namespace rollcall::test
