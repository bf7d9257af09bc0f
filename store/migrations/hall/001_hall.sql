-- What belongs to no agency: the link that sets up the first one.
-- +goose Up
CREATE TABLE set_up (
    id      BIGINT PRIMARY KEY, -- always 1
    digest  TEXT   NOT NULL,
    expires BIGINT NOT NULL,
    used    BIGINT NOT NULL
);
