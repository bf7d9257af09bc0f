-- Instruments that groups answer. What a calendar or a list needs stays in the clear; answers are sealed with the
-- member's key, tasks with the group's, an agency's own wording with the agency's.
-- +goose Up
CREATE TABLE own_instrument (
    instrument TEXT   PRIMARY KEY,
    made       BIGINT NOT NULL,
    made_by    TEXT   NOT NULL,
    version    BIGINT NOT NULL,
    told       BYTEA  NOT NULL
);
CREATE TABLE asking (
    id         TEXT   PRIMARY KEY,
    group_id   TEXT   NOT NULL REFERENCES groups (id),
    instrument TEXT   NOT NULL,
    at_first   BIGINT NOT NULL, -- 1 when asked at the first meeting
    every      BIGINT NOT NULL, -- meetings between askings; 0 never
    at_end     BIGINT NOT NULL,
    stays      TEXT   NOT NULL, -- JSON list; empty for every member
    chosen     BIGINT NOT NULL,
    chosen_by  TEXT   NOT NULL,
    ended      BIGINT NOT NULL,
    version    BIGINT NOT NULL
);
CREATE INDEX asking_group ON asking (group_id);
CREATE TABLE sheet (
    id         TEXT   PRIMARY KEY,
    asking_id  TEXT   NOT NULL REFERENCES asking (id),
    group_id   TEXT   NOT NULL REFERENCES groups (id),
    stay_id    TEXT   NOT NULL REFERENCES stay (id),
    person_id  TEXT   NOT NULL REFERENCES person (id),
    session_id TEXT   NOT NULL REFERENCES session (id),
    number     BIGINT NOT NULL, -- of the session
    instrument TEXT   NOT NULL,
    how        TEXT   NOT NULL,
    filed      BIGINT NOT NULL,
    filed_by   TEXT   NOT NULL, -- '' for the member's own code
    alert      TEXT   NOT NULL, -- '', 'open' or 'closed'
    version    BIGINT NOT NULL,
    told       BYTEA  NOT NULL
);
CREATE UNIQUE INDEX sheet_once ON sheet (asking_id, session_id, stay_id);
CREATE INDEX sheet_stay ON sheet (stay_id);
CREATE INDEX sheet_group ON sheet (group_id, asking_id, session_id);
CREATE INDEX sheet_instrument ON sheet (instrument);
CREATE INDEX sheet_alert ON sheet (group_id) WHERE alert = 'open';
CREATE TABLE answer_code (
    digest     TEXT   PRIMARY KEY,
    asking_id  TEXT   NOT NULL REFERENCES asking (id),
    stay_id    TEXT   NOT NULL REFERENCES stay (id),
    session_id TEXT   NOT NULL REFERENCES session (id),
    made       BIGINT NOT NULL,
    made_by    TEXT   NOT NULL,
    expires    BIGINT NOT NULL,
    used       BIGINT NOT NULL,
    revoked    BIGINT NOT NULL
);
CREATE INDEX answer_code_asking ON answer_code (asking_id, session_id);
CREATE TABLE team_task (
    id       TEXT   PRIMARY KEY,
    group_id TEXT   NOT NULL REFERENCES groups (id),
    held     BIGINT NOT NULL,
    made_by  TEXT   NOT NULL,
    version  BIGINT NOT NULL,
    told     BYTEA  NOT NULL
);
CREATE INDEX team_task_group ON team_task (group_id);
