-- Compositions of groups as they were decided. Who was put where, by which rules, and why is sealed with the agency's
-- key; people on record stand in it by id, so that erasing a person leaves no name.
-- +goose Up
CREATE TABLE composition (
    id        TEXT   PRIMARY KEY,
    person_id TEXT   NOT NULL REFERENCES person (id), -- who decided
    decided   BIGINT NOT NULL,
    version   BIGINT NOT NULL,
    told      BYTEA  NOT NULL
);
CREATE INDEX composition_person ON composition (person_id, decided);
