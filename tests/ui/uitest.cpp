// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/ui/uitest.h"

#include "app/wiring/translations.h"

#include <QApplication>
#include <QDir>
#include <QSettings>

namespace rollcall::test {

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
    QCoreApplication::sendPostedEvents(nullptr, QEvent::LayoutRequest);
    const QDir folder(QStringLiteral(ROLLCALL_BINARY_DIR "/screens"));
    return folder.mkpath(QStringLiteral(".")) &&
           widget->grab().save(folder.filePath(name + QLatin1String(".png")));
}

} // namespace rollcall::test
