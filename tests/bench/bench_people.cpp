// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/domain/peoplefilter.h"
#include "core/io/peoplefile.h"
#include "core/rules/matchsuggester.h"
#include "tests/support/zipmaker.h"

#include <QCommandLineParser>
#include <QCoreApplication>
#include <QElapsedTimer>
#include <QTextStream>

#include <algorithm>
#include <functional>

using namespace rollcall;

namespace {

const char *const kGiven[] = {"Aysha", "Omar", "Priya", "Muhammad", "Zoë", "अजय", "فاطمة", "Li"};
const char *const kFamily[] = {"Khan", "Sharma", "Ali", "Müller", "Brown", "Das", "حسن", "Okoro"};

QByteArray nameOf(int i)
{
    // A third word keeps most names different, as in a school.
    return QByteArray(kGiven[i % 8]) + ' ' + char('A' + i / 8 % 26) + char('a' + i / 208 % 26) +
           char('a' + i / 5408 % 26) + ' ' + kFamily[i / 8 % 8];
}

QByteArray csvOf(int people)
{
    QByteArray csv = "number,name,class,section,roll,card,guardian,phone,from\n";
    for (int i = 1; i <= people; ++i)
        csv += QByteArray::number(100000 + i) + ',' + nameOf(i) + ",7,B," +
               QByteArray::number(i % 40) + ',' + QByteArray::number(7000000 + i) +
               ",Guardian Name,+92 300 1234567,2026-04-01\n";
    return csv;
}

QByteArray workbookOf(int people)
{
    const auto text = [](const QByteArray &value) -> QByteArray {
        return "<c t=\"inlineStr\"><is><t>" + value + "</t></is></c>";
    };
    QByteArray rows =
        "<row>" + text("number") + text("name") + text("class") + text("card") + "</row>";
    for (int i = 1; i <= people; ++i)
        rows += "<row><c><v>" + QByteArray::number(100000 + i) + "</v></c>" + text(nameOf(i)) +
                text("7") + "<c><v>" + QByteArray::number(7000000 + i) + "</v></c></row>";
    test::WorkbookMaker maker;
    maker.sheets = {rows};
    return maker.bytes();
}

/// The best of some rounds, in milliseconds.
double best(int rounds, const std::function<void()> &work)
{
    qint64 fastest = -1;
    for (int round = 0; round < rounds; ++round) {
        QElapsedTimer timer;
        timer.start();
        work();
        const qint64 taken = timer.nsecsElapsed();
        fastest = fastest < 0 ? taken : qMin(fastest, taken);
    }
    return static_cast<double>(fastest) / 1e6;
}

} // namespace

int main(int argc, char *argv[])
{
    QCoreApplication application(argc, argv);
    QCommandLineParser parser;
    parser.addOptions({{QStringLiteral("people"), QStringLiteral("People."), QStringLiteral("N"),
                        QStringLiteral("5000")},
                       {QStringLiteral("users"), QStringLiteral("Users of the terminal."),
                        QStringLiteral("N"), QStringLiteral("2000")},
                       {QStringLiteral("rounds"), QStringLiteral("Rounds; the best counts."),
                        QStringLiteral("N"), QStringLiteral("5")}});
    parser.addHelpOption();
    parser.process(application);
    const int people = parser.value(QStringLiteral("people")).toInt();
    const int rounds = parser.value(QStringLiteral("rounds")).toInt();

    const QByteArray csv = csvOf(people);
    const QByteArray workbook = workbookOf(people);
    PeopleFile file = readPeopleFile(csv).value();
    for (qsizetype i = 0; i < file.people.size(); ++i)
        file.people[i].id = PersonId{i + 1};
    QList<DeviceUser> users;
    for (int i = 1; i <= parser.value(QStringLiteral("users")).toInt(); ++i)
        users.append({QString::number(i), QString::fromUtf8(nameOf(2 * i)), {}, 0, 0});

    QTextStream out(stdout);
    const auto line = [&](const QString &what, const std::function<void()> &work) {
        out << what.leftJustified(40)
            << QString::number(best(rounds, work), 'f', 1).rightJustified(10) << " ms\n";
    };
    out << people << " people, " << users.size() << " users, best of " << rounds << "\n";
    line(QStringLiteral("read CSV"), [&] { (void)readPeopleFile(csv); });
    line(QStringLiteral("read XLSX"), [&] { (void)readPeopleFile(workbook); });
    line(QStringLiteral("preview against the same people"),
         [&] { (void)previewOf(file, file.people); });
    line(QStringLiteral("search, folded afresh"), [&] {
        (void)filteredPeople(file.people, {std::nullopt, {}, QStringLiteral("khan 1002")});
    });
    line(QStringLiteral("suggest for all users"),
         [&] { (void)suggestMatches(users, file.people); });
    return 0;
}
