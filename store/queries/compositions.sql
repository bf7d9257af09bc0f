-- name: Composition :one
SELECT id, person_id, decided, version, told FROM composition WHERE id = $1;

-- name: CompositionsBy :many
SELECT id, person_id, decided, version, told FROM composition WHERE person_id = $1 ORDER BY decided DESC, id;

-- name: AddComposition :exec
INSERT INTO composition (id, person_id, decided, version, told) VALUES ($1, $2, $3, 1, $4);

-- name: ChangeComposition :execrows
UPDATE composition SET told = sqlc.arg(told), version = version + 1
WHERE id = sqlc.arg(id) AND version = sqlc.arg(version);
