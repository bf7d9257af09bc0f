package web

import "groupwork/access"

// goalRoutes are the routes of goals at three levels.
func goalRoutes() []Route {
	return []Route{
		{"GET", "/groups/{id}/goals", access.SeeGoals, access.Record, Read, (*Site).showGoals},
		{"GET", "/groups/{id}/goals/new", access.SetGoals, access.Record, Read, (*Site).showNewGoal},
		{"POST", "/groups/{id}/goals/new", access.SetGoals, access.Record, Write, (*Site).newGoal},
		{"GET", "/groups/{id}/goals/review", access.SetGoals, access.Record, Read, (*Site).showReview},
		{"POST", "/groups/{id}/goals/review", access.SetGoals, access.Record, Write, (*Site).reviewGoals},
		{"GET", "/goals/{id}", access.SeeGoals, access.Record, Read, (*Site).showGoal},
		{"GET", "/goals/{id}/edit", access.SetGoals, access.Record, Read, (*Site).showEditGoal},
		{"POST", "/goals/{id}/edit", access.SetGoals, access.Record, Write, (*Site).editGoal},
		{"GET", "/goals/{id}/scale/{page}", access.SetGoals, access.Record, Read, (*Site).showScale},
		{"POST", "/goals/{id}/scale/{page}", access.SetGoals, access.Record, Write, (*Site).scaleGoal},
		{"POST", "/goals/{id}/adopt", access.SetGoals, access.Record, Write, (*Site).adoptGoal},
		{"POST", "/goals/{id}/read", access.SetGoals, access.Record, Write, (*Site).readGoal},
		{"POST", "/goals/{id}/end", access.SetGoals, access.Record, Write, (*Site).endGoal},
		{"GET", "/stays/{id}/goals", access.SeeMemberGoals, access.Record, Read, (*Site).showMemberGoals},
		{"GET", "/my/stays/{id}/goals", access.SeeOwnPage, access.Record, Read, (*Site).showOwnGoals},
		{"POST", "/my/stays/{id}/goals/{goal}", access.ChooseForSelf, access.Record, Write, (*Site).adoptOwnGoal},
	}
}
