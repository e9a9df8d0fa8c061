// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QWidget>

#include <optional>

class QLabel;
class QProgressBar;

namespace rollcall::ui {

/// How full something is: its name, "340 of 3,000", and a bar, which turns to the colour of a
/// warning, with a word, above 80 %.
class CapacityGauge : public QWidget
{
    Q_OBJECT

public:
    /// @p name: object name; its label is NAMEText. @p title is for people.
    CapacityGauge(const QString &name, const QString &title, QWidget *parent);

    /// Nullopt: not known. Without a capacity there is no bar.
    void setFilling(std::optional<qint64> number, std::optional<qint64> capacity);

private:
    QLabel *m_title;
    QLabel *m_text;
    QProgressBar *m_bar;
};

} // namespace rollcall::ui
