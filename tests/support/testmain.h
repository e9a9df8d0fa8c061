// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QObject>
#include <QString>

#include <functional>
#include <memory>

namespace rollcall::test {

/// Adds a test class to this program under its name; the program runs the class named by its first
/// argument.
struct Registration
{
    Registration(const char *name, std::function<std::unique_ptr<QObject>()> make);
};

/// The folder with the test vectors: ROLLCALL_VECTORS when set, else tests/vectors of the sources.
QString vectorsFolder(const QString &sub);

/// Names listed in tests/vectors/not-yet.txt for one vector set: cases whose rules come with a
/// later issue. A line is "SET NAME" or "SET FILE/NAME"; "#" starts a comment.
QStringList notYet(const QString &set);

/// How often a randomised test repeats: ROLLCALL_TEST_COUNT percent of @p full (default 100), at
/// least 1.
int repeats(int full);

/// By this a limit in milliseconds is multiplied: sanitized code is some four times slower, as the
/// time limits of the tests (cmake/RollcallModule.cmake) say too.
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
inline constexpr int kSlowness = 4;
#else
inline constexpr int kSlowness = 1;
#endif

/// The base of every test class: a warning that is not on the written list of harmless ones fails
/// the test function. A class with an init() of its own calls this one first.
class TestCase : public QObject
{
    Q_OBJECT

protected slots:
    void init();
};

/// Waits, turning the event loop, until @p condition holds; false after @p milliseconds.
bool waitFor(const std::function<bool()> &condition, int milliseconds = 10000);

} // namespace rollcall::test

#define ROLLCALL_TEST(Class)                                                                       \
    static const rollcall::test::Registration registration_##Class(                                \
        #Class, [] { return std::unique_ptr<QObject>(std::make_unique<Class>()); })
