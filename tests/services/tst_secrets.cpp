// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/secrets/filestore.h"
#include "tests/support/testmain.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace rollcall;

class tst_secrets : public rollcall::test::TestCase
{
    Q_OBJECT

private slots:
    void keepsAndForgets();
    void onlyTheOwnerCanRead();
    void namesCannotLeaveTheFolder();
    void saysWhenTheFolderCannotBeUsed();
};

void tst_secrets::keepsAndForgets()
{
    const QTemporaryDir folder;
    FileStore store(folder.filePath(QStringLiteral("secrets")));
    const QString name = QStringLiteral("device-1-token");
    QCOMPARE(store.read(name).error().code, ErrorCode::NotFound);
    QVERIFY(store.remove(name));
    QVERIFY(store.write(name, "one"));
    QVERIFY(store.write(name, "two"));
    QCOMPARE(*store.read(name), QByteArray("two"));
    QVERIFY(store.remove(name));
    QCOMPARE(store.read(name).error().code, ErrorCode::NotFound);
}

void tst_secrets::onlyTheOwnerCanRead()
{
    const QTemporaryDir folder;
    const QString path = folder.filePath(QStringLiteral("secrets"));
    FileStore store(path);
    QVERIFY(store.write(QStringLiteral("key"), "1234"));
    constexpr QFile::Permissions kOthers =
        QFile::ReadGroup | QFile::WriteGroup | QFile::ReadOther | QFile::WriteOther;
    QCOMPARE(QFile::permissions(path) & kOthers, QFile::Permissions());
    QCOMPARE(QFile::permissions(path + QStringLiteral("/key")) & kOthers, QFile::Permissions());
}

void tst_secrets::namesCannotLeaveTheFolder()
{
    const QTemporaryDir folder;
    FileStore store(folder.filePath(QStringLiteral("secrets")));
    QVERIFY(store.write(QStringLiteral("../outside"), "x"));
    QCOMPARE(QDir(folder.path()).entryList(QDir::Files).size(), 0);
    QCOMPARE(*store.read(QStringLiteral("../outside")), QByteArray("x"));
}

void tst_secrets::saysWhenTheFolderCannotBeUsed()
{
    const QTemporaryDir folder;
    const QString inTheWay = folder.filePath(QStringLiteral("secrets"));
    QFile file(inTheWay);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.close();
    FileStore store(inTheWay);
    const Result<> refused = store.write(QStringLiteral("key"), "1");
    QVERIFY(!refused);
    QCOMPARE(refused.error().code, ErrorCode::StorageFailure);
}

ROLLCALL_TEST(tst_secrets);
#include "tst_secrets.moc"
