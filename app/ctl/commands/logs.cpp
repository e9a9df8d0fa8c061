// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/ctl/commands/peopleoptions.h"
#include "core/domain/zoneclock.h"
#include "core/io/csv.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QJsonArray>

namespace rollcall::ctl {

namespace {

/// What is held at a time, whatever the number of logs.
constexpr int kPageRows = 2000;

QString say(const char *text)
{
    return QCoreApplication::translate("rollcall::ctl", text);
}

/// A day or a wall clock; @p isEnd: a day means its last second.
Result<WallTime> typedTime(const QString &text, bool isEnd)
{
    const WallTime wall = WallTime::parse(text);
    if (wall.isValid())
        return wall;
    const Result<QDate> day = parseDay(text);
    if (day)
        return isEnd ? WallTime::startOf(day->addDays(1)).addSeconds(-1) : WallTime::startOf(*day);
    return errors::invalidInput(
        say(QT_TRANSLATE_NOOP("rollcall::ctl",
                              "\"%1\" is neither a date nor a time. Write it as 2026-03-12 or "
                              "\"2026-03-12 08:00:00\"."))
            .arg(text));
}

Result<Outcome> typedOutcome(const QString &text)
{
    if (const std::optional<Outcome> outcome = outcomeFromWord(text))
        return *outcome;
    QStringList words;
    for (const char16_t *word : kOutcomeWords)
        words.append(QString::fromUtf16(word));
    return errors::invalidInput(
        say(QT_TRANSLATE_NOOP("rollcall::ctl", "There is no outcome \"%1\". It is one of "
                                               "these: %2."))
            .arg(text, words.join(QLatin1String(", "))));
}

Result<LogFilter> filterOf(const Context &context, Composition &composition)
{
    LogFilter filter;
    for (const auto &[option, time, isEnd] :
         {std::tuple{QStringLiteral("from"), &filter.from, false},
          std::tuple{QStringLiteral("to"), &filter.to, true}}) {
        if (!context.has(option))
            continue;
        const Result<WallTime> typed = typedTime(context.option(option), isEnd);
        if (!typed)
            return typed.error();
        *time = *typed;
    }
    if (context.has(QStringLiteral("outcome"))) {
        const Result<Outcome> outcome = typedOutcome(context.option(QStringLiteral("outcome")));
        if (!outcome)
            return outcome.error();
        filter.outcome = *outcome;
    }
    if (context.has(QStringLiteral("device"))) {
        const Result<Device> device =
            findDevice(composition, context.option(QStringLiteral("device")));
        if (!device)
            return device.error();
        filter.device = device->id;
    }
    if (context.has(QStringLiteral("person"))) {
        const Result<Person> person =
            namedPerson(context, composition, context.option(QStringLiteral("person")));
        if (!person)
            return person.error();
        filter.person = person->id;
    }
    filter.unmappedOnly = context.has(QStringLiteral("unmapped"));
    return filter;
}

/// The instant with the offset of the school's zone.
QString instant(qint64 utcMs, ZoneClock &zone)
{
    const WallTime wall = zone.toWall(utcMs);
    const int offset = static_cast<int>(WallTime::fromSeconds(utcMs / 1000).secondsTo(wall));
    return QDateTime::fromMSecsSinceEpoch(utcMs, Qt::OffsetFromUTC, offset).toString(Qt::ISODate);
}

QJsonValue textOrNull(const QString &text)
{
    return text.isEmpty() ? QJsonValue() : QJsonValue(text);
}

/// The columns of a log, alike in every format.
struct LogCells
{
    static QStringList head()
    {
        return {QStringLiteral("timestamp"), QStringLiteral("device"),    QStringLiteral("user_id"),
                QStringLiteral("person"),    QStringLiteral("name"),      QStringLiteral("day"),
                QStringLiteral("outcome"),   QStringLiteral("counts_at"), QStringLiteral("state"),
                QStringLiteral("source"),    QStringLiteral("received")};
    }
    static QStringList of(const LogRow &row, ZoneClock &zone)
    {
        return {row.key.at.toString(),
                row.deviceName,
                row.userId,
                row.personNumber,
                row.personName,
                row.day.toString(Qt::ISODate),
                outcomeWord(row.outcome),
                row.countsAt == row.key.at ? QString() : row.countsAt.toString(),
                row.state == kStateNotStated ? QString() : QString::number(row.state),
                sourceWord(row.source),
                instant(row.receivedUtc, zone)};
    }
    static QJsonObject json(const LogRow &row, ZoneClock &zone)
    {
        const QStringList names = head();
        const QStringList cells = of(row, zone);
        QJsonObject object{{QStringLiteral("id"), row.key.id.value}};
        for (qsizetype i = 0; i < names.size(); ++i)
            object.insert(names.at(i), textOrNull(cells.at(i)));
        if (row.state != kStateNotStated)
            object.insert(QStringLiteral("state"), row.state);
        return object;
    }
};

/// Takes pages of logs and writes each at once, so that none is kept.
class LogWriter
{
public:
    enum class Format { Table, Csv, JsonLines, Json };

    LogWriter(const Output &out, Format format, const QByteArray &zone)
        : m_out(out)
        , m_format(format)
        , m_zone(zone)
        , m_list(out)
    {}

    void write(const QList<LogRow> &rows)
    {
        QList<QStringList> cells;
        CsvWriter csv;
        QByteArray lines;
        if (m_isFirst && m_format == Format::Csv)
            csv.addTexts(LogCells::head());
        for (const LogRow &row : rows) {
            switch (m_format) {
            case Format::Table:
                cells.append(LogCells::of(row, m_zone));
                break;
            case Format::Csv:
                csv.addTexts(LogCells::of(row, m_zone));
                break;
            case Format::JsonLines:
                lines += QJsonDocument(LogCells::json(row, m_zone)).toJson(QJsonDocument::Compact);
                lines += '\n';
                break;
            case Format::Json:
                m_list.add(LogCells::json(row, m_zone));
                break;
            }
        }
        if (m_format == Format::Table)
            m_table.write(m_out, LogCells::head(), cells);
        m_out.bytes(csv.take());
        m_out.bytes(lines);
        m_isFirst = false;
    }
    void end() { m_list.end(); }

private:
    const Output &m_out;
    const Format m_format;
    ZoneClock m_zone;
    JsonList m_list;
    GrowingTable m_table;
    bool m_isFirst = true;
};

Result<LogWriter::Format> formatOf(const Context &context)
{
    const QString format = context.option(QStringLiteral("format"));
    if (format == u"csv")
        return LogWriter::Format::Csv;
    if (format == u"jsonl")
        return LogWriter::Format::JsonLines;
    if (!format.isEmpty() && format != u"table")
        return errors::invalidInput(say(QT_TRANSLATE_NOOP(
            "rollcall::ctl", "The format is one of these: --format table, csv or jsonl.")));
    return context.out.isJson() ? LogWriter::Format::Json : LogWriter::Format::Table;
}

int listLogs(const Context &context, Composition &composition)
{
    const Result<LogWriter::Format> format = formatOf(context);
    if (!format)
        return failUsage(context, format.error());
    const Result<LogFilter> filter = filterOf(context, composition);
    if (!filter)
        return failUsage(context, filter.error());
    LogWriter writer(context.out, *format, composition.school()->timeZone);
    for (std::optional<LogKey> after = LogKey(); after;) {
        if (context.stop.stop_requested())
            return context.out.fail(errors::cancelled());
        const Result<LogPage> page = await(composition.logs().logs(*filter, *after, kPageRows));
        if (!page)
            return context.out.fail(page.error());
        writer.write(page->rows);
        after = page->next;
    }
    writer.end();
    return kDone;
}

int listSetAside(const Context &context, Composition &composition)
{
    DeviceId device;
    if (context.has(QStringLiteral("device"))) {
        const Result<Device> found =
            findDevice(composition, context.option(QStringLiteral("device")));
        if (!found)
            return failUsage(context, found.error());
        device = found->id;
    }
    QHash<DeviceId, QString> names;
    for (const Device &known : await(composition.stores().devices.devices()).valueOr({}))
        names.insert(known.id, known.name);
    ZoneClock zone(composition.school()->timeZone);
    const QStringList head{QStringLiteral("id"), QStringLiteral("device"),
                           QStringLiteral("received"), QStringLiteral("reason"),
                           QStringLiteral("raw_text")};
    JsonList json(context.out);
    GrowingTable table;
    qint64 after = 0;
    for (bool isLast = false; !isLast;) {
        if (context.stop.stop_requested())
            return context.out.fail(errors::cancelled());
        const Result<QList<SetAsideRow>> page =
            await(composition.logs().setAside(device, after, kPageRows));
        if (!page)
            return context.out.fail(page.error());
        isLast = page->size() < kPageRows;
        QList<QStringList> rows;
        for (const SetAsideRow &row : *page) {
            const QStringList cells{QString::number(row.id), names.value(row.device),
                                    instant(row.receivedUtc, zone), row.reason, row.rawText};
            rows.append(cells);
            QJsonObject object{{head.at(0), row.id}};
            for (qsizetype i = 1; i < head.size(); ++i)
                object.insert(head.at(i), cells.at(i));
            json.add(object);
            after = row.id;
        }
        table.write(context.out, head, rows);
    }
    json.end();
    return kDone;
}

int logs(const Context &context)
{
    const Result<std::unique_ptr<Composition>> composition = context.openSchool();
    if (!composition)
        return failOpen(context, composition.error());
    return context.has(QStringLiteral("set-aside")) ? listSetAside(context, **composition)
                                                    : listLogs(context, **composition);
}

} // namespace

std::vector<Command> rawLogCommands()
{
    return {{{QStringLiteral("logs")},
             say(QT_TRANSLATE_NOOP("rollcall::ctl", "Lists punches as the terminals sent them, and "
                                                    "what became of each.")),
             {},
             0,
             0,
             {valueOption(QStringLiteral("device"), QStringLiteral("D"),
                          say(QT_TRANSLATE_NOOP("rollcall::ctl", "Only of this device."))),
              valueOption(QStringLiteral("person"), QStringLiteral("P"),
                          say(QT_TRANSLATE_NOOP("rollcall::ctl", "Only this person."))),
              whichKindOption(),
              valueOption(QStringLiteral("from"), QStringLiteral("T"),
                          say(QT_TRANSLATE_NOOP("rollcall::ctl", "First day or time."))),
              valueOption(QStringLiteral("to"), QStringLiteral("T"),
                          say(QT_TRANSLATE_NOOP("rollcall::ctl", "Last day or time, included."))),
              flagOption(QStringLiteral("unmapped"),
                         say(QT_TRANSLATE_NOOP("rollcall::ctl", "Only those of nobody."))),
              valueOption(QStringLiteral("outcome"), QStringLiteral("O"),
                          say(QT_TRANSLATE_NOOP("rollcall::ctl",
                                                "Only those that became this: in, out, repeat …"))),
              valueOption(QStringLiteral("format"), QStringLiteral("table|csv|jsonl"),
                          say(QT_TRANSLATE_NOOP("rollcall::ctl",
                                                "How they are written; else as a table."))),
              flagOption(QStringLiteral("set-aside"),
                         say(QT_TRANSLATE_NOOP(
                             "rollcall::ctl",
                             "What terminals sent that could not become a punch, instead.")))},
             logs}};
}

} // namespace rollcall::ctl
