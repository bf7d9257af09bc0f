-- Leaves of a group's folder: what is asked at the end, what did harm, and what an overlay asks (screening, risk, tasks,
-- referrals, consents to sharing, shared goals, updates). What is written on a leaf is sealed with the key of the person
-- that it is about, else with the group's. Qualifications of staff are sealed with their own key.
-- +goose Up
CREATE TABLE leaf (
    id         TEXT   PRIMARY KEY,
    group_id   TEXT   NOT NULL REFERENCES groups (id),
    kind       TEXT   NOT NULL,
    stay_id    TEXT   NOT NULL, -- '' when it is about the whole group
    person_id  TEXT   NOT NULL, -- whose key seals it; '' for the group's
    session_id TEXT   NOT NULL, -- '' when it belongs to no meeting
    once       TEXT   NOT NULL, -- '' or what there may be only one of
    made       BIGINT NOT NULL,
    made_by    TEXT   NOT NULL,
    due        BIGINT NOT NULL, -- 0 when nothing is awaited
    done       BIGINT NOT NULL, -- 0 while it is open
    done_by    TEXT   NOT NULL,
    version    BIGINT NOT NULL,
    told       BYTEA  NOT NULL
);
CREATE INDEX leaf_group ON leaf (group_id, kind, made);
CREATE INDEX leaf_stay ON leaf (stay_id, kind) WHERE stay_id <> '';
CREATE UNIQUE INDEX leaf_once ON leaf (once) WHERE once <> '';
CREATE TABLE qualification (
    id        TEXT   PRIMARY KEY,
    person_id TEXT   NOT NULL REFERENCES person (id),
    kind      TEXT   NOT NULL,
    expires   BIGINT NOT NULL,
    ended     BIGINT NOT NULL,
    version   BIGINT NOT NULL,
    told      BYTEA  NOT NULL
);
CREATE INDEX qualification_person ON qualification (person_id);
