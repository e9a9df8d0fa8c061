-- SPDX-FileCopyrightText: 2026 The Rollcall authors
-- SPDX-License-Identifier: GPL-3.0-or-later
--
-- What computing attendance reads and writes, in the order in which it does: person by person, day by day.

-- All that the engine looks at of a log stands in the index, so a year of a person is one walk and no row is looked up.
DROP INDEX raw_log_user;
CREATE INDEX raw_log_punch ON raw_log (device_id, user_id, timestamp, state, received_utc);

-- One tree less for each log: the log's number is the row's own. A raw log is never deleted and outcomes are made from
-- raw logs alone, so a reference would look each of them up again for nothing.
CREATE TABLE log_outcome_by_log (
    raw_log_id {{pk}},
    person_id BIGINT NOT NULL REFERENCES person (id),
    day TEXT NOT NULL,
    outcome TEXT NOT NULL
);
INSERT INTO log_outcome_by_log (raw_log_id, person_id, day, outcome)
    SELECT raw_log_id, person_id, day, outcome FROM log_outcome;
DROP TABLE log_outcome;
ALTER TABLE log_outcome_by_log RENAME TO log_outcome;
CREATE INDEX log_outcome_day ON log_outcome (person_id, day, outcome);
CREATE INDEX log_outcome_doubted ON log_outcome (outcome) WHERE outcome = 'clock_suspect';

-- Marks are taken in the order of their key.
DROP INDEX dirty_day_day;

-- The few records that are not final yet.
CREATE INDEX day_record_open ON day_record (person_id, day) WHERE provisional = 1;
