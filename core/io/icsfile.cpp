// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/io/icsfile.h"

#include "core/io/icsevent.h"

#include <QCoreApplication>
#include <QSet>
#include <QStringDecoder>

#include <algorithm>
#include <optional>

namespace rollcall {

namespace {

constexpr qsizetype kMostBytes = qsizetype{8} * 1024 * 1024;
constexpr qsizetype kMostEvents = 10'000;
constexpr qsizetype kMostEventBytes = qsizetype{64} * 1024;

QString say(const char *text)
{
    return QCoreApplication::translate("rollcall::IcsFile", text);
}

/// UTF-8 and UTF-16 with a byte order mark; iCalendar knows no other encoding than UTF-8, and
/// nothing is guessed.
std::optional<QByteArray> asUtf8(const QByteArray &bytes)
{
    const std::optional<QStringConverter::Encoding> marked =
        QStringConverter::encodingForData(bytes);
    QStringDecoder decoder(marked.value_or(QStringConverter::Utf8));
    const QString text = decoder(bytes);
    if (decoder.hasError() || text.contains(QChar(u'\0')))
        return std::nullopt;
    return text.toUtf8();
}

/// The text of an event with the line on which it begins.
struct EventText
{
    int line = 0;
    QByteArray text;
};

/// What the file holds at all: events are read one by one, so that one that cannot be read says
/// where it stands and memory stays bounded.
struct CalendarText
{
    bool hasEnd = false; ///< END:VCALENDAR; a download that broke off has none
    QList<EventText> events;
    std::optional<int> tooLong; ///< line of an event with too many bytes
    std::optional<int> unended; ///< line of an event that the file ends in
};

bool isLine(QByteArrayView line, QByteArrayView wanted)
{
    return line.trimmed().compare(wanted, Qt::CaseInsensitive) == 0;
}

CalendarText takeApart(const QByteArray &utf8)
{
    CalendarText calendar;
    std::optional<EventText> event;
    int line = 0;
    for (qsizetype at = 0; at < utf8.size() && !calendar.tooLong;) {
        qsizetype end = utf8.indexOf('\n', at);
        end = end < 0 ? utf8.size() : end + 1;
        const QByteArrayView text = QByteArrayView(utf8).sliced(at, end - at);
        at = end;
        ++line;
        if (isLine(text, "BEGIN:VEVENT"))
            event = EventText{line, {}};
        calendar.hasEnd = calendar.hasEnd || isLine(text, "END:VCALENDAR");
        if (!event)
            continue;
        event->text.append(text);
        if (event->text.size() > kMostEventBytes)
            calendar.tooLong = event->line;
        if (isLine(text, "END:VEVENT")) {
            calendar.events.append(*event);
            event.reset();
        }
    }
    if (event)
        calendar.unended = event->line;
    return calendar;
}

Result<CalendarText> readText(const QByteArray &bytes)
{
    if (bytes.size() > kMostBytes)
        return errors::invalidInput(say(QT_TRANSLATE_NOOP(
            "rollcall::IcsFile", "The calendar is larger than 8 MiB. Nothing was taken from it. "
                                 "Export the holidays only.")));
    const std::optional<QByteArray> utf8 = asUtf8(bytes);
    if (!utf8)
        return errors::invalidInput(say(QT_TRANSLATE_NOOP(
            "rollcall::IcsFile", "The calendar is not written in UTF-8, so that names would come "
                                 "out wrong. Nothing was taken from it. Export it again, or save "
                                 "it as UTF-8.")));
    CalendarText calendar = takeApart(*utf8);
    if (calendar.tooLong)
        return errors::invalidInput(
            say(QT_TRANSLATE_NOOP("rollcall::IcsFile",
                                  "The event on line %1 is longer than 64 KiB. Nothing was taken "
                                  "from the calendar. Remove what is attached to it."))
                .arg(*calendar.tooLong));
    if (calendar.unended || !calendar.hasEnd)
        return errors::invalidInput(say(QT_TRANSLATE_NOOP(
            "rollcall::IcsFile", "The calendar breaks off before its end. Nothing was taken from "
                                 "it. Download or export it again.")));
    if (calendar.events.size() > kMostEvents)
        return tooManyHolidays();
    return calendar;
}

/// Puts the days of the events together.
class Collecting
{
public:
    explicit Collecting(const HolidayFileOptions &options)
        : m_options(options)
    {}

    void read(const EventText &text)
    {
        Result<ics::Event> event = ics::readEvent(text.text);
        if (!event)
            m_file.problems.append({text.line, event.error().userText.arg(text.line)});
        else
            m_events.append({text.line, std::move(*event)});
    }

    Result<HolidayFile> finish()
    {
        // An event that stands for one day of another takes that day's place, wherever it stands.
        for (const auto &[line, event] : std::as_const(m_events)) {
            if (event.instead.isValid())
                m_instead.insert({event.uid, event.instead});
        }
        for (const auto &[line, event] : std::as_const(m_events)) {
            take(line, event);
            if (m_file.holidays.size() > kMostHolidays)
                return tooManyHolidays();
        }
        return std::move(m_file);
    }

private:
    void take(int line, const ics::Event &event)
    {
        if (event.cancelled || event.timed) {
            const char *note =
                event.cancelled
                    ? QT_TRANSLATE_NOOP("rollcall::IcsFile",
                                        "\"%2\" on line %1 was called off and is left out.")
                    : QT_TRANSLATE_NOOP("rollcall::IcsFile",
                                        "\"%2\" on line %1 has times of day, so it is no holiday "
                                        "and is left out.");
            m_file.notes.append(say(note).arg(QString::number(line), event.name));
            return;
        }
        const Result<QList<QDate>> starts = ics::startsOf(event, m_options.first, m_options.last);
        if (!starts) {
            m_file.problems.append({line, starts.error().userText.arg(line)});
            return;
        }
        for (const QDate start : *starts) {
            if (!event.instead.isValid() && m_instead.contains({event.uid, start}))
                continue;
            for (int i = 0; i < event.days; ++i) {
                const Holiday holiday{{}, start.addDays(i), event.name, m_options.appliesTo};
                const QString problem = holidayProblem(holiday);
                if (!problem.isEmpty()) {
                    m_file.problems.append({line, problem.arg(line)});
                    return;
                }
                if (m_file.holidays.size() > kMostHolidays)
                    return;
                m_file.holidays.append(holiday);
            }
        }
    }

    const HolidayFileOptions m_options;
    QList<std::pair<int, ics::Event>> m_events;
    QSet<std::pair<QString, QDate>> m_instead;
    HolidayFile m_file;
};

} // namespace

bool isCalendarFile(const QByteArray &bytes)
{
    constexpr qsizetype kLook = 256;
    const std::optional<QByteArray> start = asUtf8(bytes.first(qMin(bytes.size(), kLook)));
    // Of a start that is cut inside a character, or in another encoding, ASCII is enough.
    const QByteArray text = start ? *start : bytes.first(qMin(bytes.size(), kLook));
    return text.trimmed().left(15).compare("BEGIN:VCALENDAR", Qt::CaseInsensitive) == 0;
}

Result<HolidayFile> readCalendarFile(const QByteArray &bytes, const HolidayFileOptions &options)
{
    const Result<CalendarText> calendar = readText(bytes);
    if (!calendar)
        return calendar.error();
    Collecting collecting(options);
    for (const EventText &event : calendar->events)
        collecting.read(event);
    Result<HolidayFile> file = collecting.finish();
    if (file)
        std::stable_sort(
            file->problems.begin(), file->problems.end(),
            [](const RowProblem &left, const RowProblem &right) { return left.line < right.line; });
    return file;
}

} // namespace rollcall
