// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/services/schoolfixture.h"
#include "tests/support/testmain.h"

#include <QTest>

#include <algorithm>
#include <functional>
#include <random>

using namespace rollcall;
using rollcall::test::SchoolFixture;
using rollcall::test::TempDatabase;

namespace {

constexpr int kSchools = 100;
constexpr int kPeople = 4;
const Decision kDecision{QStringLiteral("test"), QStringLiteral("a test")};

QDate firstDay()
{
    return QDate(2026, 3, 10);
}

/// Random facts of a small school, each of which may come at any time.
class RandomFacts
{
public:
    using Fact = std::function<bool()>;

    RandomFacts(SchoolFixture &school, unsigned seed)
        : m_school(school)
        , m_random(seed)
        , m_people(school.addPupils(kPeople))
    {
        for (int i = 1; i <= 2; ++i)
            m_devices.append(school.addAgent(QStringLiteral("Gate %1").arg(i), 4369 + i));
        makeLogs();
        makeMappings();
        makeSettings();
        makeDecisions();
    }

    QList<Fact> facts() const { return m_facts; }
    const QList<IngestBatch> &batches() const { return m_batches; }
    qint64 storedLogs() const { return m_keys.size(); }
    std::mt19937 &random() { return m_random; }

private:
    int number(int least, int most)
    {
        return std::uniform_int_distribution<int>(least, most)(m_random);
    }
    QDate day() { return firstDay().addDays(number(0, 6)); }
    QString clock()
    {
        return QTime(number(0, 23), number(0, 59)).toString(QStringLiteral("HH:mm"));
    }
    Stores stores() { return m_school.composition->stores(); }

    void makeLogs()
    {
        for (int delivery = 0; delivery < 6; ++delivery) {
            IngestBatch batch;
            batch.device = m_devices.at(number(0, 1));
            batch.timeZone = "Asia/Kolkata";
            for (int i = number(1, 12); i > 0; --i) {
                RawLog log;
                log.userId = QString::number(number(1, kPeople + 1)); // the last one is nobody
                log.at = WallTime::startOf(day()).addMinutes(number(0, 288) * 5);
                log.state = number(0, 1);
                batch.logs.append(log);
                m_keys.insert(QStringLiteral("%1 %2 %3")
                                  .arg(batch.device.value)
                                  .arg(log.userId, log.at.toString()));
            }
            m_batches.append(batch);
            m_facts.append([this, batch] {
                return await(m_school.composition->ingest().store(batch)).isOk();
            });
        }
    }
    void makeMappings()
    {
        for (const DeviceId device : std::as_const(m_devices)) {
            for (int user = 1; user <= kPeople; ++user) {
                UserMapping mapping{
                    device, QString::number(user), m_people.at(number(0, kPeople - 1)), {}, {}};
                if (number(0, 2) == 0)
                    mapping.validTo = day();
                addMapping(mapping);
                if (!mapping.validTo.isValid() || number(0, 1) == 0)
                    continue;
                mapping.validFrom = mapping.validTo.addDays(1);
                mapping.validTo = {};
                mapping.person = m_people.at(number(0, kPeople - 1));
                addMapping(mapping);
            }
        }
    }
    void addMapping(const UserMapping &mapping)
    {
        m_facts.append([this, mapping] {
            return await(stores().mappings.add({mapping}, {}, kDecision.author)).isOk();
        });
    }
    void makeSettings()
    {
        QJsonObject body{{QStringLiteral("school_start"), clock()},
                         {QStringLiteral("grace_minutes"), number(0, 30)}};
        if (number(0, 1) == 0)
            body.insert(QStringLiteral("day_change"), clock());
        m_facts.append([this, body] {
            return await(stores().school.saveTiming({{}, body}, kDecision)).isOk();
        });
        TimingAssignment assignment;
        assignment.person = m_people.at(number(0, kPeople - 1));
        assignment.from = day();
        assignment.settings = {{QStringLiteral("day_change"), clock()}};
        m_facts.append([this, assignment] {
            return await(stores().timings.addAssignments({assignment}, kDecision)).isOk();
        });
    }
    void makeDecisions()
    {
        const Holiday holiday{{}, day(), QStringLiteral("Holiday"), Audience::Everybody};
        m_facts.append([this, holiday] {
            return await(stores().calendar.addHolidays({holiday}, kDecision)).isOk();
        });
        Leave leave;
        leave.person = m_people.at(number(0, kPeople - 1));
        leave.from = leave.to = day();
        leave.part = static_cast<LeavePart>(number(0, 2));
        leave.reason = QStringLiteral("sick");
        m_facts.append(
            [this, leave] { return await(stores().leaves.addLeaves({leave}, kDecision)).isOk(); });
        CorrectionDraft draft;
        draft.person = m_people.at(number(0, kPeople - 1));
        draft.day = day();
        draft.status = DayStatus::HalfDay;
        draft.in = WallTime::startOf(draft.day).addMinutes(number(0, 1439));
        m_facts.append(
            [this, draft] { return await(stores().corrections.correct(draft, kDecision)).isOk(); });
        ClockFact shift;
        shift.kind = ClockFactKind::Shift;
        shift.device = m_devices.at(number(0, 1));
        shift.from = day();
        shift.to = shift.from.addDays(number(0, 2));
        shift.minutes = number(0, 1) == 0 ? -number(1, 2000) : number(1, 2000);
        m_facts.append(
            [this, shift] { return await(stores().clocks.add(shift, kDecision)).isOk(); });
        const DeviceId device = m_devices.at(number(0, 1));
        m_facts.append([this, device] {
            return m_school.edit(device, [](Device &edited) { edited.direction = Direction::Out; });
        });
    }

    SchoolFixture &m_school;
    std::mt19937 m_random;
    QList<PersonId> m_people;
    QList<DeviceId> m_devices;
    QList<IngestBatch> m_batches;
    QSet<QString> m_keys;
    QList<Fact> m_facts;
};

/// Records and outcomes without what depends on the order of arrival.
QStringList resultsOf(SchoolFixture &school)
{
    QStringList lines;
    const QList<DayRow> rows =
        await(school.composition->stores().days.rows(QDate(2026, 3, 1), QDate(2026, 4, 1)))
            .valueOr({});
    for (const DayRow &row : rows) {
        const DayRecord &record = row.record;
        // A day without any punch is computed when somebody asks for it; a rebuild from nothing
        // need not have it.
        if (!record.in.isValid() && !record.out.isValid() &&
            !record.flags.testFlag(DayFlag::Manual))
            continue;
        lines.append(QStringList{row.number, record.day.toString(Qt::ISODate),
                                 statusWord(record.status), record.in.toString(),
                                 record.out.toString(), QString::number(record.lateMinutes),
                                 flagWords(record.flags).join(u'+')}
                         .join(u' '));
    }
    const Result<LogPage> page = await(school.composition->stores().logs.logs({}, {}, 10000));
    for (const LogRow &row : page ? page->rows : QList<LogRow>())
        lines.append(QStringList{row.deviceName, row.userId, row.key.at.toString(),
                                 row.personNumber, row.day.toString(Qt::ISODate),
                                 outcomeWord(row.outcome)}
                         .join(u' '));
    return lines;
}

qint64 number(SchoolFixture &school, const char *sql)
{
    const Result<std::unique_ptr<Database>> open =
        Database::open(school.database.config(), Access::ReadWrite);
    return open ? (*open)->number("test.number", QString::fromLatin1(sql)).valueOr(-1) : -1;
}

void change(SchoolFixture &school, const char *sql)
{
    const Result<std::unique_ptr<Database>> open =
        Database::open(school.database.config(), Access::ReadWrite);
    QVERIFY(open);
    QVERIFY((*open)->direct("test.change", QString::fromLatin1(sql)));
}

} // namespace

/// What must hold for any facts in the store, in whatever order they came (attendance-rules.md,
/// sections 2 and 11).
class tst_dayproperties : public rollcall::test::TestCase
{
    Q_OBJECT

private slots:
    void incrementalIsRebuild_data() { TempDatabase::addEngineRows(); }
    void incrementalIsRebuild();
};

void tst_dayproperties::incrementalIsRebuild()
{
    QFETCH(Engine, engine);
    for (int seed = 1; seed <= rollcall::test::repeats(kSchools); ++seed) {
        SchoolFixture school(engine);
        RandomFacts random(school, static_cast<unsigned>(seed));
        QList<RandomFacts::Fact> order = random.facts();
        std::shuffle(order.begin(), order.end(), random.random());
        RecomputeService &recompute = school.composition->recompute();
        for (const RandomFacts::Fact &fact : order) {
            QVERIFY2(fact(), qPrintable(QStringLiteral("seed %1").arg(seed)));
            if (random.random()() % 3 == 0)
                QVERIFY(await(recompute.drain()));
        }
        QVERIFY(await(recompute.drain()));
        const QStringList incremental = resultsOf(school);

        // The same batches again: nothing is new, and nothing is to be computed.
        for (const IngestBatch &batch : random.batches())
            QCOMPARE(await(school.composition->ingest().store(batch))->added, 0);
        QCOMPARE(*await(school.composition->stores().days.dirtyCount()), 0);

        // Each log of somebody has one outcome, and so has each of nobody when it is asked for.
        QCOMPARE(number(school, "SELECT COUNT(*) FROM raw_log"), random.storedLogs());
        const Result<LogPage> page = await(school.composition->logs().logs({}, {}, 10000));
        QCOMPARE(page->rows.size(), random.storedLogs());

        // From the facts alone.
        change(school, "DELETE FROM log_outcome");
        change(school, "DELETE FROM day_record");
        QVERIFY(
            await(school.composition->attendance().rebuild(QDate(2000, 1, 1), QDate(2099, 1, 1))));
        const QStringList rebuilt = resultsOf(school);
        QStringList lost = incremental;
        QStringList found = rebuilt;
        for (const QString &line : rebuilt)
            lost.removeOne(line);
        for (const QString &line : incremental)
            found.removeOne(line);
        QVERIFY2(rebuilt == incremental,
                 qPrintable(QStringLiteral("seed %1\nonly before: %2\nonly rebuilt: %3")
                                .arg(seed)
                                .arg(lost.join(u'\n'), found.join(u'\n'))));
    }
}

ROLLCALL_TEST(tst_dayproperties);
#include "tst_dayproperties.moc"
