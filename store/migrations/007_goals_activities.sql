-- Goals at three levels with their readings, and what an agency and a group made of the library of activities. (Numbers 004
-- and 005 were promised to others when this came; 007 was the next that follows on every book.) A member's goal is sealed with
-- the member's key, the group's and the community's with the group's, an agency's own texts with the agency's.
-- +goose Up
CREATE TABLE goal (
    id        TEXT   PRIMARY KEY,
    group_id  TEXT   NOT NULL REFERENCES groups (id),
    stay_id   TEXT   NOT NULL, -- '' for the group's and the community's
    person_id TEXT   NOT NULL, -- whose key seals it; '' for the group's
    level     TEXT   NOT NULL,
    main      BIGINT NOT NULL, -- 1 for the goal that stands on the stay
    start     BIGINT NOT NULL, -- the step at the beginning, −2 or −1
    until     TEXT   NOT NULL, -- ISO date
    model     TEXT   NOT NULL,
    proposed  TEXT   NOT NULL,
    made      BIGINT NOT NULL,
    made_by   TEXT   NOT NULL,
    adopted   BIGINT NOT NULL, -- 0 while it is not yet adopted
    ended     BIGINT NOT NULL, -- 0 while it is followed
    version   BIGINT NOT NULL,
    told      BYTEA  NOT NULL
);
CREATE INDEX goal_group ON goal (group_id, made);
CREATE UNIQUE INDEX goal_main ON goal (stay_id) WHERE main = 1 AND ended = 0;
CREATE TABLE goal_reading (
    id         TEXT   PRIMARY KEY,
    goal_id    TEXT   NOT NULL REFERENCES goal (id),
    group_id   TEXT   NOT NULL REFERENCES groups (id),
    read       BIGINT NOT NULL,
    step       BIGINT NOT NULL,
    source     TEXT   NOT NULL,
    session_id TEXT   NOT NULL, -- '' when it belongs to no meeting
    made_by    TEXT   NOT NULL,
    told       BYTEA  NOT NULL
);
CREATE INDEX goal_reading_goal ON goal_reading (goal_id, read);
CREATE INDEX goal_reading_group ON goal_reading (group_id, read);
CREATE TABLE own_activity (
    activity TEXT   PRIMARY KEY,
    hidden   BIGINT NOT NULL,
    made     BIGINT NOT NULL,
    made_by  TEXT   NOT NULL,
    version  BIGINT NOT NULL,
    told     BYTEA  NOT NULL
);
CREATE TABLE activity_use (
    session_id TEXT   NOT NULL REFERENCES session (id),
    activity   TEXT   NOT NULL,
    group_id   TEXT   NOT NULL REFERENCES groups (id),
    used       BIGINT NOT NULL,
    made_by    TEXT   NOT NULL,
    version    BIGINT NOT NULL,
    told       BYTEA  NOT NULL,
    PRIMARY KEY (session_id, activity)
);
CREATE INDEX activity_use_group ON activity_use (group_id, used);
CREATE INDEX activity_use_activity ON activity_use (activity, used);
CREATE TABLE taste (
    group_id TEXT   PRIMARY KEY REFERENCES groups (id),
    version  BIGINT NOT NULL,
    told     BYTEA  NOT NULL
);
