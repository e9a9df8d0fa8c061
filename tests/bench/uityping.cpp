// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/bench/uityping.h"

#include "app/wiring/compose.h"
#include "app/wiring/translations.h"
#include "tests/support/stallwatch.h"
#include "ui/filechooser.h"
#include "ui/pages/mapping/mapdialog.h"
#include "ui/pages/people/peoplepage.h"
#include "ui/theme.h"

#include <QElapsedTimer>
#include <QLineEdit>
#include <QSettings>
#include <QTableView>
#include <QTest>

#include <cstdio>
#include <functional>

namespace rollcall::bench {

namespace {

constexpr int kPatienceMs = 30'000;

bool waitUntil(const std::function<bool()> &condition)
{
    return QTest::qWaitFor(condition, kPatienceMs);
}

/// Types words as people do and takes them away again; prints what was the longest turn.
bool typeInto(test::WatchedApplication &app, QLineEdit *field, const char *name, qsizetype people)
{
    const QStringList words{QStringLiteral("khan"), QStringLiteral("müller 7-b"),
                            QStringLiteral("1004"), QStringLiteral("zzz"), QStringLiteral("a")};
    app.restart();
    QElapsedTimer wall;
    double slowest = 0;
    int keys = 0;
    const auto press = [&](const std::function<void()> &key) {
        wall.restart();
        key();
        QCoreApplication::processEvents(); // one turn of the loop: what is measured
        slowest = qMax(slowest, static_cast<double>(wall.nsecsElapsed()) / 1e6);
        ++keys;
    };
    for (const QString &word : words) {
        for (const QChar c : word)
            press([field, c] {
                QTest::sendKeyEvent(QTest::Click, field, Qt::Key_unknown, QString(c),
                                    Qt::NoModifier);
            });
        while (!field->text().isEmpty())
            press([field] { QTest::keyClick(field, Qt::Key_Backspace); });
    }
    const test::Stall worst = app.worst();
    std::printf("  %-28s %6lld people, %3d keys: busy at most %6.1f ms (%s), wall %6.1f ms\n", name,
                static_cast<long long>(people), keys, worst.milliseconds, qPrintable(worst.what),
                slowest);
    std::fflush(stdout);
    return true;
}

bool typeIntoPeople(test::WatchedApplication &app, Composition &school)
{
    ui::DialogFileChooser chooser;
    ui::PeoplePage page(school.people(), chooser, nullptr);
    page.resize(1118, 700);
    page.show();
    auto *table = page.findChild<QTableView *>(QStringLiteral("peopleTable"));
    auto *field = page.findChild<QLineEdit *>(QStringLiteral("peopleFilter"));
    if (!waitUntil([table] { return table->model()->rowCount() > 0; }))
        return false;
    field->setFocus();
    return typeInto(app, field, "filter of People", table->model()->rowCount());
}

bool typeIntoMapDialog(test::WatchedApplication &app, Composition &school, qsizetype people)
{
    MappingRow user;
    user.userId = QStringLiteral("9001");
    user.name = QStringLiteral("AYSHA K");
    ui::MapDialog dialog(school.people(), {DeviceId{1}, QStringLiteral("Main Gate")}, nullptr);
    dialog.setUsers({user}, {user}, user.userId);
    dialog.show();
    auto *table = dialog.findChild<QTableView *>(QStringLiteral("matchTable"));
    auto *field = dialog.findChild<QLineEdit *>(QStringLiteral("mapSearch"));
    if (!waitUntil([table] { return table->model()->rowCount() > 0; }))
        return false;
    return typeInto(app, field, "search of the map dialog", people);
}

} // namespace

int runTypingChild(int argc, char **argv, const QString &folder)
{
    test::WatchedApplication app(argc, argv);
    QSettings::setDefaultFormat(QSettings::IniFormat);
    QSettings::setPath(QSettings::IniFormat, QSettings::UserScope, folder);
    installTranslations(app, QLocale());
    ui::Theme theme(app);
    CompositionOptions options;
    options.dataFolder = folder;
    Result<std::unique_ptr<Composition>> school = Composition::open(options);
    if (!school)
        return 1;
    const qsizetype people = await((*school)->people().people()).valueOr({}).size();
    return typeIntoPeople(app, **school) && typeIntoMapDialog(app, **school, people) ? 0 : 1;
}

} // namespace rollcall::bench
