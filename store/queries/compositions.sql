-- name: Composition :one
SELECT id, person_id, decided, version, told FROM composition WHERE id = $1;

-- name: CompositionsBy :many
SELECT id, person_id, decided, version, told FROM composition WHERE person_id = $1 ORDER BY decided DESC, id;

-- name: AddComposition :exec
INSERT INTO composition (id, person_id, decided, version, told) VALUES ($1, $2, $3, 1, $4);

-- name: ChangeComposition :execrows
UPDATE composition SET told = sqlc.arg(told), version = version + 1
WHERE id = sqlc.arg(id) AND version = sqlc.arg(version);

-- name: CompositionDraft :one
SELECT id, person_id, touched, version, told FROM composition_draft WHERE id = $1;

-- name: CompositionDraftsBy :many
SELECT id, person_id, touched, version, told FROM composition_draft WHERE person_id = $1 ORDER BY touched DESC, id;

-- name: AddCompositionDraft :exec
INSERT INTO composition_draft (id, person_id, touched, version, told) VALUES ($1, $2, $3, $4, $5);

-- name: ChangeCompositionDraft :exec
UPDATE composition_draft SET told = sqlc.arg(told), touched = sqlc.arg(touched), version = sqlc.arg(version)
WHERE id = sqlc.arg(id) AND version <= sqlc.arg(version);

-- name: DropCompositionDraft :exec
DELETE FROM composition_draft WHERE id = $1;

-- name: SweepCompositionDrafts :exec
DELETE FROM composition_draft WHERE touched < $1;
