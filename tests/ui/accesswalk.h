// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QApplication>
#include <QFont>
#include <QString>
#include <QStringList>
#include <QTranslator>
#include <QWidget>

namespace rollcall::test {

/// Focusable widgets that a screen reader could not name.
QStringList nameless(const QWidget *window);
/// Visible texts that do not fit their widget.
QStringList clipped(const QWidget *window);
/// Keys that two visible things of a window claim: the second press would do nothing.
QStringList clashes(const QWidget *window);
/// Lets the layouts come to rest.
void settle();
/// The row of the test's data as a part of a file name.
QString suffixOfRow();

/// Every text 40 % longer, so that a label that was cut to the English shows.
class LongTexts final : public QTranslator
{
public:
    bool isEmpty() const override { return false; }
    QString translate(const char *, const char *source, const char *, int) const override
    {
        QString text = QString::fromUtf8(source);
        const auto more = text.size() * 2 / 5;
        for (qsizetype i = 0; i < more; ++i) // in words, as any language has
            text += i % 8 == 7 ? u' ' : u'x';
        return text;
    }
};

/// Another direction, longer texts, larger letters, for as long as it lives.
class Conditions
{
public:
    Conditions(bool isMirrored, bool isLong, double fontScale)
        : m_font(QApplication::font())
    {
        if (isLong)
            QCoreApplication::installTranslator(&m_texts); // which takes itself away
        QFont larger = m_font;
        larger.setPointSizeF(m_font.pointSizeF() * fontScale);
        QApplication::setFont(larger);
        QApplication::setLayoutDirection(isMirrored ? Qt::RightToLeft : Qt::LeftToRight);
    }
    ~Conditions()
    {
        QApplication::setLayoutDirection(Qt::LeftToRight);
        QApplication::setFont(m_font);
    }
    Conditions(const Conditions &) = delete;
    Conditions &operator=(const Conditions &) = delete;

private:
    LongTexts m_texts;
    QFont m_font;
};

/// Adds the columns "isMirrored", "isLong" and "fontScale" and the conditions under which nothing
/// may be clipped.
void addConditions();

} // namespace rollcall::test
