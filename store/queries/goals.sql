-- name: Goal :one
SELECT id, group_id, stay_id, person_id, level, main, start, until, model, proposed, made, made_by, adopted, ended, version, told
FROM goal WHERE id = $1;

-- name: GoalsIn :many
SELECT id, group_id, stay_id, person_id, level, main, start, until, model, proposed, made, made_by, adopted, ended, version, told
FROM goal WHERE group_id = $1 ORDER BY made, id;

-- name: AddGoal :exec
INSERT INTO goal (id, group_id, stay_id, person_id, level, main, start, until, model, proposed, made, made_by, adopted, ended, version, told)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, 1, $15);

-- name: ChangeGoal :execrows
UPDATE goal SET start = sqlc.arg(start), until = sqlc.arg(until), adopted = sqlc.arg(adopted), ended = sqlc.arg(ended), told = sqlc.arg(told), version = version + 1
WHERE id = sqlc.arg(id) AND version = sqlc.arg(version);

-- name: GoalReadingsIn :many
SELECT r.id, r.goal_id, r.read, r.step, r.source, r.session_id, r.made_by, r.told, g.person_id
FROM goal_reading r JOIN goal g ON g.id = r.goal_id WHERE r.group_id = $1 ORDER BY r.read, r.id;

-- name: GoalReadings :many
SELECT r.id, r.goal_id, r.read, r.step, r.source, r.session_id, r.made_by, r.told, g.person_id
FROM goal_reading r JOIN goal g ON g.id = r.goal_id WHERE r.goal_id = $1 ORDER BY r.read, r.id;

-- name: AddGoalReading :exec
INSERT INTO goal_reading (id, goal_id, group_id, read, step, source, session_id, made_by, told) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9);

-- name: OwnActivities :many
SELECT activity, hidden, made, made_by, version, told FROM own_activity ORDER BY activity;

-- name: AddOwnActivity :exec
INSERT INTO own_activity (activity, hidden, made, made_by, version, told) VALUES ($1, $2, $3, $4, 1, $5);

-- name: ChangeOwnActivity :execrows
UPDATE own_activity SET hidden = sqlc.arg(hidden), made = sqlc.arg(made), made_by = sqlc.arg(made_by), told = sqlc.arg(told), version = version + 1
WHERE activity = sqlc.arg(activity) AND version = sqlc.arg(version);

-- name: ActivityUsesIn :many
SELECT session_id, activity, group_id, used, made_by, version, told FROM activity_use WHERE group_id = $1 ORDER BY used, activity;

-- name: ActivityUsesOf :many
SELECT session_id, activity, group_id, used, made_by, version, told FROM activity_use WHERE activity = $1 ORDER BY used, session_id;

-- name: AddActivityUse :exec
INSERT INTO activity_use (session_id, activity, group_id, used, made_by, version, told) VALUES ($1, $2, $3, $4, $5, 1, $6);

-- name: ChangeActivityUse :execrows
UPDATE activity_use SET made_by = sqlc.arg(made_by), told = sqlc.arg(told), version = version + 1
WHERE session_id = sqlc.arg(session_id) AND activity = sqlc.arg(activity) AND version = sqlc.arg(version);

-- name: Taste :one
SELECT group_id, version, told FROM taste WHERE group_id = $1;

-- name: AddTaste :exec
INSERT INTO taste (group_id, version, told) VALUES ($1, 1, $2);

-- name: ChangeTaste :execrows
UPDATE taste SET told = sqlc.arg(told), version = version + 1 WHERE group_id = sqlc.arg(group_id) AND version = sqlc.arg(version);
