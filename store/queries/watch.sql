-- name: ReadingsIn :many
SELECT id, group_id, session_id, person_id, made, version, told FROM reading WHERE group_id = $1 ORDER BY made, id;

-- name: AddReading :exec
INSERT INTO reading (id, group_id, session_id, person_id, made, version, told) VALUES ($1, $2, $3, $4, $5, 1, $6);

-- name: ChangeReading :execrows
UPDATE reading SET made = sqlc.arg(made), told = sqlc.arg(told), version = version + 1
WHERE id = sqlc.arg(id) AND version = sqlc.arg(version);

-- name: Notice :one
SELECT id, group_id, flag, stay_id, state, high, raised, number, until, cleared, person_id, version, told FROM notice WHERE id = $1;

-- name: NoticesIn :many
SELECT id, group_id, flag, stay_id, state, high, raised, number, until, cleared, person_id, version, told
FROM notice WHERE group_id = $1 ORDER BY raised, id;

-- name: StandingNotices :many
SELECT id, group_id, flag, stay_id, state, high, raised, number, until, cleared, person_id, version, told
FROM notice WHERE group_id = $1 AND cleared = 0 ORDER BY high DESC, raised, id;

-- name: AddNotice :exec
INSERT INTO notice (id, group_id, flag, stay_id, state, high, raised, number, until, cleared, person_id, version, told)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, 1, $12);

-- name: ChangeNotice :execrows
UPDATE notice SET state = sqlc.arg(state), high = sqlc.arg(high), until = sqlc.arg(until), cleared = sqlc.arg(cleared),
    person_id = sqlc.arg(person_id), told = sqlc.arg(told), version = version + 1
WHERE id = sqlc.arg(id) AND version = sqlc.arg(version);

-- name: RunningForks :many
SELECT id, pack, origin, person_id, made, running, version, told FROM fork WHERE running = 1 ORDER BY pack;

-- name: ForksOf :many
SELECT id, pack, origin, person_id, made, running, version, told FROM fork WHERE pack = $1 ORDER BY made DESC, id DESC;

-- name: AddFork :exec
INSERT INTO fork (id, pack, origin, person_id, made, running, version, told) VALUES ($1, $2, $3, $4, $5, $6, 1, $7);

-- name: RestForks :exec
UPDATE fork SET running = 0 WHERE pack = $1 AND running = 1;

-- name: RunFork :execrows
UPDATE fork SET running = 1, version = version + 1 WHERE id = sqlc.arg(id);
