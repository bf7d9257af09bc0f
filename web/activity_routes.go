package web

import "groupwork/access"

// activityRoutes are the routes of the library, the finder, the planner and the paper twin.
func activityRoutes() []Route {
	return []Route{
		{"GET", "/activities", access.SeeActivities, access.Admin, Read, (*Site).showActivities},
		{"GET", "/activities/{activity}", access.SeeActivities, access.Admin, Read, (*Site).showActivity},
		{"GET", "/activities/{activity}/edit", access.EditActivities, access.Admin, Read, (*Site).showEditActivity},
		{"POST", "/activities/{activity}/edit", access.EditActivities, access.Admin, Write, (*Site).editActivity},
		{"POST", "/activities/{activity}/restore", access.EditActivities, access.Admin, Write, (*Site).restoreActivity},
		{"POST", "/activities/{activity}/hide", access.EditActivities, access.Admin, Write, (*Site).hideActivity},
		{"GET", "/sessions/{id}/find", access.PlanSession, access.Record, Read, (*Site).showFinder},
		{"POST", "/sessions/{id}/taste", access.PlanSession, access.Record, Write, (*Site).saveTaste},
		{"GET", "/sessions/{id}/activities/{activity}", access.PlanSession, access.Record, Read, (*Site).showSessionActivity},
		{"POST", "/sessions/{id}/activities/{activity}", access.PlanSession, access.Record, Write, (*Site).putActivity},
		{"GET", "/sessions/{id}/parts", access.PlanSession, access.Record, Read, (*Site).showParts},
		{"POST", "/sessions/{id}/parts", access.PlanSession, access.Record, Write, (*Site).arrangeParts},
		{"GET", "/sessions/{id}/used", access.SeeSession, access.Record, Read, (*Site).showUsed},
		{"POST", "/sessions/{id}/used/{activity}", access.RecordSession, access.Record, Write, (*Site).rateActivity},
		{"GET", "/sessions/{id}/paper", access.SeeSession, access.Record, Read, (*Site).showPaperTwin},
	}
}
