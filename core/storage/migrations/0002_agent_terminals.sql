-- SPDX-FileCopyrightText: 2026 The Rollcall authors
-- SPDX-License-Identifier: GPL-3.0-or-later
--
-- Agent terminals: how to speak to each, who may be locked out, and what the office is to be asked about.

ALTER TABLE device ADD COLUMN wire TEXT NOT NULL DEFAULT '';
ALTER TABLE device ADD COLUMN left_disabled_utc BIGINT NOT NULL DEFAULT 0;

-- One open question of a kind for each device: another terminal answers, or it was found elsewhere.
CREATE TABLE device_notice (
    id {{pk}},
    device_id BIGINT NOT NULL REFERENCES device (id),
    kind TEXT NOT NULL,
    body TEXT NOT NULL DEFAULT '',
    since_utc BIGINT NOT NULL,
    UNIQUE (device_id, kind)
);
