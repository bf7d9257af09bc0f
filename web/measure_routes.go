package web

import "groupwork/access"

// measureRoutes are the routes of instruments, answers and what they tell.
func measureRoutes() []Route {
	return []Route{
		{"GET", "/groups/{id}/measures", access.SeeMeasures, access.Record, Read, (*Site).showMeasures},
		{"GET", "/groups/{id}/measures/new", access.ChooseMeasures, access.Record, Read, (*Site).showChooseMeasure},
		{"POST", "/groups/{id}/measures/new", access.ChooseMeasures, access.Record, Write, (*Site).chooseMeasure},
		{"GET", "/groups/{id}/interaction", access.SeeMeasures, access.Record, Read, (*Site).showInteraction},
		{"GET", "/groups/{id}/tasks/new", access.KeepTeamTask, access.Record, Read, (*Site).showNewTask},
		{"POST", "/groups/{id}/tasks/new", access.KeepTeamTask, access.Record, Write, (*Site).newTask},
		{"GET", "/tasks/{id}", access.SeeMeasures, access.Record, Read, (*Site).showTask},
		{"GET", "/tasks/{id}/edit", access.KeepTeamTask, access.Record, Read, (*Site).showEditTask},
		{"POST", "/tasks/{id}/edit", access.KeepTeamTask, access.Record, Write, (*Site).editTask},
		{"GET", "/askings/{id}", access.SeeMeasures, access.Record, Read, (*Site).showPicture},
		{"POST", "/askings/{id}/stop", access.ChooseMeasures, access.Record, Write, (*Site).stopAsking},
		{"GET", "/askings/{id}/answers/{session}", access.EnterAnswers, access.Record, Read, (*Site).showAnswerRoom},
		{"POST", "/askings/{id}/answers/{session}/codes", access.EnterAnswers, access.Record, Write, (*Site).makeCodes},
		{"GET", "/askings/{id}/answers/{session}/shared", access.EnterAnswers, access.Record, Read, (*Site).showShared},
		{"GET", "/askings/{id}/answers/{session}/shared/{seat}", access.EnterAnswers, access.Record, Read, (*Site).showSharedSheet},
		{"POST", "/askings/{id}/answers/{session}/shared/{seat}", access.EnterAnswers, access.Record, Write, (*Site).answerShared},
		{"GET", "/askings/{id}/answers/{session}/paper/{seat}", access.EnterAnswers, access.Record, Read, (*Site).showPaper},
		{"POST", "/askings/{id}/answers/{session}/paper/{seat}", access.EnterAnswers, access.Record, Write, (*Site).enterPaper},
		{"GET", "/askings/{id}/answers/{session}/paper/{seat}/response", access.EnterAnswers, access.Record, Read, (*Site).showResponse},
		{"POST", "/askings/{id}/answers/{session}/paper/{seat}/response", access.EnterAnswers, access.Record, Write, (*Site).readResponse},
		{"GET", "/answer", access.AnswerByCode, access.None, Read, (*Site).showCodeDoor},
		{"POST", "/answer", access.AnswerByCode, access.None, Guess, (*Site).openCode},
		{"GET", "/answer/{agency}/{code}", access.AnswerByCode, access.None, Guess, (*Site).showByCode},
		{"POST", "/answer/{agency}/{code}", access.AnswerByCode, access.None, Guess, (*Site).answerByCode},
		{"GET", "/answered", access.AnswerByCode, access.None, Read, (*Site).showAnswered},
		{"GET", "/safety/{id}", access.SeeSafetyAnswer, access.Record, Read, (*Site).showSafety},
		{"POST", "/safety/{id}", access.SeeSafetyAnswer, access.Record, Write, (*Site).handleSafety},
		{"GET", "/stays/{id}/course", access.SeeCourse, access.Record, Read, (*Site).showCourse},
		{"GET", "/instruments", access.SeeInstruments, access.Admin, Read, (*Site).showInstruments},
		{"GET", "/instruments/import", access.CompleteInstrument, access.Admin, Read, (*Site).showImport},
		{"POST", "/instruments/import", access.CompleteInstrument, access.Admin, Write, (*Site).importInstrument},
		{"GET", "/instruments/{instrument}/questionnaire", access.SeeInstruments, access.Admin, Read, (*Site).showQuestionnaire},
		{"GET", "/instruments/{instrument}", access.SeeInstruments, access.Admin, Read, (*Site).showInstrument},
		{"POST", "/instruments/{instrument}", access.CompleteInstrument, access.Admin, Write, (*Site).completeInstrument},
		{"GET", "/programme", access.SeeProgramme, access.Admin, Read, (*Site).showProgramme},
		{"GET", "/programme/{instrument}", access.SeeProgramme, access.Admin, Read, (*Site).showProgramme},
	}
}
