package web

import "groupwork/access"

// watchRoutes are the routes of what packs watch: flags, indicators, readings, checklists, the supervisor's week and the
// packs themselves.
func watchRoutes() []Route {
	return []Route{
		{"GET", "/groups/{id}/flags", access.SeeFlags, access.Record, Read, (*Site).showFlags},
		{"POST", "/groups/{id}/flags", access.AnswerFlag, access.Record, Write, (*Site).answerFlag},
		{"GET", "/groups/{id}/indicators", access.SeeFlags, access.Record, Read, (*Site).showIndicators},
		{"POST", "/groups/{id}/indicators", access.EditGroup, access.Record, Write, (*Site).borrowIndicators},
		{"GET", "/groups/{id}/checklist", access.NoteReading, access.Record, Read, (*Site).showChecklist},
		{"POST", "/groups/{id}/checklist", access.NoteReading, access.Record, Write, (*Site).noteChecklist},
		{"GET", "/sessions/{id}/reading", access.NoteReading, access.Record, Read, (*Site).showReading},
		{"POST", "/sessions/{id}/reading", access.NoteReading, access.Record, Write, (*Site).noteReading},
		{"GET", "/week", access.SeeWeek, access.Record, Read, (*Site).showWeek},
		{"GET", "/packs", access.SeePacks, access.Admin, Read, (*Site).showPacks},
		{"GET", "/packs/{pack}", access.SeePacks, access.Admin, Read, (*Site).showPack},
		{"POST", "/packs/{pack}", access.ForkPack, access.Admin, Write, (*Site).forkPack},
		{"POST", "/packs/{pack}/run", access.ForkPack, access.Admin, Write, (*Site).runPack},
	}
}
