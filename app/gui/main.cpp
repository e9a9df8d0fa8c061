// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/gui/application.h"
#include "app/wiring/translations.h"
#include "ui/icons.h"
#include "ui/remembered.h"
#include "ui/theme.h"

#include <QApplication>
#include <QCommandLineParser>
#include <QLocale>

#include <cstdlib>

namespace {

rollcall::LaunchOptions takeOptions(const QCoreApplication &app)
{
    QCommandLineParser parser;
    parser.setApplicationDescription(QCoreApplication::translate(
        "rollcall::Application", "Runs the biometric attendance terminals of a school."));
    parser.addHelpOption();
    parser.addVersionOption();
    const QCommandLineOption data(
        QStringLiteral("data"),
        QCoreApplication::translate("rollcall::Application", "The data folder."),
        QStringLiteral("DIR"));
    const QCommandLineOption database(
        QStringLiteral("database"),
        QCoreApplication::translate("rollcall::Application",
                                    "A PostgreSQL database instead of the folder's file."),
        QStringLiteral("URL"));
    const QCommandLineOption demo(
        QStringLiteral("demo"),
        QCoreApplication::translate("rollcall::Application",
                                    "Opens a demo school with a simulated terminal."));
    parser.addOptions({data, database, demo});
    parser.process(app);
    return {parser.value(data), parser.value(database), parser.isSet(demo)};
}

} // namespace

int main(int argc, char **argv)
{
    QApplication app(argc, argv);
    QCoreApplication::setOrganizationName(QStringLiteral("Rollcall"));
    QCoreApplication::setApplicationName(QStringLiteral("Rollcall"));
    QCoreApplication::setApplicationVersion(QStringLiteral(ROLLCALL_VERSION));
    QApplication::setWindowIcon(rollcall::ui::applicationIcon());
    rollcall::installTranslations(app, QLocale());
    rollcall::ui::Theme theme(app);
    theme.force(rollcall::ui::remembered::scheme());
    rollcall::Application program(takeOptions(app), theme);
    QObject::connect(&app, &QGuiApplication::commitDataRequest, &app,
                     [&program] { program.endSession(); });
    return program.start() ? QApplication::exec() : EXIT_SUCCESS;
}
