-- name: AuditLength :one
SELECT CAST(coalesce(max(seq) + 1, 0) AS BIGINT) AS length FROM audit_line;

-- name: AuditHashes :one
SELECT hashes FROM audit_line WHERE seq = $1;

-- name: AddAuditLine :exec
INSERT INTO audit_line (seq, at, who, act, things, salt, hashes) VALUES ($1, $2, $3, $4, $5, $6, $7);

-- name: AuditLinesFrom :many
SELECT seq, at, who, act, things, salt, hashes FROM audit_line WHERE seq >= $1 ORDER BY seq LIMIT $2;

-- name: AddEvent :exec
INSERT INTO event (seq, kind, about, at)
SELECT coalesce(max(seq), 0) + 1, CAST(sqlc.arg(kind) AS TEXT), CAST(sqlc.arg(about) AS TEXT), CAST(sqlc.arg(at) AS BIGINT) FROM event;

-- name: Events :many
SELECT seq, kind, about, at FROM event WHERE seq > $1 ORDER BY seq LIMIT $2;
