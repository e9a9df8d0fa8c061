-- SPDX-FileCopyrightText: 2026 The Rollcall authors
-- SPDX-License-Identifier: GPL-3.0-or-later
--
-- The calendar: how reasons of leave count, until when a weekly off holds, which months are closed, and which day a
-- punch by the office was entered for.

ALTER TABLE weekly_off ADD COLUMN valid_to TEXT NOT NULL DEFAULT '';

-- leave.type is the code of one of these. A built-in one has no name until the school gives it one.
CREATE TABLE leave_reason (
    code TEXT NOT NULL PRIMARY KEY,
    name TEXT NOT NULL DEFAULT '',
    position BIGINT NOT NULL DEFAULT 0,
    excused BIGINT NOT NULL DEFAULT 1,
    counts_as_present BIGINT NOT NULL DEFAULT 0,
    offered BIGINT NOT NULL DEFAULT 1
);
INSERT INTO leave_reason (code, position, excused, counts_as_present) VALUES ('sick', 1, 1, 0);
INSERT INTO leave_reason (code, position, excused, counts_as_present) VALUES ('family', 2, 1, 0);
INSERT INTO leave_reason (code, position, excused, counts_as_present) VALUES ('official_duty', 3, 1, 1);
INSERT INTO leave_reason (code, position, excused, counts_as_present) VALUES ('suspended', 4, 0, 0);
INSERT INTO leave_reason (code, position, excused, counts_as_present) VALUES ('other', 5, 1, 0);

-- A closed month. The records that were there lie in day_lock; every other day of it has none.
CREATE TABLE month_lock (
    id {{pk}},
    school_id BIGINT NOT NULL REFERENCES school (id),
    month TEXT NOT NULL,
    author TEXT NOT NULL,
    reason TEXT NOT NULL DEFAULT '',
    created_utc BIGINT NOT NULL,
    removed_utc BIGINT NOT NULL DEFAULT 0
);
CREATE UNIQUE INDEX month_lock_living ON month_lock (school_id, month) WHERE removed_utc = 0;

-- "Needs attention" asks for these few among millions.
CREATE INDEX log_outcome_doubted ON log_outcome (outcome) WHERE outcome = 'clock_suspect';

-- The attendance day that the office meant; a punch after midnight may belong to the day before its date.
ALTER TABLE manual_punch ADD COLUMN day TEXT NOT NULL DEFAULT '';
CREATE INDEX manual_punch_day ON manual_punch (person_id, day);
