-- name: Leaf :one
SELECT id, group_id, kind, stay_id, person_id, session_id, once, made, made_by, due, done, done_by, version, told FROM leaf WHERE id = $1;

-- name: LeavesIn :many
SELECT id, group_id, kind, stay_id, person_id, session_id, once, made, made_by, due, done, done_by, version, told
FROM leaf WHERE group_id = $1 ORDER BY made, id;

-- name: LeafOnce :one
SELECT id, group_id, kind, stay_id, person_id, session_id, once, made, made_by, due, done, done_by, version, told
FROM leaf WHERE once = $1 AND once <> '';

-- name: AddLeaf :exec
INSERT INTO leaf (id, group_id, kind, stay_id, person_id, session_id, once, made, made_by, due, done, done_by, version, told)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, 1, $13);

-- name: ChangeLeaf :execrows
UPDATE leaf SET due = sqlc.arg(due), done = sqlc.arg(done), done_by = sqlc.arg(done_by), told = sqlc.arg(told), version = version + 1
WHERE id = sqlc.arg(id) AND version = sqlc.arg(version);

-- name: QualificationsOf :many
SELECT id, person_id, kind, expires, ended, version, told FROM qualification WHERE person_id = $1 ORDER BY expires DESC, id;

-- name: AddQualification :exec
INSERT INTO qualification (id, person_id, kind, expires, ended, version, told) VALUES ($1, $2, $3, $4, $5, 1, $6);

-- name: ChangeQualification :execrows
UPDATE qualification SET expires = sqlc.arg(expires), ended = sqlc.arg(ended), told = sqlc.arg(told), version = version + 1
WHERE id = sqlc.arg(id) AND version = sqlc.arg(version);
