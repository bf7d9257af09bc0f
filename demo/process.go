package demo

// afterwards is what the workers of the sample write in the fields of their model, by field: one of these a meeting.
var afterwards = map[string][]string{
	"norms":  {"The rule of one speaker at a time held without a reminder.", "Two members kept to the habit of joking when it got hard; the group said so kindly."},
	"means":  {"Mostly through the group: pairs first, then the round. One word alone with a member at the break.", "Directly at the start, through the group in the pair work. A call to an employer afterwards, as agreed."},
	"forces": {"Humour helped; being late held three of us back.", "Trust from last week helped; the noise next door did not."},

	"first_offerings": {"The holidays, and who will be alone then.", "A letter that somebody had brought along.", "A joke about lawyers, and then silence."},
	"contract":        {"To speak about handing over the children at the door.", "To find calm words for the first minute."},
	"themes":          {"Fairness between two homes; being tired.", "Being the one who gives way."},
	"obstacles":       {"Everybody was polite for a long time. Somebody named it, and it got easier.", "A quarrel about lateness stood in the way; it is settled for now."},
	"five_tasks":      {"Looking for common ground, and pointing at what stands in its way.", "Bringing in facts that nobody had; keeping to what we agreed."},
	"messages":        {"A question to the housing office goes out with two members.", "The school answered: it will speak with both parents."},
	"ending":          {"With one word each; at the door a member asked for next week's time.", "A little late; nobody left with something open."},

	"stage_signs":     {"Members asked each other and not us; a first open difference.", "Pairs stayed together on the way out; the group spoke of itself as we."},
	"worker_position": {"At the side for most of it, in the middle when tempers rose.", "Beside two members who led the cooking."},
	"conflict":        {"Yes, about who decides the music. They took turns in the end.", "A short one about the dishes; two members settled it themselves."},
	"closeness":       {"Close in the kitchen; still careful about saying no.", "Freer to differ than last week; one member kept out of it."},
	"flow":            {"In came a song from somebody's grandmother; out goes a recipe.", "In came news of a job trial; out goes the plan to try the library together."},
	"viability":       {"Seven came, the room is ours until spring, the cover is found.", "Yes. A core of six, and new people ask to come."},

	"agenda":         {"The counts of cars, brought by two members; then the letter.", "The visit to the council, brought by the chair of the day."},
	"evidence":       {"Counts from three mornings, and a crossing guard's voice.", "The rules of the council on crossings; two drivers' views."},
	"options":        {"A petition, a count, or both. We weighed time and who is at risk.", "To wait for the answer, or to go to the newspaper now."},
	"minority":       {"Two would rather wait for the answer. It stands in the minutes.", "One held that drivers should be asked first; we will."},
	"promises":       {"Two count on Tuesday, one calls the office by Friday.", "The letter by Monday; the hall is booked by one of us."},
	"outside":        {"A councillor came for half an hour.", "Nobody came; the office wrote that it needs two more weeks."},
	"meeting_review": {"Good, a bit long. The chair is thanked.", "Quick and fair, said the round; quieter people spoke early."},
}
