-- name: DataKey :one
SELECT owner, version, wrapped FROM data_key WHERE owner = $1 AND version = $2;

-- name: LatestDataKey :one
SELECT owner, version, wrapped FROM data_key WHERE owner = $1 ORDER BY version DESC LIMIT 1;

-- name: AddDataKey :exec
INSERT INTO data_key (owner, version, wrapped) VALUES ($1, $2, $3);

-- name: SetUp :one
SELECT id, digest, expires, used FROM set_up WHERE id = 1;

-- name: SaveSetUp :exec
INSERT INTO set_up (id, digest, expires, used) VALUES (1, $1, $2, $3)
ON CONFLICT (id) DO UPDATE SET digest = excluded.digest, expires = excluded.expires, used = excluded.used;
