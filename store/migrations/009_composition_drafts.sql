-- Compositions in the making, so that a restart of the house loses nobody's work. What they say is sealed with the
-- agency's key; a draft goes when it is decided or let go of, and by itself a week after it was last changed.
-- +goose Up
CREATE TABLE composition_draft (
    id        TEXT   PRIMARY KEY,
    person_id TEXT   NOT NULL REFERENCES person (id), -- whose it is
    touched   BIGINT NOT NULL,
    version   BIGINT NOT NULL,
    told      BYTEA  NOT NULL
);
CREATE INDEX composition_draft_person ON composition_draft (person_id, touched);
CREATE INDEX composition_draft_touched ON composition_draft (touched);
