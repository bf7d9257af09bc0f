-- name: Session :one
SELECT id, group_id, number, starts, minutes, state, began, ended, created_by, notes_all, notes_signed, settled, version, told
FROM session WHERE id = $1;

-- name: AddSession :exec
INSERT INTO session (id, group_id, number, starts, minutes, state, began, ended, created_by, notes_all, notes_signed, settled, version, told)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, 0, 0, 0, 1, $10);

-- name: ChangeSession :execrows
UPDATE session SET number = sqlc.arg(number), starts = sqlc.arg(starts), minutes = sqlc.arg(minutes), state = sqlc.arg(state),
    began = sqlc.arg(began), ended = sqlc.arg(ended), told = sqlc.arg(told), version = version + 1
WHERE id = sqlc.arg(id) AND group_id = sqlc.arg(group_id) AND version = sqlc.arg(version);

-- name: Settle :exec
-- Settle counts a session's notes and tells whether anything is left to do: it is settled when it was not held, or
-- was held and has notes that are all signed.
UPDATE session SET
    notes_all = (SELECT count(*) FROM note n WHERE n.session_id = session.id),
    notes_signed = (SELECT count(*) FROM note n WHERE n.session_id = session.id AND n.signed > 0),
    settled = CASE
        WHEN state = 'not_held' THEN 1
        WHEN state = 'held' AND EXISTS (SELECT 1 FROM note n WHERE n.session_id = session.id)
            AND NOT EXISTS (SELECT 1 FROM note n WHERE n.session_id = session.id AND n.signed = 0) THEN 1
        ELSE 0 END
WHERE session.id = $1;

-- name: SessionsIn :many
SELECT id, group_id, number, starts, minutes, state, notes_all, notes_signed FROM session
WHERE group_id = $1 ORDER BY starts, number;

-- name: Agenda :many
SELECT id, group_id, number, starts, minutes, state, notes_all, notes_signed FROM session
WHERE group_id IN (
    SELECT w.group_id FROM working w
    WHERE w.person_id = sqlc.arg(person) AND w.from_at <= sqlc.arg(at) AND (w.until_at = 0 OR w.until_at > sqlc.arg(at))
) AND starts >= sqlc.arg(from_at) AND starts < sqlc.arg(until_at)
ORDER BY starts, id;

-- name: Unfinished :many
SELECT id, group_id, number, starts, minutes, state, notes_all, notes_signed FROM session
WHERE group_id IN (
    SELECT w.group_id FROM working w
    WHERE w.person_id = sqlc.arg(person) AND w.part IN ('lead', 'co_worker')
      AND w.from_at <= sqlc.arg(at) AND (w.until_at = 0 OR w.until_at > sqlc.arg(at))
) AND settled = 0 AND starts < sqlc.arg(before)
ORDER BY starts DESC, id LIMIT 50;

-- name: GroupOfSession :one
SELECT group_id FROM session WHERE id = $1;

-- name: Entry :one
SELECT id, session_id, device, seq, kind, seat, to_seat, word, detail, value, corrects, made_by, made, filed, owner, told
FROM entry WHERE id = $1;

-- name: Entries :many
SELECT id, session_id, device, seq, kind, seat, to_seat, word, detail, value, corrects, made_by, made, filed, owner, told
FROM entry WHERE session_id IN (SELECT json_array_elements_text(sqlc.arg(ids)::text::json));

-- name: CircleEntries :many
SELECT id, session_id, device, seq, kind, seat, to_seat, word, detail, value, corrects, made
FROM entry WHERE session_id IN (SELECT json_array_elements_text(sqlc.arg(ids)::text::json))
AND (kind = 'attendance' OR (kind = 'mark' AND word = 'help') OR corrects <> '');

-- name: AddEntry :execrows
INSERT INTO entry (id, session_id, device, seq, kind, seat, to_seat, word, detail, value, corrects, made_by, made, filed, owner, told)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16)
ON CONFLICT (id) DO NOTHING;
