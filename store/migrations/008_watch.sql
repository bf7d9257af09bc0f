-- What is watched: readings that workers note for a meeting or once for the group (sealed with the group's key), notices
-- of flags that were raised with what was done about them (sealed likewise), and an agency's own versions of the rules of
-- a pack (sealed with the agency's key).
-- +goose Up
CREATE TABLE reading (
    id         TEXT   PRIMARY KEY,
    group_id   TEXT   NOT NULL REFERENCES groups (id),
    session_id TEXT   NOT NULL, -- '' when it was noted once for the group
    person_id  TEXT   NOT NULL REFERENCES person (id),
    made       BIGINT NOT NULL,
    version    BIGINT NOT NULL,
    told       BYTEA  NOT NULL,
    UNIQUE (group_id, session_id, person_id)
);
CREATE TABLE notice (
    id        TEXT   PRIMARY KEY,
    group_id  TEXT   NOT NULL REFERENCES groups (id),
    flag      TEXT   NOT NULL,
    stay_id   TEXT   NOT NULL, -- '' when it is about the whole group
    state     TEXT   NOT NULL,
    high      BIGINT NOT NULL, -- 1 when it is grave
    raised    BIGINT NOT NULL,
    number    BIGINT NOT NULL, -- of the last meeting then
    until     BIGINT NOT NULL, -- a snoozed one rests until then
    cleared   BIGINT NOT NULL, -- 0 while it stands
    person_id TEXT   NOT NULL, -- who answered it; '' when nobody has
    version   BIGINT NOT NULL,
    told      BYTEA  NOT NULL
);
CREATE INDEX notice_group ON notice (group_id, cleared);
CREATE TABLE fork (
    id        TEXT   PRIMARY KEY,
    pack      TEXT   NOT NULL,
    origin    TEXT   NOT NULL, -- version of the pack that it was made from
    person_id TEXT   NOT NULL REFERENCES person (id),
    made      BIGINT NOT NULL,
    running   BIGINT NOT NULL, -- 1 for the one in force
    version   BIGINT NOT NULL,
    told      BYTEA  NOT NULL
);
CREATE INDEX fork_pack ON fork (pack, made);
CREATE INDEX fork_running ON fork (pack) WHERE running = 1;
