// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/secrets/credentialdirstore.h"
#include "app/secrets/secretrooms.h"
#include "app/wiring/secretchoice.h"
#include "tests/support/testmain.h"

#include <QDir>
#include <QFile>
#include <QHash>
#include <QTemporaryDir>
#include <QTest>

using namespace rollcall;

/// Which of the rooms a secret goes to and comes from.
class tst_secretrooms : public rollcall::test::TestCase
{
    Q_OBJECT

private slots:
    void keychainThatWorks();
    void keychainThatDoesNot_data();
    void keychainThatDoesNot();
    void oldFilesMoveOver();
    void aFileIsTheNewerOne();
    void unreachableIsNotMissing();
    void whatWasNeverKeptAsksNobody();
    void foldersShareNothing();
    void keychainOnly();
    void removedEverywhere();
    void givenGoesFirst();
    void readsGivenFiles_data();
    void readsGivenFiles();
    void choice_data();
    void choice();
};

namespace {

const QString kName = QStringLiteral("device-1-token");

/// What a keychain may do.
enum class Mood { Works, Refuses, IsLocked, KeepsNothing };

/// The entries outlive the stores, as those of a real keychain do.
struct Chain
{
    QHash<QString, QByteArray> entries;
    Mood mood = Mood::Works;
    int writes = 0;
    int reads = 0;
};

class ChainStore : public SecretStore
{
public:
    explicit ChainStore(Chain &chain)
        : m_chain(chain)
    {}
    Result<QByteArray> read(const QString &name) const override
    {
        ++m_chain.reads;
        if (m_chain.mood == Mood::Refuses)
            return failure();
        if (m_chain.mood == Mood::IsLocked || !m_chain.entries.contains(name))
            return errors::notFound(QStringLiteral("not there"));
        return m_chain.entries.value(name);
    }
    Result<> write(const QString &name, const QByteArray &secret) override
    {
        ++m_chain.writes;
        if (m_chain.mood == Mood::Refuses || m_chain.mood == Mood::IsLocked)
            return failure();
        if (m_chain.mood == Mood::Works)
            m_chain.entries.insert(name, secret);
        return ok();
    }
    Result<> remove(const QString &name) override
    {
        if (m_chain.mood == Mood::Refuses)
            return failure();
        m_chain.entries.remove(name);
        return ok();
    }

private:
    static Error failure() { return {ErrorCode::StorageFailure, QStringLiteral("refused"), {}}; }
    Chain &m_chain;
};

struct Place
{
    QTemporaryDir folder;
    QString path() const { return folder.filePath(QStringLiteral("secrets")); }
    bool hasFile(const QString &name) const { return QFile::exists(path() + u'/' + name); }

    SecretRooms rooms(Chain *chain, bool mayUseFiles = true) const
    {
        return {{nullptr, chain ? std::make_unique<ChainStore>(*chain) : nullptr, mayUseFiles},
                path()};
    }
};

} // namespace

void tst_secretrooms::keychainThatWorks()
{
    const Place place;
    Chain chain;
    SecretRooms rooms = place.rooms(&chain);
    QVERIFY(rooms.write(kName, "one"));
    QVERIFY(rooms.write(kName, "two"));
    QVERIFY(!place.hasFile(kName));
    QCOMPARE(chain.entries.size(), 1); // the probe is gone, the second went over the first
    QCOMPARE(chain.writes, 3);
    SecretRooms later = place.rooms(&chain);
    QCOMPARE(later.read(kName).valueOr({}), QByteArray("two"));
}

void tst_secretrooms::keychainThatDoesNot_data()
{
    QTest::addColumn<int>("mood");
    QTest::newRow("refuses") << int(Mood::Refuses);
    QTest::newRow("is locked") << int(Mood::IsLocked);
    QTest::newRow("keeps nothing") << int(Mood::KeepsNothing);
}

void tst_secretrooms::keychainThatDoesNot()
{
    QFETCH(int, mood);
    const Place place;
    Chain chain;
    chain.mood = static_cast<Mood>(mood);
    SecretRooms rooms = place.rooms(&chain);
    QVERIFY(rooms.write(kName, "one"));
    QVERIFY(rooms.write(kName, "two"));
    QVERIFY(place.hasFile(kName));
    QCOMPARE(rooms.read(kName).valueOr({}), QByteArray("two"));
    QVERIFY(chain.entries.isEmpty());
    QCOMPARE(chain.writes, 1); // tried once
}

void tst_secretrooms::oldFilesMoveOver()
{
    const Place place;
    QVERIFY(FileStore(place.path()).write(kName, "old"));
    Chain chain;
    SecretRooms rooms = place.rooms(&chain);
    QCOMPARE(rooms.read(kName).valueOr({}), QByteArray("old"));
    QCOMPARE(chain.reads, 0);
    QVERIFY(rooms.write(kName, "new"));
    QVERIFY(!place.hasFile(kName));
    QCOMPARE(rooms.read(kName).valueOr({}), QByteArray("new"));
}

void tst_secretrooms::aFileIsTheNewerOne()
{
    const Place place;
    Chain chain;
    QVERIFY(place.rooms(&chain).write(kName, "one"));
    chain.mood = Mood::IsLocked;
    QVERIFY(place.rooms(&chain).write(kName, "two"));
    chain.mood = Mood::Works;
    SecretRooms rooms = place.rooms(&chain);
    QCOMPARE(rooms.read(kName).valueOr({}), QByteArray("two"));
    QVERIFY(rooms.write(kName, "three"));
    QVERIFY(!place.hasFile(kName));
    QCOMPARE(rooms.read(kName).valueOr({}), QByteArray("three"));
    QCOMPARE(chain.entries.size(), 1);
}

void tst_secretrooms::unreachableIsNotMissing()
{
    const Place place;
    Chain chain;
    QVERIFY(place.rooms(&chain).write(kName, "one"));
    chain.mood = Mood::IsLocked;
    QCOMPARE(place.rooms(&chain).read(kName).error().code, ErrorCode::StorageFailure);
    chain.mood = Mood::Refuses;
    QCOMPARE(place.rooms(&chain).read(kName).error().userText, QStringLiteral("refused"));
    const Result<QByteArray> off = place.rooms(nullptr).read(kName);
    QCOMPARE(off.error().code, ErrorCode::StorageFailure);
    QVERIFY(off.error().userText.contains(QStringLiteral("ROLLCALL_SECRETS")));
    chain.mood = Mood::Works;
    QCOMPARE(place.rooms(&chain).read(kName).valueOr({}), QByteArray("one"));
}

void tst_secretrooms::whatWasNeverKeptAsksNobody()
{
    const Place place;
    Chain chain;
    SecretRooms rooms = place.rooms(&chain);
    QCOMPARE(rooms.read(kName).error().code, ErrorCode::NotFound);
    QVERIFY(rooms.remove(kName));
    QCOMPARE(chain.reads + chain.writes, 0);
}

void tst_secretrooms::foldersShareNothing()
{
    const Place one;
    const Place two;
    Chain chain;
    QVERIFY(one.rooms(&chain).write(kName, "one"));
    QVERIFY(two.rooms(&chain).write(kName, "two"));
    QCOMPARE(one.rooms(&chain).read(kName).valueOr({}), QByteArray("one"));
    QVERIFY(two.rooms(&chain).remove(kName));
    QCOMPARE(one.rooms(&chain).read(kName).valueOr({}), QByteArray("one"));
    QCOMPARE(chain.entries.size(), 1);
}

void tst_secretrooms::keychainOnly()
{
    const Place place;
    Chain chain;
    chain.mood = Mood::IsLocked;
    SecretRooms rooms = place.rooms(&chain, false);
    QCOMPARE(rooms.write(kName, "one").error().code, ErrorCode::StorageFailure);
    QVERIFY(!place.hasFile(kName));
    QCOMPARE(rooms.read(kName).error().code, ErrorCode::NotFound);
}

void tst_secretrooms::removedEverywhere()
{
    const Place place;
    Chain chain;
    QVERIFY(place.rooms(&chain).write(kName, "one"));
    chain.mood = Mood::Refuses;
    QVERIFY(place.rooms(&chain).write(kName, "two"));
    // What is still in the keychain is not said to be gone; a second try removes it.
    QVERIFY(!place.rooms(&chain).remove(kName));
    chain.mood = Mood::Works;
    QVERIFY(place.rooms(&chain).remove(kName));
    QVERIFY(chain.entries.isEmpty());
    QVERIFY(QDir(place.path()).isEmpty(QDir::Files));
    QCOMPARE(place.rooms(&chain).read(kName).error().code, ErrorCode::NotFound);
}

void tst_secretrooms::givenGoesFirst()
{
    const Place place;
    const QTemporaryDir given;
    QVERIFY(FileStore(given.path()).write(kName, "given\n"));
    QVERIFY(FileStore(place.path()).write(kName, "filed"));
    SecretRooms rooms({std::make_unique<CredentialDirStore>(given.path()), nullptr, true},
                      place.path());
    QCOMPARE(rooms.read(kName).valueOr({}), QByteArray("given"));
    QCOMPARE(rooms.write(kName, "new").error().code, ErrorCode::Unsupported);
    QCOMPARE(rooms.remove(kName).error().code, ErrorCode::Unsupported);
    const QString other = QStringLiteral("device-2-token");
    QVERIFY(rooms.write(other, "two"));
    QCOMPARE(rooms.read(other).valueOr({}), QByteArray("two"));
    QVERIFY(rooms.remove(other));
}

void tst_secretrooms::readsGivenFiles_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QByteArray>("content");
    QTest::addColumn<QByteArray>("secret"); // null: not found
    const QString plain = QStringLiteral("database-password");
    QTest::newRow("as it is") << plain << QByteArray("p w") << QByteArray("p w");
    QTest::newRow("with a line end") << plain << QByteArray("p\n") << QByteArray("p");
    QTest::newRow("with another line end") << plain << QByteArray("p\r\n") << QByteArray("p");
    QTest::newRow("with two line ends") << plain << QByteArray("p\n\n") << QByteArray("p\n");
    QTest::newRow("outside") << QStringLiteral("../outside") << QByteArray("x") << QByteArray();
    QTest::newRow("hidden") << QStringLiteral(".hidden") << QByteArray("x") << QByteArray();
    QTest::newRow("no name") << QString() << QByteArray() << QByteArray();
}

void tst_secretrooms::readsGivenFiles()
{
    QFETCH(QString, name);
    QFETCH(QByteArray, content);
    QFETCH(QByteArray, secret);
    const QTemporaryDir folder;
    const QString inside = folder.filePath(QStringLiteral("inside"));
    QVERIFY(QDir().mkpath(inside));
    if (!name.isEmpty()) {
        QFile file(inside + u'/' + name);
        QVERIFY(file.open(QIODevice::WriteOnly));
        QCOMPARE(file.write(content), content.size());
    }
    const Result<QByteArray> read = CredentialDirStore(inside).read(name);
    QCOMPARE(read.isOk(), !secret.isNull());
    if (read)
        QCOMPARE(*read, secret);
    else
        QCOMPARE(read.error().code, ErrorCode::NotFound);
}

void tst_secretrooms::choice_data()
{
    QTest::addColumn<QByteArray>("word");
    QTest::addColumn<int>("choice"); // -1: refused
    QTest::newRow("nothing") << QByteArray() << int(SecretChoice::Auto);
    QTest::newRow("auto") << QByteArray("auto") << int(SecretChoice::Auto);
    QTest::newRow("file") << QByteArray("file") << int(SecretChoice::File);
    QTest::newRow("keychain") << QByteArray("keychain") << int(SecretChoice::Keychain);
    QTest::newRow("another word") << QByteArray("files") << -1;
}

void tst_secretrooms::choice()
{
    QFETCH(QByteArray, word);
    QFETCH(int, choice);
    const QByteArray before = qgetenv("ROLLCALL_SECRETS");
    qputenv("ROLLCALL_SECRETS", word);
    const Result<SecretChoice> read = secretChoiceFromEnvironment();
    qputenv("ROLLCALL_SECRETS", before);
    QCOMPARE(read ? int(*read) : -1, choice);
}

ROLLCALL_TEST(tst_secretrooms);
#include "tst_secretrooms.moc"
