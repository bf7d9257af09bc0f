package web

import "groupwork/access"

// composeRoutes are the pages on which groups are composed. A draft is known to its worker alone.
func composeRoutes() []Route {
	act, data := access.ComposeGroups, access.Record
	return []Route{
		{"GET", "/compose", act, data, Read, (*Site).showCompose},
		{"POST", "/compose", act, data, Write, (*Site).startDraft},
		{"GET", "/compose/{id}", act, data, Read, (*Site).showDraft},
		{"GET", "/compose/{id}/people", act, data, Read, (*Site).showDraftTable},
		{"POST", "/compose/{id}/people", act, data, Write, (*Site).editDraftTable},
		{"GET", "/compose/{id}/wishes", act, data, Read, (*Site).showDraftWishes},
		{"POST", "/compose/{id}/wishes", act, data, Write, (*Site).editDraftWishes},
		{"POST", "/compose/{id}/run", act, data, Write, (*Site).runDraft},
		{"POST", "/compose/{id}/stop", act, data, Write, (*Site).stopDraft},
		{"POST", "/compose/{id}/drop", act, data, Write, (*Site).dropDraft},
		{"POST", "/compose/{id}/give-up", act, data, Write, (*Site).giveUp},
		{"GET", "/compose/{id}/person/{x}", act, data, Read, (*Site).showWhy},
		{"GET", "/compose/{id}/try", act, data, Read, (*Site).tryMove},
		{"POST", "/compose/{id}/move", act, data, Write, (*Site).moveByHand},
		{"POST", "/compose/{id}/pin", act, data, Write, (*Site).pinDraft},
		{"POST", "/compose/{id}/undo", act, data, Write, (*Site).undoMove},
		{"GET", "/compose/{id}/take/{form}", act, data, Read, (*Site).takeDraft},
		{"POST", "/compose/{id}/decide", access.KeepComposed, data, Write, (*Site).decideDraft},
		{"GET", "/composed/{id}", access.SeeComposed, data, Read, (*Site).showComposed},
		{"POST", "/composed/{id}", access.PlaceComposed, data, Write, (*Site).placeComposed},
	}
}
