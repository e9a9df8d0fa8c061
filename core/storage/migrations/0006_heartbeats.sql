-- SPDX-FileCopyrightText: 2026 The Rollcall authors
-- SPDX-License-Identifier: GPL-3.0-or-later
--
-- When a terminal that gives signs of life by itself gave the last one, and how often it was asked to.

ALTER TABLE device_push ADD COLUMN heartbeat_utc BIGINT NOT NULL DEFAULT 0;
ALTER TABLE device_push ADD COLUMN heartbeat_seconds BIGINT NOT NULL DEFAULT 0;
