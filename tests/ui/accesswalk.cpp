// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/ui/accesswalk.h"

#include <QAbstractButton>
#include <QAbstractSpinBox>
#include <QApplication>
#include <QComboBox>
#include <QHash>
#include <QHeaderView>
#include <QKeySequence>
#include <QLabel>
#include <QScrollBar>
#include <QTest>

namespace rollcall::test {

namespace {

/// The parts of Qt's own widgets are reached through the widget.
bool isInnerPart(const QWidget *widget)
{
    for (const QWidget *parent = widget->parentWidget(); parent; parent = parent->parentWidget()) {
        if (qobject_cast<const QAbstractSpinBox *>(parent) ||
            qobject_cast<const QComboBox *>(parent))
            return true;
    }
    return qobject_cast<const QHeaderView *>(widget) || qobject_cast<const QScrollBar *>(widget) ||
           widget->objectName().startsWith(QLatin1String("qt_"));
}

bool hasBuddy(const QWidget *widget)
{
    for (const QLabel *label : widget->window()->findChildren<QLabel *>()) {
        const QWidget *buddy = label->buddy();
        if (buddy &&
            (buddy == widget || buddy->focusProxy() == widget || buddy->isAncestorOf(widget)))
            return true;
    }
    return false;
}

QString describe(const QWidget *widget)
{
    return QStringLiteral("%1 \"%2\"")
        .arg(QString::fromLatin1(widget->metaObject()->className()), widget->objectName());
}

} // namespace

QStringList nameless(const QWidget *window)
{
    QStringList found;
    for (const QWidget *widget : window->findChildren<QWidget *>()) {
        // A label's name is its text.
        if (widget->focusPolicy() == Qt::NoFocus || widget->isHidden() || isInnerPart(widget) ||
            qobject_cast<const QLabel *>(widget))
            continue;
        const auto *button = qobject_cast<const QAbstractButton *>(widget);
        const bool isNamed =
            !widget->accessibleName().isEmpty() || (button && !button->text().isEmpty());
        if (!isNamed && !hasBuddy(widget))
            found.append(describe(widget));
    }
    return found;
}

QStringList clipped(const QWidget *window)
{
    QStringList found;
    for (const QWidget *widget : window->findChildren<QWidget *>()) {
        const auto *label = qobject_cast<const QLabel *>(widget);
        const auto *button = qobject_cast<const QAbstractButton *>(widget);
        if (!widget->isVisible() || isInnerPart(widget) || (!label && !button))
            continue;
        const QString text = label ? label->text() : button->text();
        if (text.isEmpty())
            continue;
        const bool wraps = label && label->wordWrap();
        const QSize need = widget->sizeHint();
        const bool isTooNarrow = !wraps && widget->width() < need.width();
        const bool isTooLow = widget->hasHeightForWidth()
                                  ? widget->height() < widget->heightForWidth(widget->width())
                                  : widget->height() < need.height();
        if (isTooNarrow || isTooLow)
            found.append(QStringLiteral("%1 \"%2\" has %3x%4, needs %5x%6")
                             .arg(describe(widget), text)
                             .arg(widget->width())
                             .arg(widget->height())
                             .arg(need.width())
                             .arg(need.height()));
        if (!window->rect().contains(QRect(widget->mapTo(window, QPoint()), widget->size())))
            found.append(QStringLiteral("%1 \"%2\" stands outside").arg(describe(widget), text));
    }
    return found;
}

QStringList clashes(const QWidget *window)
{
    QStringList found;
    QHash<QKeySequence, QString> owners;
    const auto claim = [&found, &owners](const QString &text, const QWidget *widget) {
        const QKeySequence key = QKeySequence::mnemonic(text);
        if (key.isEmpty() || !widget->isVisible())
            return;
        if (owners.contains(key))
            found.append(
                QStringLiteral("%1: %2 and %3").arg(key.toString(), owners.value(key), text));
        owners.insert(key, text);
    };
    for (const auto *label : window->findChildren<QLabel *>()) {
        if (label->buddy())
            claim(label->text(), label);
    }
    for (const auto *button : window->findChildren<QAbstractButton *>())
        claim(button->text(), button);
    return found;
}

void settle()
{
    QCoreApplication::sendPostedEvents();
    for (int i = 0; i < 4; ++i) // a layout in a layout asks again
        QCoreApplication::sendPostedEvents(nullptr, QEvent::LayoutRequest);
}

QString suffixOfRow()
{
    QString row = QString::fromLatin1(QTest::currentDataTag());
    return row.replace(QLatin1String(", "), QLatin1String("-")).replace(u' ', u'-');
}

void addConditions()
{
    QTest::addColumn<bool>("isMirrored");
    QTest::addColumn<bool>("isLong");
    QTest::addColumn<double>("fontScale");
    QTest::newRow("plain") << false << false << 1.0;
    QTest::newRow("right to left") << true << false << 1.0;
    QTest::newRow("long texts") << false << true << 1.0;
    QTest::newRow("right to left, long texts") << true << true << 1.0;
    QTest::newRow("larger font") << false << false << 1.2;
}

} // namespace rollcall::test
