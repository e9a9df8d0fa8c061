// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/theme.h"

#include <QByteArray>
#include <QString>

#include <optional>

/// What the window remembers of itself between two starts. The one place that knows the keys; the
/// file is QSettings' own for the application. GUI thread.
namespace rollcall::ui::remembered {

QByteArray windowGeometry();
void setWindowGeometry(const QByteArray &geometry);

/// Object name of the page shown last; empty = none yet.
QString page();
void setPage(const QString &name);

/// Columns, widths and sort order of the table named @p table, as QHeaderView keeps them.
QByteArray tableState(const QString &table);
void setTableState(const QString &table, const QByteArray &state);

/// The look the office chose; nullopt = as the system is.
std::optional<Scheme> scheme();
void setScheme(std::optional<Scheme> scheme);

/// Whether the program stays in the tray when its window is closed.
bool keepsRunning();
void setKeepsRunning(bool isKept);

} // namespace rollcall::ui::remembered
