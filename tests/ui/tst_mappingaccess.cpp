// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/io/mappingfile.h"
#include "tests/ui/accesswalk.h"
#include "tests/ui/mappingwindow.h"
#include "ui/pages/mapping/importmappingdialog.h"
#include "ui/pages/mapping/newpersondialog.h"
#include "ui/pages/mapping/suggestdialog.h"
#include "ui/pages/mapping/unmappedpeopledialog.h"

#include <functional>

using namespace rollcall;
using namespace rollcall::test;
using namespace rollcall::ui;

namespace {

/// The dialogs of "User Mapping" with something in them.
class Dialogs
{
public:
    Dialogs()
        : m_suggestions((m_school.fill(), m_school.mapping), m_school.people, nullptr)
    {
        m_suggestions.open(kMainGate);
        m_suggestions.refresh();
    }

    /// Shows one after the other and looks at it. False when one could not be shown.
    bool each(const std::function<void(QWidget &, const QString &)> &look)
    {
        if (!waitFor([this] { return m_suggestions.isLoaded(); }))
            return false;
        SuggestDialog suggest(m_school.mapping, m_chooser,
                              {kMainGate, QStringLiteral("Main Gate"), {}}, m_suggestions.all(),
                              nullptr);
        const MappingFile file =
            readMappingFile("device,user_id,person\nMain Gate,401,0401\nMain Gate,9,9999\n")
                .valueOr({});
        ImportMappingDialog import(m_school.mapping, QStringLiteral("mapping.csv"), file, nullptr);
        UnmappedPeopleDialog people(m_school.people, m_chooser, nullptr);
        NewPersonDialog person(m_school.people, nullptr);
        MapDialog map(m_school.people, {kMainGate, QStringLiteral("Main Gate")}, nullptr);
        const QList<MappingRow> users = m_school.mapping.users.value(kMainGate);
        map.setUsers(users, users, QStringLiteral("401"));
        map.tellStored(QStringLiteral("User 400 is now Zoë Müller. 12 days of attendance were "
                                      "built."));
        map.showError(QStringLiteral("User 400 was not mapped."),
                      errors::storageFailure(QStringLiteral("user_mapping.add 13")));
        for (QDialog *dialog :
             std::initializer_list<QDialog *>{&suggest, &import, &people, &person, &map}) {
            const QSize size = dialog->size().expandedTo(dialog->sizeHint());
            if (!showWindow(dialog, dialog == &person ? dialog->sizeHint() : size))
                return false;
            settle();
            look(*dialog, dialog->objectName());
            dialog->hide();
        }
        return true;
    }

private:
    FakeSchool m_school;
    FakeChooser m_chooser;
    SuggestionList m_suggestions;
};

} // namespace

/// The walks of tst_accessibility through "User Mapping" and its dialogs.
class tst_mappingaccess : public UiTestCase
{
    Q_OBJECT

private slots:
    void namesAndKeys();
    void nothingIsClipped_data() { addConditions(); }
    void nothingIsClipped();
    void dialogsAreNotClipped_data() { addConditions(); }
    void dialogsAreNotClipped();
    void tabReachesEveryControl();
};

void tst_mappingaccess::namesAndKeys()
{
    QStringList found;
    Dialogs dialogs;
    QVERIFY(dialogs.each([&found](QWidget &dialog, const QString &) {
        found += nameless(&dialog);
        found += clashes(&dialog);
    }));
    FakeSchool school;
    school.fill();
    MappingWindow page(school.ports());
    QVERIFY(page.openMainGate());
    found += nameless(page.page);
    found += clashes(&page.window);
    QVERIFY2(found.isEmpty(), qPrintable(found.join(u'\n')));
}

void tst_mappingaccess::nothingIsClipped()
{
    QFETCH(bool, isMirrored);
    QFETCH(bool, isLong);
    QFETCH(double, fontScale);
    const Conditions conditions(isMirrored, isLong, fontScale);
    FakeSchool school;
    school.fill();
    MappingWindow page(school.ports());
    QVERIFY(page.openMainGate());
    QTRY_VERIFY(child(page.page, "suggestButton")->isEnabled());
    settle();
    QVERIFY(takePicture(&page.window, QString(QLatin1String("fit-mapping-") + suffixOfRow())));
    QVERIFY2(clipped(&page.window).isEmpty(), qPrintable(clipped(&page.window).join(u'\n')));
    QCOMPARE(page.window.size(), QSize(1366, 768));
}

void tst_mappingaccess::dialogsAreNotClipped()
{
    QFETCH(bool, isMirrored);
    QFETCH(bool, isLong);
    QFETCH(double, fontScale);
    const Conditions conditions(isMirrored, isLong, fontScale);
    QStringList found;
    Dialogs dialogs;
    QVERIFY(dialogs.each([&found](QWidget &dialog, const QString &name) {
        found += clipped(&dialog);
        if (dialog.width() > 1366 || dialog.height() > 740)
            found.append(
                QStringLiteral("%1 is %2x%3").arg(name).arg(dialog.width()).arg(dialog.height()));
        takePicture(&dialog, QString(QLatin1String("fit-") + name + u'-' + suffixOfRow()));
    }));
    QVERIFY2(found.isEmpty(), qPrintable(found.join(u'\n')));
}

void tst_mappingaccess::tabReachesEveryControl()
{
    FakeSchool school;
    school.fill();
    MappingWindow page(school.ports());
    QVERIFY(page.openMainGate());
    QTRY_VERIFY(child(page.page, "suggestButton")->isEnabled());
    page.table->chooseRow(page.row(QStringLiteral("402")));
    QStringList reached;
    for (int i = 0; i < 40; ++i) {
        QTest::keyClick(page.window.focusWidget(), Qt::Key_Tab);
        reached.append(page.window.focusWidget()->objectName());
    }
    for (const char *name :
         {"backButton", "suggestButton", "importMappingButton", "exportMappingButton",
          "unmapButton", "mapButton", "unmappedPeopleButton", "mappingFilter", "mappingTable"})
        QVERIFY2(reached.contains(QString::fromLatin1(name)), qPrintable(reached.join(u' ')));
    // In reading order.
    QVERIFY(reached.indexOf(QStringLiteral("suggestButton")) <
            reached.indexOf(QStringLiteral("mapButton")));
}

ROLLCALL_TEST(tst_mappingaccess);
#include "tst_mappingaccess.moc"
