-- name: Note :one
SELECT id, session_id, group_id, kind, stay_id, person_id, author, drafted, signed, signed_by, cosign, cosigned, version, told
FROM note WHERE id = $1;

-- name: NotesIn :many
SELECT id, session_id, group_id, kind, stay_id, person_id, author, drafted, signed, signed_by, cosign, cosigned, version, told
FROM note WHERE session_id = $1 ORDER BY kind, id;

-- name: NotesOf :many
SELECT n.id, n.session_id, n.group_id, n.kind, n.stay_id, n.person_id, n.author, n.drafted, n.signed, n.signed_by, n.cosign, n.cosigned, n.version, n.told
FROM note n JOIN session s ON s.id = n.session_id WHERE n.stay_id = $1 AND n.stay_id <> '' ORDER BY s.starts, n.id;

-- name: NotesToCosign :many
SELECT id, session_id, group_id, kind, stay_id, person_id, author, drafted, signed, signed_by, cosign, cosigned, version, told
FROM note WHERE cosign = $1 AND cosign <> '' AND cosigned = 0 AND signed > 0 ORDER BY signed, id;

-- name: LastSigned :one
SELECT n.id, n.session_id, n.group_id, n.kind, n.stay_id, n.person_id, n.author, n.drafted, n.signed, n.signed_by, n.cosign, n.cosigned, n.version, n.told
FROM note n JOIN session s ON s.id = n.session_id
WHERE n.stay_id = sqlc.arg(stay) AND n.stay_id <> '' AND n.signed > 0
  AND s.starts < (SELECT b.starts FROM session b WHERE b.id = sqlc.arg(before))
ORDER BY s.starts DESC, n.id LIMIT 1;

-- name: SignedNotesAfter :many
SELECT id, session_id, group_id, kind, stay_id, person_id, author, drafted, signed, signed_by, cosign, cosigned, version, told
FROM note WHERE signed > 0 AND id > $1 ORDER BY id LIMIT $2;

-- name: AddNote :exec
INSERT INTO note (id, session_id, group_id, kind, stay_id, person_id, author, drafted, signed, signed_by, cosign, cosigned, version, told)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, 1, $13);

-- name: ChangeDraft :execrows
UPDATE note SET author = sqlc.arg(author), drafted = sqlc.arg(drafted), signed = sqlc.arg(signed), signed_by = sqlc.arg(signed_by),
    cosign = sqlc.arg(cosign), cosigned = sqlc.arg(cosigned), told = sqlc.arg(told), version = version + 1
WHERE id = sqlc.arg(id) AND session_id = sqlc.arg(session_id) AND signed = 0 AND version = sqlc.arg(version);

-- name: ChangeSigned :execrows
UPDATE note SET cosign = sqlc.arg(cosign), cosigned = sqlc.arg(cosigned), version = version + 1
WHERE id = sqlc.arg(id) AND signed > 0 AND version = sqlc.arg(version);

-- name: Addenda :many
SELECT note_id, place, added_by, added, told FROM addendum
WHERE note_id IN (SELECT json_array_elements_text(sqlc.arg(ids)::text::json)) ORDER BY note_id, place;

-- name: AddAddendum :exec
INSERT INTO addendum (note_id, place, added_by, added, told) VALUES ($1, $2, $3, $4, $5);

-- name: ProcessNote :one
SELECT id, session_id, author, written, version, told FROM process_note WHERE author = $1 AND session_id = $2;

-- name: ProcessNotesBy :many
SELECT p.id, p.session_id, p.author, p.written, p.version, p.told FROM process_note p
JOIN session s ON s.id = p.session_id WHERE p.author = $1 ORDER BY s.starts, p.id;

-- name: AddProcessNote :exec
INSERT INTO process_note (id, session_id, author, written, version, told) VALUES ($1, $2, $3, $4, 1, $5);

-- name: ChangeProcessNote :execrows
UPDATE process_note SET written = sqlc.arg(written), told = sqlc.arg(told), version = version + 1
WHERE id = sqlc.arg(id) AND session_id = sqlc.arg(session_id) AND author = sqlc.arg(author) AND version = sqlc.arg(version);
