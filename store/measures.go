package store

import (
	"context"
	"encoding/json"
	"time"

	"groupwork/fault"
	"groupwork/group"
	"groupwork/people"
	"groupwork/private"
	"groupwork/session"
	"groupwork/store/db"
	"groupwork/survey"
)

// flag is a yes or no as it is stored.
func flag(yes bool) int64 {
	if yes {
		return 1
	}
	return 0
}

func (tx *Tx) ownInstrument(ctx context.Context, row db.OwnInstrument) (survey.Own, error) {
	var text string
	err := tx.open(ctx, agencyOwner, "own_instrument", row.Instrument, row.Told, &text)
	return survey.Own{Instrument: row.Instrument, File: private.Of(text), Made: when(row.Made), By: people.ID(row.MadeBy), Version: int(row.Version)}, err
}

// OwnInstruments gives every template that the agency completed.
func (tx *Tx) OwnInstruments(ctx context.Context) ([]survey.Own, error) {
	rows, err := tx.q.OwnInstruments(ctx)
	if err != nil {
		return nil, tx.told("store.OwnInstruments", err)
	}
	return each(rows, func(row db.OwnInstrument) (survey.Own, error) { return tx.ownInstrument(ctx, row) })
}

// OwnInstrument gives one completed template.
func (tx *Tx) OwnInstrument(ctx context.Context, instrument string) (survey.Own, error) {
	row, err := tx.q.OwnInstrument(ctx, instrument)
	if err != nil {
		return survey.Own{}, tx.told("store.OwnInstrument", err)
	}
	return tx.ownInstrument(ctx, row)
}

// SaveOwnInstrument saves a completed template.
func (tx *Tx) SaveOwnInstrument(ctx context.Context, o survey.Own) (survey.Own, error) {
	const op = "store.SaveOwnInstrument"
	told, err := tx.seal(ctx, agencyOwner, "own_instrument", o.Instrument, o.File.Reveal())
	if err != nil {
		return o, err
	}
	if o.Version == 0 {
		err = tx.told(op, tx.q.AddOwnInstrument(ctx, o.Instrument, at(o.Made), string(o.By), told))
	} else {
		rows, failed := tx.q.ChangeOwnInstrument(ctx, db.ChangeOwnInstrumentParams{Made: at(o.Made), MadeBy: string(o.By), Told: told,
			Instrument: o.Instrument, Version: int64(o.Version)})
		err = tx.changed(op, rows, failed)
	}
	if err == nil {
		o.Version++
	}
	return o, err
}

func asking(row db.Asking) (survey.Asking, error) {
	a := survey.Asking{ID: survey.ID(row.ID), Group: group.ID(row.GroupID), Instrument: row.Instrument, First: row.AtFirst == 1,
		Every: int(row.Every), End: row.AtEnd == 1, Chosen: when(row.Chosen), By: people.ID(row.ChosenBy), Ended: when(row.Ended), Version: int(row.Version)}
	return a, fault.Wrap("store.asking", json.Unmarshal([]byte(row.Stays), &a.Stays))
}

// Asking gives one instrument chosen for a group.
func (tx *Tx) Asking(ctx context.Context, id survey.ID) (survey.Asking, error) {
	row, err := tx.q.Asking(ctx, string(id))
	if err != nil {
		return survey.Asking{}, tx.told("store.Asking", err)
	}
	return asking(row)
}

// AskingsIn gives everything that was chosen for a group, ended ones too, oldest first.
func (tx *Tx) AskingsIn(ctx context.Context, id group.ID) ([]survey.Asking, error) {
	rows, err := tx.q.AskingsIn(ctx, string(id))
	if err != nil {
		return nil, tx.told("store.AskingsIn", err)
	}
	return each(rows, asking)
}

// SaveAsking saves a choice. Its group and instrument never change.
func (tx *Tx) SaveAsking(ctx context.Context, a survey.Asking) (survey.Asking, error) {
	const op = "store.SaveAsking"
	if a.Stays == nil {
		a.Stays = []group.StayID{}
	}
	stays, err := json.Marshal(a.Stays)
	if err != nil {
		return a, fault.Wrap(op, err)
	}
	if a.Version == 0 {
		err = tx.told(op, tx.q.AddAsking(ctx, db.AddAskingParams{ID: string(a.ID), GroupID: string(a.Group), Instrument: a.Instrument,
			AtFirst: flag(a.First), Every: int64(a.Every), AtEnd: flag(a.End), Stays: string(stays), Chosen: at(a.Chosen), ChosenBy: string(a.By), Ended: at(a.Ended)}))
	} else {
		rows, failed := tx.q.ChangeAsking(ctx, db.ChangeAskingParams{AtFirst: flag(a.First), Every: int64(a.Every), AtEnd: flag(a.End),
			Stays: string(stays), Ended: at(a.Ended), ID: string(a.ID), Version: int64(a.Version)})
		err = tx.changed(op, rows, failed)
	}
	if err == nil {
		a.Version++
	}
	return a, err
}

// sheetDoc is what is sealed of a sheet, with the member's key.
type sheetDoc struct {
	Order, Given string
	Said         string    `json:",omitempty"`
	Done         string    `json:",omitempty"`
	DoneAt       time.Time `json:",omitzero"`
	DoneBy       string    `json:",omitempty"`
}

func (tx *Tx) sheet(ctx context.Context, row db.Sheet) (survey.Sheet, error) {
	s := survey.Sheet{ID: survey.SheetID(row.ID), Asking: survey.ID(row.AskingID), Group: group.ID(row.GroupID), Stay: group.StayID(row.StayID),
		Person: people.ID(row.PersonID), Session: session.ID(row.SessionID), Number: int(row.Number), Instrument: row.Instrument, How: survey.How(row.How),
		Filed: when(row.Filed), By: people.ID(row.FiledBy), Alert: survey.Alert(row.Alert), Version: int(row.Version)}
	var d sheetDoc
	if err := tx.open(ctx, ofPerson(s.Person), "sheet", row.ID, row.Told, &d); err != nil {
		return survey.Sheet{}, err
	}
	s.Order, s.Given, s.Said, s.Done, s.DoneAt, s.DoneBy = d.Order, private.Of(d.Given), private.Of(d.Said), private.Of(d.Done), d.DoneAt, people.ID(d.DoneBy)
	return s, nil
}

func (tx *Tx) sheets(ctx context.Context, op string, rows []db.Sheet, err error) ([]survey.Sheet, error) {
	if err != nil {
		return nil, tx.told(op, err)
	}
	return each(rows, func(row db.Sheet) (survey.Sheet, error) { return tx.sheet(ctx, row) })
}

// Sheet gives one sheet.
func (tx *Tx) Sheet(ctx context.Context, id survey.SheetID) (survey.Sheet, error) {
	row, err := tx.q.Sheet(ctx, string(id))
	if err != nil {
		return survey.Sheet{}, tx.told("store.Sheet", err)
	}
	return tx.sheet(ctx, row)
}

// SheetAt gives what a member answered at one meeting.
func (tx *Tx) SheetAt(ctx context.Context, id survey.ID, meeting session.ID, stay group.StayID) (survey.Sheet, error) {
	row, err := tx.q.SheetAt(ctx, string(id), string(meeting), string(stay))
	if err != nil {
		return survey.Sheet{}, tx.told("store.SheetAt", err)
	}
	return tx.sheet(ctx, row)
}

// SheetsIn gives every sheet of a choice, by session.
func (tx *Tx) SheetsIn(ctx context.Context, id survey.ID) ([]survey.Sheet, error) {
	rows, err := tx.q.SheetsIn(ctx, string(id))
	return tx.sheets(ctx, "store.SheetsIn", rows, err)
}

// SheetsOf gives every sheet of a stay, by session.
func (tx *Tx) SheetsOf(ctx context.Context, id group.StayID) ([]survey.Sheet, error) {
	rows, err := tx.q.SheetsOf(ctx, string(id))
	return tx.sheets(ctx, "store.SheetsOf", rows, err)
}

// SheetsWith gives every sheet of an instrument in the agency, by group and session.
func (tx *Tx) SheetsWith(ctx context.Context, instrument string) ([]survey.Sheet, error) {
	rows, err := tx.q.SheetsWith(ctx, instrument)
	return tx.sheets(ctx, "store.SheetsWith", rows, err)
}

// SheetAlerts gives the sheets of a group whose safety answer nobody has dealt with, the longest waiting first.
func (tx *Tx) SheetAlerts(ctx context.Context, id group.ID) ([]survey.Sheet, error) {
	rows, err := tx.q.SheetAlerts(ctx, string(id))
	return tx.sheets(ctx, "store.SheetAlerts", rows, err)
}

// SheetCount is how many sheets there are of one choice at one meeting.
type SheetCount struct {
	Asking  survey.ID
	Session session.ID
	Sheets  int
}

// SheetCounts counts a group's sheets.
func (tx *Tx) SheetCounts(ctx context.Context, id group.ID) ([]SheetCount, error) {
	rows, err := tx.q.SheetCounts(ctx, string(id))
	if err != nil {
		return nil, tx.told("store.SheetCounts", err)
	}
	return each(rows, func(row db.SheetCountsRow) (SheetCount, error) {
		return SheetCount{survey.ID(row.AskingID), session.ID(row.SessionID), int(row.Sheets)}, nil
	})
}

// InstrumentsAsked counts, for every instrument with a sheet, the stays that answered it.
func (tx *Tx) InstrumentsAsked(ctx context.Context) (map[string]int, error) {
	rows, err := tx.q.InstrumentsAsked(ctx)
	out := map[string]int{}
	for _, row := range rows {
		out[row.Instrument] = int(row.Stays)
	}
	return out, tx.told("store.InstrumentsAsked", err)
}

// SaveSheet saves a sheet. A second sheet of one member at one meeting is fault.Stale.
func (tx *Tx) SaveSheet(ctx context.Context, s survey.Sheet) (survey.Sheet, error) {
	const op = "store.SaveSheet"
	told, err := tx.seal(ctx, ofPerson(s.Person), "sheet", string(s.ID), sheetDoc{Order: s.Order, Given: s.Given.Reveal(), Said: s.Said.Reveal(),
		Done: s.Done.Reveal(), DoneAt: s.DoneAt, DoneBy: string(s.DoneBy)})
	if err != nil {
		return s, err
	}
	if s.Version == 0 {
		err = tx.told(op, tx.q.AddSheet(ctx, db.AddSheetParams{ID: string(s.ID), AskingID: string(s.Asking), GroupID: string(s.Group), StayID: string(s.Stay),
			PersonID: string(s.Person), SessionID: string(s.Session), Number: int64(s.Number), Instrument: s.Instrument, How: string(s.How),
			Filed: at(s.Filed), FiledBy: string(s.By), Alert: string(s.Alert), Told: told}))
	} else {
		rows, failed := tx.q.ChangeSheet(ctx, db.ChangeSheetParams{How: string(s.How), Filed: at(s.Filed), FiledBy: string(s.By),
			Alert: string(s.Alert), Told: told, ID: string(s.ID), Version: int64(s.Version)})
		err = tx.changed(op, rows, failed)
	}
	if err == nil {
		s.Version++
	}
	return s, err
}

func answerCode(row db.AnswerCode) (survey.Code, error) {
	return survey.Code{Digest: row.Digest, Asking: survey.ID(row.AskingID), Stay: group.StayID(row.StayID), Session: session.ID(row.SessionID),
		Made: when(row.Made), By: people.ID(row.MadeBy), Expires: when(row.Expires), Used: when(row.Used), Revoked: when(row.Revoked)}, nil
}

// AnswerCode gives one code by its digest.
func (tx *Tx) AnswerCode(ctx context.Context, digest string) (survey.Code, error) {
	row, err := tx.q.AnswerCode(ctx, digest)
	if err != nil {
		return survey.Code{}, tx.told("store.AnswerCode", err)
	}
	return answerCode(row)
}

// AnswerCodes gives the codes that were made for one choice at one meeting.
func (tx *Tx) AnswerCodes(ctx context.Context, id survey.ID, meeting session.ID) ([]survey.Code, error) {
	rows, err := tx.q.AnswerCodes(ctx, string(id), string(meeting))
	if err != nil {
		return nil, tx.told("store.AnswerCodes", err)
	}
	return each(rows, answerCode)
}

// AddAnswerCode keeps a new code.
func (tx *Tx) AddAnswerCode(ctx context.Context, c survey.Code) error {
	return tx.told("store.AddAnswerCode", tx.q.AddAnswerCode(ctx, db.AddAnswerCodeParams{Digest: c.Digest, AskingID: string(c.Asking), StayID: string(c.Stay),
		SessionID: string(c.Session), Made: at(c.Made), MadeBy: string(c.By), Expires: at(c.Expires)}))
}

// EndAnswerCode uses a code up or revokes it. One that was used already is fault.Stale.
func (tx *Tx) EndAnswerCode(ctx context.Context, c survey.Code) error {
	rows, err := tx.q.ChangeAnswerCode(ctx, at(c.Used), at(c.Revoked), c.Digest)
	return tx.changed("store.EndAnswerCode", rows, err)
}

// taskDoc is what is sealed of a team task, with the group's key.
type taskDoc struct {
	Title           string
	Right, Together []string
	Rows            []taskRowDoc
}

type taskRowDoc struct {
	Seat         int
	Alone, After []string
}

func plain(in []private.Text) []string {
	if in == nil {
		return nil
	}
	out := make([]string, len(in))
	for i, t := range in {
		out[i] = t.Reveal()
	}
	return out
}

func hidden(in []string) []private.Text {
	if in == nil {
		return nil
	}
	out := make([]private.Text, len(in))
	for i, t := range in {
		out[i] = private.Of(t)
	}
	return out
}

func (tx *Tx) teamTask(ctx context.Context, row db.TeamTask) (survey.Task, error) {
	t := survey.Task{ID: survey.TaskID(row.ID), Group: group.ID(row.GroupID), Held: when(row.Held), By: people.ID(row.MadeBy), Version: int(row.Version)}
	var d taskDoc
	if err := tx.open(ctx, ofGroup(t.Group), "team_task", row.ID, row.Told, &d); err != nil {
		return survey.Task{}, err
	}
	t.Title, t.Right, t.Together = private.Of(d.Title), hidden(d.Right), hidden(d.Together)
	for _, r := range d.Rows {
		t.Rows = append(t.Rows, survey.TaskRow{Seat: r.Seat, Alone: hidden(r.Alone), After: hidden(r.After)})
	}
	return t, nil
}

// TeamTask gives one team task.
func (tx *Tx) TeamTask(ctx context.Context, id survey.TaskID) (survey.Task, error) {
	row, err := tx.q.TeamTask(ctx, string(id))
	if err != nil {
		return survey.Task{}, tx.told("store.TeamTask", err)
	}
	return tx.teamTask(ctx, row)
}

// TeamTasksIn gives the team tasks of a group, oldest first.
func (tx *Tx) TeamTasksIn(ctx context.Context, id group.ID) ([]survey.Task, error) {
	rows, err := tx.q.TeamTasksIn(ctx, string(id))
	if err != nil {
		return nil, tx.told("store.TeamTasksIn", err)
	}
	return each(rows, func(row db.TeamTask) (survey.Task, error) { return tx.teamTask(ctx, row) })
}

// SaveTeamTask saves a team task. Its group never changes.
func (tx *Tx) SaveTeamTask(ctx context.Context, t survey.Task) (survey.Task, error) {
	const op = "store.SaveTeamTask"
	d := taskDoc{Title: t.Title.Reveal(), Right: plain(t.Right), Together: plain(t.Together)}
	for _, r := range t.Rows {
		d.Rows = append(d.Rows, taskRowDoc{r.Seat, plain(r.Alone), plain(r.After)})
	}
	told, err := tx.seal(ctx, ofGroup(t.Group), "team_task", string(t.ID), d)
	if err != nil {
		return t, err
	}
	if t.Version == 0 {
		err = tx.told(op, tx.q.AddTeamTask(ctx, db.AddTeamTaskParams{ID: string(t.ID), GroupID: string(t.Group), Held: at(t.Held), MadeBy: string(t.By), Told: told}))
	} else {
		rows, failed := tx.q.ChangeTeamTask(ctx, at(t.Held), told, string(t.ID), int64(t.Version))
		err = tx.changed(op, rows, failed)
	}
	if err == nil {
		t.Version++
	}
	return t, err
}
