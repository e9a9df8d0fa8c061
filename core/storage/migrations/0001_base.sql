-- SPDX-FileCopyrightText: 2026 The Rollcall authors
-- SPDX-License-Identifier: GPL-3.0-or-later
--
-- The base schema (architecture.md, section 7). The same text runs on SQLite and PostgreSQL; {{pk}} is the only token
-- that differs. Empty text, never NULL, in key columns. Days are YYYY-MM-DD, wall clocks YYYY-MM-DD HH:MM:SS, instants
-- UTC milliseconds, booleans 0 and 1. Never edited once released.

CREATE TABLE school (
    id {{pk}},
    code TEXT NOT NULL,
    name TEXT NOT NULL,
    time_zone TEXT NOT NULL,
    logo_ref TEXT NOT NULL DEFAULT '',
    UNIQUE (code)
);

CREATE TABLE person_group (
    id {{pk}},
    school_id BIGINT NOT NULL REFERENCES school (id),
    kind TEXT NOT NULL,
    name TEXT NOT NULL,
    section TEXT NOT NULL DEFAULT '',
    position BIGINT NOT NULL DEFAULT 0,
    UNIQUE (school_id, kind, name, section)
);

CREATE TABLE person (
    id {{pk}},
    school_id BIGINT NOT NULL REFERENCES school (id),
    kind TEXT NOT NULL,
    number TEXT NOT NULL,
    roll TEXT NOT NULL DEFAULT '',
    full_name TEXT NOT NULL,
    search_key TEXT NOT NULL DEFAULT '',
    gender TEXT NOT NULL DEFAULT '',
    group_id BIGINT REFERENCES person_group (id),
    card TEXT NOT NULL DEFAULT '',
    phone TEXT NOT NULL DEFAULT '',
    guardian_name TEXT NOT NULL DEFAULT '',
    guardian_phone TEXT NOT NULL DEFAULT '',
    photo_ref TEXT NOT NULL DEFAULT '',
    enrolled_from TEXT NOT NULL DEFAULT '',
    enrolled_to TEXT NOT NULL DEFAULT '',
    active BIGINT NOT NULL DEFAULT 1,
    UNIQUE (school_id, kind, number)
);

CREATE TABLE device (
    id {{pk}},
    school_id BIGINT NOT NULL REFERENCES school (id),
    name TEXT NOT NULL,
    sync_mode TEXT NOT NULL,
    driver TEXT NOT NULL,
    host TEXT NOT NULL DEFAULT '',
    port BIGINT NOT NULL DEFAULT 0,
    serial TEXT NOT NULL DEFAULT '',
    direction TEXT NOT NULL DEFAULT 'auto',
    location TEXT NOT NULL DEFAULT '',
    time_zone TEXT NOT NULL DEFAULT '',
    address_allow TEXT NOT NULL DEFAULT '',
    secret_ref TEXT NOT NULL DEFAULT '',
    active BIGINT NOT NULL DEFAULT 1,
    log_cursor TEXT NOT NULL DEFAULT '',
    sync_mark_utc BIGINT NOT NULL DEFAULT 0,
    last_contact_utc BIGINT NOT NULL DEFAULT 0,
    clock_offset_s BIGINT NOT NULL DEFAULT 0,
    clock_known BIGINT NOT NULL DEFAULT 0,
    deleted_utc BIGINT NOT NULL DEFAULT 0
);
CREATE UNIQUE INDEX device_name_living ON device (school_id, name) WHERE deleted_utc = 0;
CREATE UNIQUE INDEX device_serial_living ON device (driver, serial) WHERE deleted_utc = 0 AND serial <> '';

CREATE TABLE device_token (
    id {{pk}},
    device_id BIGINT NOT NULL REFERENCES device (id),
    token_sha256 TEXT NOT NULL,
    hint TEXT NOT NULL DEFAULT '',
    created_utc BIGINT NOT NULL,
    expires_utc BIGINT NOT NULL DEFAULT 0,
    UNIQUE (token_sha256)
);

CREATE TABLE device_user (
    device_id BIGINT NOT NULL REFERENCES device (id),
    user_id TEXT NOT NULL,
    name TEXT NOT NULL DEFAULT '',
    card TEXT NOT NULL DEFAULT '',
    privilege BIGINT NOT NULL DEFAULT 0,
    fingers BIGINT NOT NULL DEFAULT -1,
    faces BIGINT NOT NULL DEFAULT -1,
    seen_utc BIGINT NOT NULL DEFAULT 0,
    PRIMARY KEY (device_id, user_id)
);

CREATE TABLE user_mapping (
    id {{pk}},
    device_id BIGINT NOT NULL REFERENCES device (id),
    user_id TEXT NOT NULL,
    person_id BIGINT NOT NULL REFERENCES person (id),
    valid_from TEXT NOT NULL DEFAULT '',
    valid_to TEXT NOT NULL DEFAULT '',
    source TEXT NOT NULL DEFAULT '',
    created_by TEXT NOT NULL DEFAULT '',
    UNIQUE (device_id, user_id, valid_from)
);
CREATE INDEX user_mapping_person ON user_mapping (person_id);

CREATE TABLE sync_session (
    id {{pk}},
    device_id BIGINT NOT NULL REFERENCES device (id),
    source TEXT NOT NULL,
    started_utc BIGINT NOT NULL,
    finished_utc BIGINT NOT NULL DEFAULT 0,
    announced BIGINT NOT NULL DEFAULT -1,
    read_count BIGINT NOT NULL DEFAULT 0,
    new_count BIGINT NOT NULL DEFAULT 0,
    duplicate_count BIGINT NOT NULL DEFAULT 0,
    unmapped_count BIGINT NOT NULL DEFAULT 0,
    set_aside_count BIGINT NOT NULL DEFAULT 0,
    clock_suspect_count BIGINT NOT NULL DEFAULT 0,
    complete BIGINT NOT NULL DEFAULT 0,
    clock_offset_s BIGINT NOT NULL DEFAULT 0,
    clock_known BIGINT NOT NULL DEFAULT 0,
    error_code TEXT NOT NULL DEFAULT '',
    error_text TEXT NOT NULL DEFAULT '',
    error_detail TEXT NOT NULL DEFAULT ''
);
CREATE INDEX sync_session_device ON sync_session (device_id, started_utc);

CREATE TABLE raw_log (
    id {{pk}},
    school_id BIGINT NOT NULL REFERENCES school (id),
    device_id BIGINT NOT NULL REFERENCES device (id),
    user_id TEXT NOT NULL,
    timestamp TEXT NOT NULL,
    zone TEXT NOT NULL DEFAULT '',
    instant_utc BIGINT NOT NULL DEFAULT 0,
    state BIGINT NOT NULL DEFAULT 255,
    verify BIGINT NOT NULL DEFAULT -1,
    work_code TEXT NOT NULL DEFAULT '',
    source TEXT NOT NULL,
    raw_text TEXT NOT NULL DEFAULT '',
    session_id BIGINT NOT NULL DEFAULT 0,
    received_utc BIGINT NOT NULL
);
CREATE UNIQUE INDEX raw_log_key ON raw_log (school_id, device_id, user_id, timestamp);
CREATE INDEX raw_log_time ON raw_log (school_id, timestamp, id);
CREATE INDEX raw_log_user ON raw_log (device_id, user_id, timestamp);

CREATE TABLE set_aside (
    id {{pk}},
    device_id BIGINT NOT NULL REFERENCES device (id),
    session_id BIGINT NOT NULL DEFAULT 0,
    raw_text TEXT NOT NULL,
    reason TEXT NOT NULL,
    received_utc BIGINT NOT NULL,
    resolved_utc BIGINT NOT NULL DEFAULT 0,
    UNIQUE (device_id, raw_text)
);

CREATE TABLE log_outcome (
    raw_log_id BIGINT NOT NULL PRIMARY KEY REFERENCES raw_log (id),
    person_id BIGINT NOT NULL REFERENCES person (id),
    day TEXT NOT NULL,
    outcome TEXT NOT NULL
);
CREATE INDEX log_outcome_day ON log_outcome (person_id, day);

CREATE TABLE day_record (
    school_id BIGINT NOT NULL REFERENCES school (id),
    person_id BIGINT NOT NULL REFERENCES person (id),
    day TEXT NOT NULL,
    status TEXT NOT NULL,
    auto_status TEXT NOT NULL DEFAULT '',
    in_at TEXT NOT NULL DEFAULT '',
    out_at TEXT NOT NULL DEFAULT '',
    in_log_id BIGINT NOT NULL DEFAULT 0,
    out_log_id BIGINT NOT NULL DEFAULT 0,
    late_min BIGINT NOT NULL DEFAULT 0,
    early_min BIGINT NOT NULL DEFAULT 0,
    worked_min BIGINT NOT NULL DEFAULT -1,
    flags BIGINT NOT NULL DEFAULT 0,
    provisional BIGINT NOT NULL DEFAULT 0,
    computed_utc BIGINT NOT NULL,
    PRIMARY KEY (person_id, day)
);
CREATE INDEX day_record_status ON day_record (school_id, day, status);

CREATE TABLE dirty_day (
    person_id BIGINT NOT NULL REFERENCES person (id),
    day TEXT NOT NULL,
    reason TEXT NOT NULL DEFAULT '',
    stamp BIGINT NOT NULL,
    PRIMARY KEY (person_id, day)
);
CREATE INDEX dirty_day_day ON dirty_day (day, person_id);

CREATE TABLE timing (
    id {{pk}},
    school_id BIGINT NOT NULL REFERENCES school (id),
    valid_from TEXT NOT NULL,
    body TEXT NOT NULL,
    UNIQUE (school_id, valid_from)
);

CREATE TABLE timing_assignment (
    id {{pk}},
    school_id BIGINT NOT NULL REFERENCES school (id),
    position BIGINT NOT NULL,
    scope TEXT NOT NULL DEFAULT '',
    group_id BIGINT NOT NULL DEFAULT 0,
    person_id BIGINT NOT NULL DEFAULT 0,
    weekdays TEXT NOT NULL DEFAULT '',
    date_from TEXT NOT NULL DEFAULT '',
    date_to TEXT NOT NULL DEFAULT '',
    body TEXT NOT NULL
);

CREATE TABLE holiday (
    id {{pk}},
    school_id BIGINT NOT NULL REFERENCES school (id),
    day TEXT NOT NULL,
    name TEXT NOT NULL,
    applies_to TEXT NOT NULL DEFAULT 'all',
    removed_utc BIGINT NOT NULL DEFAULT 0
);
CREATE INDEX holiday_day ON holiday (school_id, day);

CREATE TABLE weekly_off (
    id {{pk}},
    school_id BIGINT NOT NULL REFERENCES school (id),
    weekday BIGINT NOT NULL,
    applies_to TEXT NOT NULL DEFAULT 'all',
    valid_from TEXT NOT NULL DEFAULT '',
    removed_utc BIGINT NOT NULL DEFAULT 0
);

CREATE TABLE leave (
    id {{pk}},
    person_id BIGINT NOT NULL REFERENCES person (id),
    day_from TEXT NOT NULL,
    day_to TEXT NOT NULL,
    part TEXT NOT NULL DEFAULT 'full',
    type TEXT NOT NULL DEFAULT '',
    removed_utc BIGINT NOT NULL DEFAULT 0
);
CREATE INDEX leave_person ON leave (person_id, day_from);

CREATE TABLE day_lock (
    id {{pk}},
    school_id BIGINT NOT NULL REFERENCES school (id),
    person_id BIGINT NOT NULL REFERENCES person (id),
    day TEXT NOT NULL,
    record TEXT NOT NULL,
    locked_by TEXT NOT NULL DEFAULT '',
    locked_utc BIGINT NOT NULL,
    UNIQUE (person_id, day)
);

CREATE TABLE day_closed (
    id {{pk}},
    school_id BIGINT NOT NULL REFERENCES school (id),
    day TEXT NOT NULL,
    reason TEXT NOT NULL,
    author TEXT NOT NULL DEFAULT '',
    created_utc BIGINT NOT NULL,
    removed_utc BIGINT NOT NULL DEFAULT 0
);

CREATE TABLE correction (
    id {{pk}},
    person_id BIGINT NOT NULL REFERENCES person (id),
    day TEXT NOT NULL,
    status TEXT NOT NULL,
    reason TEXT NOT NULL,
    author TEXT NOT NULL,
    created_utc BIGINT NOT NULL,
    removed_utc BIGINT NOT NULL DEFAULT 0
);
CREATE INDEX correction_day ON correction (person_id, day);

CREATE TABLE manual_punch (
    id {{pk}},
    person_id BIGINT NOT NULL REFERENCES person (id),
    timestamp TEXT NOT NULL,
    direction TEXT NOT NULL,
    reason TEXT NOT NULL,
    author TEXT NOT NULL,
    created_utc BIGINT NOT NULL,
    removed_utc BIGINT NOT NULL DEFAULT 0
);
CREATE INDEX manual_punch_time ON manual_punch (person_id, timestamp);

CREATE TABLE log_shift (
    id {{pk}},
    device_id BIGINT NOT NULL REFERENCES device (id),
    day_from TEXT NOT NULL,
    day_to TEXT NOT NULL,
    minutes BIGINT NOT NULL,
    reason TEXT NOT NULL,
    author TEXT NOT NULL,
    created_utc BIGINT NOT NULL,
    removed_utc BIGINT NOT NULL DEFAULT 0
);

CREATE TABLE log_accept (
    id {{pk}},
    device_id BIGINT NOT NULL REFERENCES device (id),
    day_from TEXT NOT NULL,
    day_to TEXT NOT NULL,
    reason TEXT NOT NULL,
    author TEXT NOT NULL,
    created_utc BIGINT NOT NULL,
    removed_utc BIGINT NOT NULL DEFAULT 0
);

CREATE TABLE push_refusal (
    id {{pk}},
    address TEXT NOT NULL,
    cause TEXT NOT NULL,
    device_id BIGINT NOT NULL DEFAULT 0,
    serial TEXT NOT NULL DEFAULT '',
    hour_utc BIGINT NOT NULL,
    count BIGINT NOT NULL DEFAULT 1,
    UNIQUE (address, cause, device_id, serial, hour_utc)
);

CREATE TABLE device_command (
    id {{pk}},
    device_id BIGINT NOT NULL REFERENCES device (id),
    text TEXT NOT NULL,
    state TEXT NOT NULL,
    created_utc BIGINT NOT NULL,
    sent_utc BIGINT NOT NULL DEFAULT 0,
    tries BIGINT NOT NULL DEFAULT 0,
    result TEXT NOT NULL DEFAULT ''
);
CREATE INDEX device_command_waiting ON device_command (device_id, state, id);

CREATE TABLE app_user (
    id {{pk}},
    login TEXT NOT NULL,
    full_name TEXT NOT NULL DEFAULT '',
    role TEXT NOT NULL,
    salt TEXT NOT NULL,
    iterations BIGINT NOT NULL,
    password_hash TEXT NOT NULL,
    active BIGINT NOT NULL DEFAULT 1,
    UNIQUE (login)
);

CREATE TABLE audit_entry (
    id {{pk}},
    at_utc BIGINT NOT NULL,
    author TEXT NOT NULL,
    what TEXT NOT NULL,
    subject TEXT NOT NULL DEFAULT '',
    before_text TEXT NOT NULL DEFAULT '',
    after_text TEXT NOT NULL DEFAULT '',
    reason TEXT NOT NULL DEFAULT ''
);
CREATE INDEX audit_entry_time ON audit_entry (at_utc);

CREATE TABLE setting (
    key TEXT NOT NULL PRIMARY KEY,
    value TEXT NOT NULL
);
