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

namespace rollcall::ui {

class SegmentBar;

/// The fields of a device. What is typed is taken as it was meant (core/base/typedtext.h) and
/// checked as one types; the reason stands beside the field. Until a field was touched a hint
/// stands there.
class DeviceForm : public QWidget
{
    Q_OBJECT

public:
    /// Whether the way of connecting is a field of the form, or was chosen before.
    enum class Ways { Shown, Hidden };

    DeviceForm(Ways ways, QWidget *parent);

    /// Shows @p device; without one the fields are those of a new device.
    void setDevice(const std::optional<Device> &device);
    /// The devices there are, whose names and serial numbers are taken.
    void setOthers(const QList<Device> &others);
    /// @p driver: id of the driver, or the dialect of a Push device.
    void setWay(SyncMode mode, const QString &driver);
    /// Fills in what was found in the network, or what a terminal told that wants to send.
    void fillIn(const QString &host, quint16 port, const QString &serial);
    DeviceDraft draft() const;
    SyncMode mode() const;
    QString driver() const;
    bool isRight() const { return m_problems.isEmpty(); }
    /// Puts the reason of a refusal beside its field; false: there is no such field to be seen.
    bool showProblem(const QString &field, const QString &text);

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
        bool isShown = true;
    };

    void addLines();
    void addLine(QGridLayout *grid, const QString &key, const QString &label, QWidget *editor,
                 const QString &hint);
    void makeIdentity();
    void makeAddress();
    void makePlace();
    void connectEditors();
    void touch(const QString &key);
    void tidy(const QString &key);
    void changeWay();
    void setHint(const QString &key, const QString &hint);
    void check();
    void showNotes();
    QList<FieldProblem> findProblems() const;
    void addTaken(const Device &wanted, QList<FieldProblem> &problems) const;
    void setLineVisible(const QString &key, bool isVisible);

    const Ways m_ways;
    Device m_device;
    QList<Device> m_others;
    bool m_isNew = true;
    QString m_foundHost; ///< whose serial number was filled in
    QHash<QString, Line> m_lines;
    QHash<QString, QString> m_problems;
    QLineEdit *m_name = nullptr;
    SegmentBar *m_mode = nullptr;
    QComboBox *m_dialect = nullptr;
    QLineEdit *m_host = nullptr;
    QCheckBox *m_hostChanges = nullptr;
    QLineEdit *m_port = nullptr;
    QLineEdit *m_serial = nullptr;
    QLineEdit *m_commKey = nullptr;
    QComboBox *m_direction = nullptr;
    QLineEdit *m_location = nullptr;
    QLineEdit *m_timeZone = nullptr;
};

} // namespace rollcall::ui
