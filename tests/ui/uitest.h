// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "tests/support/testmain.h"
#include "ui/theme.h"

#include <QAbstractButton>
#include <QTableView>
#include <QTemporaryDir>
#include <QTest>
#include <QWidget>

#include <memory>

namespace rollcall::test {

/// The base of the window tests: our look, the English texts, and settings in a folder of this
/// program's own that is empty at the start of each test function.
class UiTestCase : public TestCase
{
    Q_OBJECT

protected:
    ui::Theme &theme() { return *m_theme; }

protected slots:
    void initTestCase();
    void init();
    /// Prints how long the thread of the windows was busy at one go, and holds it to ui.md, section
    /// "Frame": nothing blocks.
    void cleanup();
    void cleanupTestCase();

private:
    std::unique_ptr<ui::Theme> m_theme;
    QTemporaryDir m_folder;
};

/// The descendant of that object name; the test fails when there is none.
template <typename T = QWidget>
T *child(const QWidget *parent, const char *name)
{
    T *found = parent->findChild<T *>(QString::fromLatin1(name));
    if (!found)
        qWarning("no child is named %s", name);
    return found;
}

/// A click of the left mouse button on a button that is seen and enabled.
bool click(const QWidget *parent, const char *name);
/// Shows @p window and waits for it.
bool showWindow(QWidget *window, QSize size = {1366, 768});
/// Text of a cell.
QString cell(const QTableView *table, int row, int column);
/// Row of the first cell of that text, -1 if none.
int rowOf(const QTableView *table, int column, const QString &text);
/// Saves what @p widget looks like under screens/ in the build folder, for people to look at; "@2x"
/// is added to @p name at twice the scale.
bool takePicture(QWidget *widget, const QString &name);

} // namespace rollcall::test
