-- name: OwnInstruments :many
SELECT instrument, made, made_by, version, told FROM own_instrument ORDER BY instrument;

-- name: OwnInstrument :one
SELECT instrument, made, made_by, version, told FROM own_instrument WHERE instrument = $1;

-- name: AddOwnInstrument :exec
INSERT INTO own_instrument (instrument, made, made_by, version, told) VALUES ($1, $2, $3, 1, $4);

-- name: ChangeOwnInstrument :execrows
UPDATE own_instrument SET made = sqlc.arg(made), made_by = sqlc.arg(made_by), told = sqlc.arg(told), version = version + 1
WHERE instrument = sqlc.arg(instrument) AND version = sqlc.arg(version);

-- name: Asking :one
SELECT id, group_id, instrument, at_first, every, at_end, stays, chosen, chosen_by, ended, version FROM asking WHERE id = $1;

-- name: AskingsIn :many
SELECT id, group_id, instrument, at_first, every, at_end, stays, chosen, chosen_by, ended, version
FROM asking WHERE group_id = $1 ORDER BY chosen, id;

-- name: AddAsking :exec
INSERT INTO asking (id, group_id, instrument, at_first, every, at_end, stays, chosen, chosen_by, ended, version)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, 1);

-- name: ChangeAsking :execrows
UPDATE asking SET at_first = sqlc.arg(at_first), every = sqlc.arg(every), at_end = sqlc.arg(at_end), stays = sqlc.arg(stays),
    ended = sqlc.arg(ended), version = version + 1
WHERE id = sqlc.arg(id) AND version = sqlc.arg(version);

-- name: Sheet :one
SELECT id, asking_id, group_id, stay_id, person_id, session_id, number, instrument, how, filed, filed_by, alert, version, told
FROM sheet WHERE id = $1;

-- name: SheetAt :one
SELECT id, asking_id, group_id, stay_id, person_id, session_id, number, instrument, how, filed, filed_by, alert, version, told
FROM sheet WHERE asking_id = $1 AND session_id = $2 AND stay_id = $3;

-- name: SheetsIn :many
SELECT id, asking_id, group_id, stay_id, person_id, session_id, number, instrument, how, filed, filed_by, alert, version, told
FROM sheet WHERE asking_id = $1 ORDER BY number, id;

-- name: SheetsOf :many
SELECT id, asking_id, group_id, stay_id, person_id, session_id, number, instrument, how, filed, filed_by, alert, version, told
FROM sheet WHERE stay_id = $1 ORDER BY number, id;

-- name: SheetsWith :many
SELECT id, asking_id, group_id, stay_id, person_id, session_id, number, instrument, how, filed, filed_by, alert, version, told
FROM sheet WHERE instrument = $1 ORDER BY group_id, number, id;

-- name: SheetAlerts :many
SELECT id, asking_id, group_id, stay_id, person_id, session_id, number, instrument, how, filed, filed_by, alert, version, told
FROM sheet WHERE group_id = $1 AND alert = 'open' ORDER BY filed, id;

-- name: SheetCounts :many
SELECT asking_id, session_id, COUNT(*) AS sheets FROM sheet WHERE group_id = $1 GROUP BY asking_id, session_id;

-- name: InstrumentsAsked :many
SELECT instrument, COUNT(DISTINCT stay_id) AS stays FROM sheet GROUP BY instrument ORDER BY instrument;

-- name: AddSheet :exec
INSERT INTO sheet (id, asking_id, group_id, stay_id, person_id, session_id, number, instrument, how, filed, filed_by, alert, version, told)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, 1, $13);

-- name: ChangeSheet :execrows
UPDATE sheet SET how = sqlc.arg(how), filed = sqlc.arg(filed), filed_by = sqlc.arg(filed_by), alert = sqlc.arg(alert), told = sqlc.arg(told),
    version = version + 1
WHERE id = sqlc.arg(id) AND version = sqlc.arg(version);

-- name: AnswerCode :one
SELECT digest, asking_id, stay_id, session_id, made, made_by, expires, used, revoked FROM answer_code WHERE digest = $1;

-- name: AnswerCodes :many
SELECT digest, asking_id, stay_id, session_id, made, made_by, expires, used, revoked
FROM answer_code WHERE asking_id = $1 AND session_id = $2 ORDER BY made, digest;

-- name: AddAnswerCode :exec
INSERT INTO answer_code (digest, asking_id, stay_id, session_id, made, made_by, expires, used, revoked)
VALUES ($1, $2, $3, $4, $5, $6, $7, 0, 0);

-- name: ChangeAnswerCode :execrows
UPDATE answer_code SET used = sqlc.arg(used), revoked = sqlc.arg(revoked) WHERE digest = sqlc.arg(digest) AND used = 0;

-- name: TeamTask :one
SELECT id, group_id, held, made_by, version, told FROM team_task WHERE id = $1;

-- name: TeamTasksIn :many
SELECT id, group_id, held, made_by, version, told FROM team_task WHERE group_id = $1 ORDER BY held, id;

-- name: AddTeamTask :exec
INSERT INTO team_task (id, group_id, held, made_by, version, told) VALUES ($1, $2, $3, $4, 1, $5);

-- name: ChangeTeamTask :execrows
UPDATE team_task SET held = sqlc.arg(held), told = sqlc.arg(told), version = version + 1
WHERE id = sqlc.arg(id) AND version = sqlc.arg(version);
