// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/ports/mappingimport.h"

#include <QCoreApplication>
#include <QHash>

#include <algorithm>
#include <utility>

namespace rollcall {

namespace {

using UserKey = std::pair<DeviceId, QString>;

QString say(const char *text)
{
    return QCoreApplication::translate("rollcall::MappingImport", text);
}

/// What is looked up for each line.
class Lookup
{
public:
    explicit Lookup(const MappingFacts &facts)
    {
        for (const Device &device : facts.devices) {
            m_devices.insert(QString::number(device.id.value), device);
            m_names.insert(device.name, device);
        }
        for (const Person &person : facts.people)
            m_people.insert(person.number, person);
        for (const UserMapping &mapping : facts.mappings)
            m_present.insert({mapping.device, mapping.userId}, mapping);
    }

    MappingImportRow row(const MappingLine &line)
    {
        MappingImportRow row{line, {}, {}, {}, ImportChange::Added, {}};
        const Device device = m_names.value(line.device, m_devices.value(line.device));
        const QList<Person> people = m_people.values(line.person);
        row.deviceName = device.id.isValid() ? device.name : line.device;
        if (people.size() == 1)
            row.person = people.first();
        row.problem = problemOf(line, device, people);
        if (!row.problem.isEmpty())
            return row;
        row.mapping = {device.id, line.userId, row.person.id, line.from, line.to};
        compare(row);
        if (row.problem.isEmpty())
            m_inFile.insert({device.id, line.userId}, row);
        return row;
    }

private:
    static QString problemOf(const MappingLine &line, const Device &device,
                             const QList<Person> &people)
    {
        const QString number = QString::number(line.line);
        if (!device.id.isValid())
            return say(QT_TRANSLATE_NOOP("rollcall::MappingImport",
                                         "Line %1: there is no device \"%2\"."))
                .arg(number, line.device);
        if (line.userId.isEmpty())
            return say(QT_TRANSLATE_NOOP("rollcall::MappingImport",
                                         "Line %1: the user id is missing."))
                .arg(number);
        if (people.isEmpty())
            return say(QT_TRANSLATE_NOOP("rollcall::MappingImport",
                                         "Line %1: nobody has the number \"%2\"."))
                .arg(number, line.person);
        if (people.size() > 1)
            return say(QT_TRANSLATE_NOOP("rollcall::MappingImport",
                                         "Line %1: a student and a member of staff both have the "
                                         "number \"%2\"."))
                .arg(number, line.person);
        if (line.from.isValid() && line.to.isValid() && line.to < line.from)
            return say(QT_TRANSLATE_NOOP("rollcall::MappingImport",
                                         "Line %1: the last day lies before the first."))
                .arg(number);
        return {};
    }

    void compare(MappingImportRow &row) const
    {
        const UserKey key{row.mapping.device, row.mapping.userId};
        const QString number = QString::number(row.line.line);
        for (const MappingImportRow &other : m_inFile.values(key)) {
            if (other.mapping != row.mapping && other.mapping.overlaps(row.mapping))
                row.problem = say(QT_TRANSLATE_NOOP("rollcall::MappingImport",
                                                    "Line %1: line %2 says somebody else of user "
                                                    "\"%3\" for the same days."))
                                  .arg(number, QString::number(other.line.line), row.line.userId);
        }
        for (const UserMapping &present : m_present.values(key)) {
            if (present == row.mapping)
                row.change = ImportChange::Unchanged;
            else if (row.change == ImportChange::Added && present.overlaps(row.mapping))
                row.change = ImportChange::Changed;
            if (present != row.mapping && present.overlaps(row.mapping) &&
                row.mapping.endsWithin(present))
                row.problem = say(QT_TRANSLATE_NOOP("rollcall::MappingImport",
                                                    "Line %1: user \"%2\" is mapped for some of "
                                                    "these days and for later ones already."))
                                  .arg(number, row.line.userId);
        }
    }

    QHash<QString, Device> m_devices; ///< by id
    QHash<QString, Device> m_names;
    QMultiHash<QString, Person> m_people;
    QMultiHash<UserKey, UserMapping> m_present;
    QMultiHash<UserKey, MappingImportRow> m_inFile;
};

} // namespace

QList<UserMapping> MappingPreview::mappings() const
{
    QList<UserMapping> list;
    for (const MappingImportRow &row : rows) {
        if (row.problem.isEmpty())
            list.append(row.mapping);
    }
    return list;
}

MappingPreview previewOf(const QList<MappingLine> &lines, const MappingFacts &facts)
{
    Lookup lookup(facts);
    MappingPreview preview;
    preview.rows.reserve(lines.size());
    for (const MappingLine &line : lines) {
        const MappingImportRow row = lookup.row(line);
        int &count = !row.problem.isEmpty()                ? preview.wrong
                     : row.change == ImportChange::Added   ? preview.added
                     : row.change == ImportChange::Changed ? preview.changed
                                                           : preview.unchanged;
        ++count;
        preview.rows.append(row);
    }
    return preview;
}

} // namespace rollcall
