// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/io/peoplefile.h"

#include <QCoreApplication>
#include <QHash>

#include <optional>

namespace rollcall {

namespace {

QString say(const char *text)
{
    return QCoreApplication::translate("rollcall::PeopleFile", text);
}

constexpr qsizetype kLongestNumber = 64;
constexpr qsizetype kLongestText = 200;

QStringList knownColumns()
{
    return {QStringLiteral("number"), QStringLiteral("name"),    QStringLiteral("kind"),
            QStringLiteral("class"),  QStringLiteral("section"), QStringLiteral("roll"),
            QStringLiteral("gender"), QStringLiteral("card"),    QStringLiteral("guardian"),
            QStringLiteral("phone"),  QStringLiteral("from"),    QStringLiteral("to")};
}

std::optional<PersonKind> kindIn(const QString &text, PersonKind otherwise)
{
    if (text.isEmpty())
        return otherwise;
    for (const PersonKind kind : {PersonKind::Student, PersonKind::Staff}) {
        if (text.compare(kindWord(kind), Qt::CaseInsensitive) == 0)
            return kind;
    }
    return std::nullopt;
}

/// Reads row after row and remembers whose number was on which line.
class PeopleReader
{
public:
    PeopleReader(const CsvColumns &columns, PersonKind kind)
        : m_columns(columns)
        , m_kind(kind)
    {}

    void read(const CsvRow &row)
    {
        Person person = texts(row);
        const std::optional<PersonKind> kind = kindIn(field(row, "kind"), m_kind);
        person.kind = kind.value_or(m_kind);
        const bool hasFrom = readFileDate(field(row, "from"), &person.enrolledFrom);
        const bool hasTo = readFileDate(field(row, "to"), &person.enrolledTo);
        if (const QString problem = check(row, person, kind.has_value(), hasFrom && hasTo);
            !problem.isEmpty()) {
            m_file.problems.append({row.line, problem.arg(row.line)});
            return;
        }
        m_lines.insert(keyOf(person), row.line);
        m_file.people.append(person);
    }

    PeopleFile take() { return std::move(m_file); }

private:
    QString field(const CsvRow &row, const char *column) const
    {
        return m_columns.field(row, QString::fromLatin1(column));
    }

    Person texts(const CsvRow &row) const
    {
        Person person;
        person.number = field(row, "number");
        person.fullName = field(row, "name");
        person.groupName = field(row, "class");
        person.section = field(row, "section");
        person.roll = field(row, "roll");
        person.gender = field(row, "gender");
        person.card = field(row, "card");
        person.guardianName = field(row, "guardian");
        person.phone = field(row, "phone");
        return person;
    }

    static QString keyOf(const Person &person)
    {
        return kindWord(person.kind) + u' ' + person.number;
    }

    /// The sentence with %1 for the line; empty when the row is fine.
    QString check(const CsvRow &row, const Person &person, bool hasKind, bool hasDates) const
    {
        if (person.number.isEmpty())
            return say(QT_TRANSLATE_NOOP("rollcall::PeopleFile",
                                         "Line %1 has no number (admission or staff number)."));
        if (person.fullName.isEmpty())
            return say(QT_TRANSLATE_NOOP("rollcall::PeopleFile", "Line %1 has no name."));
        if (person.number.size() > kLongestNumber || longest(row) > kLongestText)
            return say(QT_TRANSLATE_NOOP("rollcall::PeopleFile",
                                         "Line %1 holds a text that is too long."));
        if (!hasKind)
            return say(QT_TRANSLATE_NOOP("rollcall::PeopleFile",
                                         "The kind on line %1 is neither student nor staff."));
        if (!hasDates)
            return say(QT_TRANSLATE_NOOP("rollcall::PeopleFile",
                                         "A date on line %1 is not one of the form YYYY-MM-DD."));
        if (person.enrolledTo.isValid() && person.enrolledFrom.isValid() &&
            person.enrolledTo < person.enrolledFrom)
            return say(QT_TRANSLATE_NOOP("rollcall::PeopleFile",
                                         "On line %1 the last day is before the first day."));
        if (const int other = m_lines.value(keyOf(person)); other > 0)
            return say(QT_TRANSLATE_NOOP(
                           "rollcall::PeopleFile",
                           "The number on line %1 was already used on line %2 of the file."))
                .arg(QStringLiteral("%1"), QString::number(other));
        return {};
    }

    static qsizetype longest(const CsvRow &row)
    {
        qsizetype size = 0;
        for (const QString &text : row.fields)
            size = qMax(size, text.size());
        return size;
    }

    const CsvColumns &m_columns;
    PersonKind m_kind;
    PeopleFile m_file;
    QHash<QString, int> m_lines;
};

} // namespace

Result<PeopleFile> readPeopleFile(const QByteArray &bytes, PersonKind kind)
{
    const Result<CsvTable> table = parseCsv(bytes);
    if (!table)
        return table.error();
    const Result<CsvColumns> columns = CsvColumns::find(
        table->head, knownColumns(), {QStringLiteral("number"), QStringLiteral("name")});
    if (!columns)
        return columns.error();
    PeopleReader reader(columns.value(), kind);
    for (const CsvRow &row : table->rows)
        reader.read(row);
    PeopleFile file = reader.take();
    file.ignoredColumns = columns->ignored();
    return file;
}

} // namespace rollcall
