// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/ports/attendancecontrol.h"
#include "core/ports/devicecontrol.h"
#include "core/ports/mappingcontrol.h"
#include "core/ports/peoplecontrol.h"
#include "core/ports/synccontrol.h"
#include "tests/support/fakeclock.h"
#include "tests/ui/fakepanel.h"
#include "tests/ui/faketerminals.h"
#include "ui/filechooser.h"
#include "ui/uiports.h"

#include <QHash>
#include <QPromise>
#include <QSet>

#include <map>
#include <memory>
#include <optional>

namespace rollcall::ui {
struct WizardContext;
}

/// A school behind the ports, in memory, for what real services cannot be made to do on demand: a
/// sync that stands still half way, a store that refuses, a given clock.
namespace rollcall::test {

class FakeDevices final : public DeviceControl
{
public:
    Answer<QList<DeviceOverview>> overview() override;
    Answer<DeviceSaved> save(const DeviceDraft &draft) override;
    Answer<> setActive(DeviceId device, bool active) override;
    Answer<> remove(DeviceId device) override;
    Answer<QString> token(DeviceId device) override;
    Answer<QString> newToken(DeviceId device, bool stopOldNow) override;
    Answer<> revokeTokens(DeviceId device) override;
    Answer<> useFoundAddress(DeviceId device) override;

    DeviceOverview *find(DeviceId device);

    QList<DeviceOverview> rows;
    QList<DeviceDraft> saved;
    QHash<DeviceId, QString> tokens;
    std::optional<Error> failure; ///< answered by every call while set
    bool stoppedOldToken = false;
};

class FakeSync final : public SyncControl
{
public:
    Answer<SyncOutcome> sync(DeviceId device) override;
    void cancel(DeviceId device) override;
    bool isRunning(DeviceId device) const override { return m_running.contains(device); }
    std::optional<PlannedVisit> nextVisit(DeviceId device) const override;
    Answer<QList<SyncSession>> history(DeviceId device, int limit) override;

    void progress(DeviceId device, qint64 done, qint64 total);
    /// Ends a running session.
    void finish(const SyncOutcome &outcome);

    QSet<DeviceId> cancelled;
    QHash<DeviceId, PlannedVisit> visits;
    QHash<DeviceId, QList<SyncSession>> sessions; ///< the newest first
    std::optional<Error> failure;                 ///< answered by history() while set

private:
    std::map<DeviceId, QPromise<Result<SyncOutcome>>> m_promises;
    QSet<DeviceId> m_running;
};

class FakeMapping final : public MappingControl
{
public:
    FakeMapping(const FakeDevices &devices, const QList<Person> &people)
        : m_devices(devices)
        , m_people(people)
    {}
    Answer<QList<MappingRow>> rows(DeviceId device) override;
    Answer<MappingCounts> map(const UserMapping &mapping) override;
    Answer<MappingCounts> unmap(const QList<UserMapping> &mappings) override;
    Answer<MappingCounts> unmapUser(DeviceId device, const QString &userId) override;
    Answer<MappingCounts> move(DeviceId device, const QString &userId, PersonId person,
                               QDate from) override;
    Answer<QList<MatchSuggestion>> suggestions(DeviceId device) override;
    Answer<MappingCounts> applySuggestions(DeviceId device, int confidence) override;
    Answer<MappingCounts> applyMatches(DeviceId device,
                                       const QList<MatchSuggestion> &chosen) override;
    Answer<MappingPreview> previewLines(const QList<MappingLine> &lines) override;
    Answer<MappingCounts> importLines(const QList<MappingLine> &lines) override;
    Answer<QList<MappingLine>> lines(DeviceId device) override;
    Answer<MappingCounts> undo(const MappingChange &change) override;
    void leaveDays() override;

    bool isSlow = false; ///< what is mapped is stored, and answers when its days are left
    QHash<DeviceId, QList<MappingRow>> users;
    QList<UserMapping> mapped;
    std::optional<Error> failure;

private:
    /// Has an answer, and somebody waits for its days.
    struct Waiting
    {
        std::shared_ptr<QPromise<Result<MappingCounts>>> promise;
        MappingCounts counts;
    };

    Answer<MappingCounts> mapAll(const QList<UserMapping> &mappings);
    Answer<MappingCounts> exchange(const QList<UserMapping> &gone, const QList<UserMapping> &made);
    QList<UserMapping> present() const;

    const FakeDevices &m_devices;
    const QList<Person> &m_people;
    QList<Waiting> m_waiting;
};

class FakePeople final : public PeopleControl
{
public:
    Answer<QList<Person>> people() override { return readyAnswer(Result<QList<Person>>(list)); }
    Answer<QList<Person>> unmapped() override { return people(); }
    Answer<PeopleImportCounts> save(const QList<Person> &people) override;
    Answer<PersonId> add(const Person &person) override;
    Answer<qint64> update(const Person &person) override;
    Answer<PeoplePreview> previewImport(const QByteArray &file,
                                        const PeopleFileOptions &options) override;
    Answer<PeopleImportCounts> import(const PeoplePreview &preview) override;

    QList<Person> list;
    std::optional<Error> failure; ///< answered by add() while set
};

class FakeAttendance final : public AttendanceControl
{
public:
    Answer<QList<DayRow>> days(QDate from, QDate to) override;
    Answer<DayResult> explain(PersonId person, QDate day) override;
    Answer<StatusCodes> codes() override;
    QDate today() const override { return present; }

    QHash<QString, QString> settings;
    QHash<QDate, QList<DayRow>> rows;
    QDate present;
    std::optional<Error> failure;
};

/// Answers with a path set before, at once.
class FakeChooser final : public ui::FileChooser
{
public:
    void chooseSaveFile(QWidget *parent, const ui::SaveRequest &request,
                        std::function<void(const QString &)> chosen) override;
    void chooseOpenFile(QWidget *parent, const ui::OpenRequest &request,
                        std::function<void(const QString &)> chosen) override;

    QString path;     ///< to save; empty = the user gives up
    QString openPath; ///< to open
    ui::SaveRequest asked;
};

/// Ids in the order in which fill() makes the devices.
inline constexpr DeviceId kMainGate{1};
inline constexpr DeviceId kStaffDoor{2};
inline constexpr DeviceId kHostel{3};
inline constexpr DeviceId kBackGate{4};
inline constexpr DeviceId kLibrary{5};

struct FakeSchool
{
    FakeSchool();
    /// The devices, people, users and days of "Hill School" on Thursday, 12 March 2026, 08:21.
    void fill();
    /// Makes "Staff door" a terminal that fetches its work, with some commands.
    void fillQueue();
    ui::UiPorts ports();
    static ui::FrameInfo frame();
    /// For "Add New Device" beside the devices that are there.
    ui::WizardContext wizardContext();

    FakeClock clock;
    FakeDevices devices;
    FakeSync sync;
    FakePeople people;
    FakeMapping mapping{devices, people.list};
    FakeAttendance attendance;
    FakeTerminals terminals;
    FakeAttention attention;
    FakeLogs logs;
    FakeCommands commands;

private:
    void fillDevices();
    void fillPeople();
    void fillUsers();
    void fillDay();
    void fillPanel();
    void fillPanelUsers();
    void fillPanelLogs();
    void fillPanelHistory();
};

} // namespace rollcall::test
