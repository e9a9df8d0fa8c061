-- SPDX-FileCopyrightText: 2026 The Rollcall authors
-- SPDX-License-Identifier: GPL-3.0-or-later
--
-- Push terminals: what is remembered of each between its requests, what it told, what it is to do.

ALTER TABLE device_user ADD COLUMN access_group TEXT NOT NULL DEFAULT '';

ALTER TABLE device_command ADD COLUMN wire_id TEXT NOT NULL DEFAULT '';
ALTER TABLE device_command ADD COLUMN value BIGINT NOT NULL DEFAULT 0;
ALTER TABLE device_command ADD COLUMN answered_utc BIGINT NOT NULL DEFAULT 0;
ALTER TABLE device_command ADD COLUMN author TEXT NOT NULL DEFAULT '';
CREATE UNIQUE INDEX device_command_wire ON device_command (device_id, wire_id) WHERE wire_id <> '';

CREATE TABLE device_push (
    device_id BIGINT NOT NULL PRIMARY KEY REFERENCES device (id),
    family TEXT NOT NULL DEFAULT 'att',
    language TEXT NOT NULL DEFAULT '',
    push_version TEXT NOT NULL DEFAULT '',
    att_stamp TEXT NOT NULL DEFAULT '',
    oper_stamp TEXT NOT NULL DEFAULT '',
    send_all_again BIGINT NOT NULL DEFAULT 0,
    registry_code TEXT NOT NULL DEFAULT '',
    session_id TEXT NOT NULL DEFAULT '',
    comm_key_sha256 TEXT NOT NULL DEFAULT '',
    greeted_utc BIGINT NOT NULL DEFAULT 0
);

-- Values that a terminal told of itself, under its own names.
CREATE TABLE device_fact (
    device_id BIGINT NOT NULL REFERENCES device (id),
    name TEXT NOT NULL,
    value TEXT NOT NULL,
    seen_utc BIGINT NOT NULL,
    PRIMARY KEY (device_id, name)
);

-- A terminal's own log: doors, menus, alarms. What comes twice is kept once.
CREATE TABLE device_log (
    id {{pk}},
    device_id BIGINT NOT NULL REFERENCES device (id),
    kind TEXT NOT NULL,
    code BIGINT NOT NULL,
    at TEXT NOT NULL DEFAULT '',
    text TEXT NOT NULL DEFAULT '',
    received_utc BIGINT NOT NULL,
    UNIQUE (device_id, kind, at, code, text)
);
CREATE INDEX device_log_device ON device_log (device_id, id);
