// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/ports/devicecontrol.h"

#include <QHash>
#include <QWidget>

class QCheckBox;
class QComboBox;
class QGridLayout;
class QLabel;
class QLineEdit;
class QSpinBox;

namespace rollcall::ui {

class SegmentBar;

/// The fields of a device. Each is checked as one types (checkDeviceDraft), and the reason stands
/// beside it; until a field was touched a hint stands there.
class DeviceForm : public QWidget
{
    Q_OBJECT

public:
    explicit DeviceForm(QWidget *parent);

    /// Shows @p device; without one the fields are those of a new device.
    void setDevice(const std::optional<Device> &device);
    DeviceDraft draft() const;
    SyncMode mode() const;
    bool isRight() const { return m_problems.isEmpty(); }

signals:
    /// After each change, when isRight() is up to date.
    void edited();

private:
    /// A line of the form: label, editor, and what stands beside it.
    struct Line
    {
        QLabel *label = nullptr;
        QWidget *editor = nullptr;
        QLabel *note = nullptr;
        QString hint;
        bool isTouched = false;
    };

    void addLine(QGridLayout *grid, const QString &key, const QString &label, QWidget *editor,
                 const QString &hint);
    void makeEditors();
    void connectEditors();
    void touch(const QString &key);
    void changeMode();
    void check();
    void showNotes();
    QList<FieldProblem> findProblems() const;
    void setLineVisible(const QString &key, bool isVisible);

    Device m_device;
    bool m_isNew = true;
    QHash<QString, Line> m_lines;
    QHash<QString, QString> m_problems;
    QLineEdit *m_name = nullptr;
    SegmentBar *m_mode = nullptr;
    QLineEdit *m_host = nullptr;
    QCheckBox *m_hostChanges = nullptr;
    QSpinBox *m_port = nullptr;
    QLineEdit *m_commKey = nullptr;
    QComboBox *m_direction = nullptr;
    QLineEdit *m_location = nullptr;
};

} // namespace rollcall::ui
