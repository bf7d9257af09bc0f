-- name: Agency :one
SELECT slug, version, told FROM agency LIMIT 1;

-- name: AddAgency :exec
INSERT INTO agency (slug, version, told) VALUES ($1, 1, $2);

-- name: ChangeAgency :execrows
UPDATE agency SET told = $2, version = version + 1 WHERE slug = $1 AND version = $3;

-- name: Person :one
SELECT id, staff, added_by, version, told FROM person WHERE id = $1;

-- name: People :many
SELECT id, staff, added_by, version, told FROM person
WHERE id IN (SELECT json_array_elements_text(sqlc.arg(ids)::text::json));

-- name: Staff :many
SELECT id, staff, added_by, version, told FROM person WHERE staff = 1 ORDER BY id;

-- name: PeopleAddedBy :many
SELECT id, staff, added_by, version, told FROM person WHERE added_by = $1 ORDER BY id;

-- name: AddPerson :exec
INSERT INTO person (id, staff, added_by, version, told) VALUES ($1, $2, $3, 1, $4);

-- name: ChangePerson :execrows
UPDATE person SET staff = sqlc.arg(staff), added_by = sqlc.arg(added_by), told = sqlc.arg(told), version = version + 1
WHERE id = sqlc.arg(id) AND version = sqlc.arg(version);

-- name: AccountByEmail :one
SELECT person_id, email_digest, changed, told FROM account WHERE email_digest = $1;

-- name: AccountOf :one
SELECT person_id, email_digest, changed, told FROM account WHERE person_id = $1;

-- name: SaveAccount :exec
INSERT INTO account (person_id, email_digest, changed, told) VALUES ($1, $2, $3, $4)
ON CONFLICT (person_id) DO UPDATE SET email_digest = excluded.email_digest, changed = excluded.changed, told = excluded.told;

-- name: SignIn :one
SELECT digest, person_id, began, used, renewed, told FROM sign_in WHERE digest = $1;

-- name: SignIns :many
SELECT digest, person_id, began, used, renewed, told FROM sign_in WHERE person_id = $1 ORDER BY began, digest;

-- name: SaveSignIn :exec
INSERT INTO sign_in (digest, person_id, began, used, renewed, told) VALUES ($1, $2, $3, $4, $5, $6)
ON CONFLICT (digest) DO UPDATE SET used = excluded.used, renewed = excluded.renewed, told = excluded.told;

-- name: EndSignIn :exec
DELETE FROM sign_in WHERE digest = $1;

-- name: EndSignIns :exec
DELETE FROM sign_in WHERE person_id = $1 AND digest <> $2;

-- name: Invitation :one
SELECT digest, person_id, roles, stay_id, made, made_by, expires, used, revoked FROM invitation WHERE digest = $1;

-- name: Invitations :many
SELECT digest, person_id, roles, stay_id, made, made_by, expires, used, revoked FROM invitation
WHERE person_id = $1 ORDER BY made, digest;

-- name: SaveInvitation :exec
INSERT INTO invitation (digest, person_id, roles, stay_id, made, made_by, expires, used, revoked)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
ON CONFLICT (digest) DO UPDATE SET expires = excluded.expires, used = excluded.used, revoked = excluded.revoked;

-- name: Tries :one
SELECT what, times, since FROM tries WHERE what = $1;

-- name: SaveTries :exec
INSERT INTO tries (what, times, since) VALUES ($1, $2, $3)
ON CONFLICT (what) DO UPDATE SET times = excluded.times, since = excluded.since;
