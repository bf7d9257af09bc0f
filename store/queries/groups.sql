-- name: Group :one
SELECT id, opened, closed, version, told FROM groups WHERE id = $1;

-- name: AddGroup :exec
INSERT INTO groups (id, opened, closed, version, told) VALUES ($1, $2, $3, 1, $4);

-- name: ChangeGroup :execrows
UPDATE groups SET opened = sqlc.arg(opened), closed = sqlc.arg(closed), told = sqlc.arg(told), version = version + 1
WHERE id = sqlc.arg(id) AND version = sqlc.arg(version);

-- name: GroupsOf :many
SELECT id, opened, closed, version, told FROM groups
WHERE id IN (
    SELECT w.group_id FROM working w
    WHERE w.person_id = sqlc.arg(person) AND w.from_at <= sqlc.arg(at) AND (w.until_at = 0 OR w.until_at > sqlc.arg(at))
) ORDER BY opened, id;

-- name: Workers :many
SELECT group_id, place, person_id, part, from_at, until_at FROM working WHERE group_id = $1 ORDER BY place;

-- name: ClearWorkers :exec
DELETE FROM working WHERE group_id = $1;

-- name: AddWorker :exec
INSERT INTO working (group_id, place, person_id, part, from_at, until_at) VALUES ($1, $2, $3, $4, $5, $6);

-- name: GroupPart :one
SELECT part FROM working
WHERE group_id = sqlc.arg(group_id) AND person_id = sqlc.arg(person)
  AND from_at <= sqlc.arg(at) AND (until_at = 0 OR until_at > sqlc.arg(at))
ORDER BY place LIMIT 1;

-- name: Stay :one
SELECT id, group_id, person_id, seat, state, joined, ended, version, told FROM stay WHERE id = $1;

-- name: StaysIn :many
SELECT id, group_id, person_id, seat, state, joined, ended, version, told FROM stay WHERE group_id = $1 ORDER BY seat, id;

-- name: StaysOf :many
SELECT id, group_id, person_id, seat, state, joined, ended, version, told FROM stay WHERE person_id = $1 ORDER BY id;

-- name: AddStay :exec
INSERT INTO stay (id, group_id, person_id, seat, state, joined, ended, version, told) VALUES ($1, $2, $3, $4, $5, $6, $7, 1, $8);

-- name: ChangeStay :execrows
UPDATE stay SET seat = sqlc.arg(seat), state = sqlc.arg(state), joined = sqlc.arg(joined), ended = sqlc.arg(ended),
    told = sqlc.arg(told), version = version + 1
WHERE id = sqlc.arg(id) AND group_id = sqlc.arg(group_id) AND person_id = sqlc.arg(person_id) AND version = sqlc.arg(version);

-- name: PersonAtSeat :one
SELECT person_id FROM stay WHERE group_id = $1 AND seat = $2 AND seat > 0;
