// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/ui/uitest.h"
#include "ui/icons.h"
#include "ui/stylesheet.h"

#include <QApplication>
#include <QSet>
#include <QSignalSpy>

#include <cmath>

using namespace rollcall;
using namespace rollcall::test;
using namespace rollcall::ui;

namespace {

/// WCAG 2.1, relative luminance and contrast ratio.
double luminance(const QColor &color)
{
    const auto part = [](float value) {
        const double v = static_cast<double>(value);
        return v <= 0.03928 ? v / 12.92 : std::pow((v + 0.055) / 1.055, 2.4);
    };
    return 0.2126 * part(color.redF()) + 0.7152 * part(color.greenF()) +
           0.0722 * part(color.blueF());
}

double contrast(const QColor &a, const QColor &b)
{
    const double x = luminance(a);
    const double y = luminance(b);
    return (qMax(x, y) + 0.05) / (qMin(x, y) + 0.05);
}

} // namespace

class tst_theme : public UiTestCase
{
    Q_OBJECT

private slots:
    void contrasts_data();
    void contrasts();
    void followsTheForcedScheme();
    void fonts();
    void icons_data();
    void icons();
    void tonesHavePicturesOfTheirOwn();
    void styleSheetIsWhole_data();
    void styleSheetIsWhole();
};

void tst_theme::contrasts_data()
{
    QTest::addColumn<QColor>("text");
    QTest::addColumn<QColor>("ground");
    for (const Scheme scheme : {Scheme::Light, Scheme::Dark}) {
        const Tokens &t = tokens(scheme);
        const char *name = scheme == Scheme::Light ? "light" : "dark";
        const auto add = [name](const char *what, const QColor &text, const QColor &ground) {
            QTest::addRow("%s %s", name, what) << text << ground;
        };
        add("text on window", t.text, t.window);
        add("text on surface", t.text, t.surface);
        add("text on selection", t.text, t.selection);
        add("quiet on window", t.quiet, t.window);
        add("quiet on surface", t.quiet, t.surface);
        add("quiet on selection", t.quiet, t.selection);
        add("accent on surface", t.accent, t.surface);
        add("text on accent", t.onAccent, t.accent);
        add("late on surface", t.late.text, t.surface);
        add("late on selection", t.late.text, t.selection);
        add("absent on surface", t.absent.text, t.surface);
        add("absent on window", t.absent.text, t.window);
        add("absent on its ground", t.absent.text, t.absent.ground); // error bar, badge, "Delete"
        add("text on absent ground", t.text, t.absent.ground);
        add("late on window", t.late.text, t.window);
        add("present on surface", t.present.text, t.surface);
        add("accent on selection", t.accent, t.selection);
        add("accent on window", t.accent, t.window);
        for (const DayStatus status :
             {DayStatus::Present, DayStatus::Late, DayStatus::HalfDay, DayStatus::Absent,
              DayStatus::Leave, DayStatus::Holiday, DayStatus::WeekOff, DayStatus::Pending})
            add(qPrintable(statusWord(status)), chipColors(t, status).text,
                chipColors(t, status).ground);
    }
}

void tst_theme::contrasts()
{
    QFETCH(QColor, text);
    QFETCH(QColor, ground);
    QVERIFY2(contrast(text, ground) >= 4.5, qPrintable(QString::number(contrast(text, ground))));
}

void tst_theme::followsTheForcedScheme()
{
    QSignalSpy changed(&theme(), &Theme::schemeChanged);
    theme().force(Scheme::Dark);
    QCOMPARE(changed.size(), 1);
    QCOMPARE(schemeOf(QApplication::palette()), Scheme::Dark);
    QCOMPARE(tokensOf(QApplication::palette()).accent, tokens(Scheme::Dark).accent);
    theme().force(Scheme::Dark);
    QCOMPARE(changed.size(), 1);
    theme().force(std::nullopt); // the offscreen platform is light
    QCOMPARE(theme().scheme(), Scheme::Light);
    QCOMPARE(schemeOf(QApplication::palette()), Scheme::Light);
}

void tst_theme::fonts()
{
    const QFont base = QApplication::font();
    QVERIFY(sized(base, TextSize::Small).pointSizeF() <= base.pointSizeF());
    QCOMPARE(sized(base, TextSize::Title).pointSizeF(), base.pointSizeF() * 1.45);
    QCOMPARE(sized(base, TextSize::Number).pointSizeF(), base.pointSizeF() * 1.9);
    QVERIFY(bold(base).bold());
}

void tst_theme::icons_data()
{
    QTest::addColumn<int>("icon");
    for (int i = 0; i <= static_cast<int>(Icon::Warning); ++i)
        QTest::addRow("icon %d", i) << i;
}

void tst_theme::icons()
{
    QFETCH(int, icon);
    const QColor color(0xA6, 0x1B, 0x1B);
    const QPixmap pixmap = iconPixmap(static_cast<Icon>(icon), color, {24, 24}, 2.0);
    QCOMPARE(pixmap.size(), QSize(48, 48));
    const QImage image = pixmap.toImage();
    bool isDrawn = false;
    for (int y = 0; y < image.height(); ++y) {
        for (int x = 0; x < image.width(); ++x)
            isDrawn = isDrawn || image.pixelColor(x, y) == color;
    }
    QVERIFY(isDrawn);
    QVERIFY(!applicationIcon().pixmap(32).isNull());
}

/// Status is never told by colour alone.
void tst_theme::tonesHavePicturesOfTheirOwn()
{
    QSet<Icon> pictures;
    for (const Tone tone : {Tone::Good, Tone::Warning, Tone::Bad, Tone::Quiet})
        pictures.insert(toneIcon(tone));
    QCOMPARE(pictures.size(), 4);
}

void tst_theme::styleSheetIsWhole_data()
{
    QTest::addColumn<Scheme>("scheme");
    QTest::newRow("light") << Scheme::Light;
    QTest::newRow("dark") << Scheme::Dark;
}

void tst_theme::styleSheetIsWhole()
{
    QFETCH(Scheme, scheme);
    const QString sheet = styleSheet(scheme);
    QVERIFY2(!sheet.contains(u'@'), qPrintable(sheet.mid(sheet.indexOf(u'@'), 30)));
    QVERIFY(sheet.contains(tokens(scheme).accent.name()));
}

ROLLCALL_TEST(tst_theme);
#include "tst_theme.moc"
