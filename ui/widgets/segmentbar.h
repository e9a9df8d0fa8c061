// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QWidget>

class QButtonGroup;

namespace rollcall::ui {

/// A row of buttons of which one is chosen: "All", "Not mapped", "Mapped". Arrow keys move the
/// choice.
class SegmentBar : public QWidget
{
    Q_OBJECT

public:
    /// @p name says to a screen reader what is chosen here.
    SegmentBar(const QString &name, QWidget *parent);

    /// The first one added is chosen. @p objectName is the button's.
    void add(int id, const QString &text, const QString &objectName);
    void setText(int id, const QString &text);
    int current() const;
    void setCurrent(int id);

signals:
    /// By the user or by setCurrent().
    void currentChanged(int id);

private:
    QButtonGroup *m_group;
};

} // namespace rollcall::ui
