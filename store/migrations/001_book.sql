-- One agency's book, on SQLite and PostgreSQL alike. Times are UTC milliseconds (0 = never), ids are TEXT, and
-- what identifies or tells is sealed in a column `told` (JSON within). What a query needs stays in the clear. The hall
-- has the same tables and uses set_up alone.
-- +goose Up
CREATE TABLE set_up (
    id      BIGINT PRIMARY KEY, -- always 1
    digest  TEXT   NOT NULL,
    expires BIGINT NOT NULL,
    used    BIGINT NOT NULL
);
CREATE TABLE data_key (
    owner   TEXT   NOT NULL, -- 'agency', 'person:<id>' or 'group:<id>'
    version BIGINT NOT NULL,
    wrapped BYTEA  NOT NULL,
    PRIMARY KEY (owner, version)
);
CREATE TABLE agency (
    slug    TEXT   PRIMARY KEY,
    version BIGINT NOT NULL,
    told    BYTEA  NOT NULL
);

CREATE TABLE person (
    id       TEXT   PRIMARY KEY,
    staff    BIGINT NOT NULL, -- 1 for anybody with a part in the agency besides member
    added_by TEXT   NOT NULL,
    version  BIGINT NOT NULL,
    told     BYTEA  NOT NULL
);
CREATE INDEX person_staff ON person (id) WHERE staff = 1;
CREATE INDEX person_added_by ON person (added_by);
CREATE TABLE account (
    person_id    TEXT   PRIMARY KEY REFERENCES person (id),
    email_digest TEXT   NOT NULL UNIQUE,
    changed      BIGINT NOT NULL,
    told         BYTEA  NOT NULL
);
CREATE TABLE sign_in (
    digest    TEXT   PRIMARY KEY,
    person_id TEXT   NOT NULL REFERENCES person (id),
    began     BIGINT NOT NULL,
    used      BIGINT NOT NULL,
    renewed   BIGINT NOT NULL,
    told      BYTEA  NOT NULL
);
CREATE INDEX sign_in_person ON sign_in (person_id);
CREATE TABLE invitation (
    digest    TEXT   PRIMARY KEY,
    person_id TEXT   NOT NULL REFERENCES person (id),
    roles     TEXT   NOT NULL, -- JSON list
    stay_id   TEXT   NOT NULL,
    made      BIGINT NOT NULL,
    made_by   TEXT   NOT NULL,
    expires   BIGINT NOT NULL,
    used      BIGINT NOT NULL,
    revoked   BIGINT NOT NULL
);
CREATE INDEX invitation_person ON invitation (person_id);
CREATE TABLE tries (
    what  TEXT   PRIMARY KEY, -- a digest
    times BIGINT NOT NULL,
    since BIGINT NOT NULL
);

CREATE TABLE groups (
    id      TEXT   PRIMARY KEY,
    opened  BIGINT NOT NULL,
    closed  BIGINT NOT NULL,
    version BIGINT NOT NULL,
    told    BYTEA  NOT NULL
);
CREATE TABLE working (
    group_id   TEXT   NOT NULL REFERENCES groups (id),
    place      BIGINT NOT NULL, -- in the group's list
    person_id  TEXT   NOT NULL REFERENCES person (id),
    part       TEXT   NOT NULL,
    from_at    BIGINT NOT NULL,
    until_at   BIGINT NOT NULL,
    PRIMARY KEY (group_id, place)
);
CREATE INDEX working_person ON working (person_id, group_id);
CREATE TABLE stay (
    id        TEXT   PRIMARY KEY,
    group_id  TEXT   NOT NULL REFERENCES groups (id),
    person_id TEXT   NOT NULL REFERENCES person (id),
    seat      BIGINT NOT NULL,
    state     TEXT   NOT NULL,
    joined    BIGINT NOT NULL,
    ended     BIGINT NOT NULL,
    version   BIGINT NOT NULL,
    told      BYTEA  NOT NULL
);
CREATE UNIQUE INDEX stay_seat ON stay (group_id, seat) WHERE seat > 0;
CREATE INDEX stay_group ON stay (group_id);
CREATE INDEX stay_person ON stay (person_id);

CREATE TABLE session (
    id           TEXT   PRIMARY KEY,
    group_id     TEXT   NOT NULL REFERENCES groups (id),
    number       BIGINT NOT NULL,
    starts       BIGINT NOT NULL,
    minutes      BIGINT NOT NULL,
    state        TEXT   NOT NULL,
    began        BIGINT NOT NULL,
    ended        BIGINT NOT NULL,
    created_by   TEXT   NOT NULL,
    notes_all    BIGINT NOT NULL,
    notes_signed BIGINT NOT NULL,
    settled      BIGINT NOT NULL, -- 1 when nobody has anything left to do here
    version      BIGINT NOT NULL,
    told         BYTEA  NOT NULL
);
CREATE INDEX session_group ON session (group_id, starts);
CREATE INDEX session_unsettled ON session (group_id, starts) WHERE settled = 0;
CREATE TABLE entry (
    id         TEXT   PRIMARY KEY,
    session_id TEXT   NOT NULL REFERENCES session (id),
    device     TEXT   NOT NULL,
    seq        BIGINT NOT NULL,
    kind       TEXT   NOT NULL,
    seat       BIGINT NOT NULL,
    to_seat    BIGINT NOT NULL,
    word       TEXT   NOT NULL,
    detail     TEXT   NOT NULL,
    value      BIGINT NOT NULL,
    corrects   TEXT   NOT NULL,
    made_by    TEXT   NOT NULL,
    made       BIGINT NOT NULL, -- the device's clock
    filed      BIGINT NOT NULL, -- the server's clock
    owner      TEXT   NOT NULL, -- whose key seals the text; '' without text
    told       BYTEA  NOT NULL
);
CREATE INDEX entry_session ON entry (session_id);

CREATE TABLE note (
    id         TEXT   PRIMARY KEY,
    session_id TEXT   NOT NULL REFERENCES session (id),
    group_id   TEXT   NOT NULL REFERENCES groups (id),
    kind       TEXT   NOT NULL,
    stay_id    TEXT   NOT NULL,
    person_id  TEXT   NOT NULL,
    author     TEXT   NOT NULL,
    drafted    BIGINT NOT NULL,
    signed     BIGINT NOT NULL,
    signed_by  TEXT   NOT NULL,
    cosign     TEXT   NOT NULL,
    cosigned   BIGINT NOT NULL,
    version    BIGINT NOT NULL,
    told       BYTEA  NOT NULL
);
CREATE UNIQUE INDEX note_once ON note (session_id, kind, stay_id);
CREATE INDEX note_stay ON note (stay_id);
CREATE INDEX note_cosign ON note (cosign) WHERE cosign <> '' AND cosigned = 0;
CREATE TABLE addendum (
    note_id  TEXT   NOT NULL REFERENCES note (id),
    place    BIGINT NOT NULL,
    added_by TEXT   NOT NULL,
    added    BIGINT NOT NULL,
    told     BYTEA  NOT NULL,
    PRIMARY KEY (note_id, place)
);
CREATE TABLE process_note (
    id         TEXT   PRIMARY KEY,
    session_id TEXT   NOT NULL REFERENCES session (id),
    author     TEXT   NOT NULL REFERENCES person (id),
    written    BIGINT NOT NULL,
    version    BIGINT NOT NULL,
    told       BYTEA  NOT NULL
);
CREATE UNIQUE INDEX process_note_once ON process_note (author, session_id);

-- The audit trail: line seq holds the hashes that it completes in a Merkle tree (its own first).
CREATE TABLE audit_line (
    seq    BIGINT PRIMARY KEY,
    at     BIGINT NOT NULL,
    who    TEXT   NOT NULL,
    act    TEXT   NOT NULL,
    things TEXT   NOT NULL, -- JSON list of ids
    salt   BYTEA  NOT NULL,
    hashes BYTEA  NOT NULL
);
CREATE TABLE event (
    seq   BIGINT PRIMARY KEY,
    kind  TEXT   NOT NULL,
    about TEXT   NOT NULL,
    at    BIGINT NOT NULL
);
