package demo

// person is somebody in the sample agency. Nobody here is real.
type person struct {
	called, register, born, goal, hope, worry, access string
	guardian                                          bool
}

// circle is one sample group and what happens in it.
type circle struct {
	name, purpose, model, reason string
	open                         bool
	least, most                  int
	lead, second                 string // keys of staff
	weekday, hour                int    // days before today of the last weekly meeting; 0 meets today
	minutes                      int
	place                        string
	boxes                        map[string]string
	intake                       map[string]string // model's own questions, answered alike but for the person's goal
	clauses                      map[string]string
	phases                       []string // read in order over the sessions
	themes                       []theme
	members                      []person
}

// theme is what one session was about.
type theme struct {
	intent, help, first, theme, did, worked, next, decision string
	blocks                                                  string
}

func circles() []circle {
	return []circle{parents(), steady(), moving(), crossing()}
}

func parents() circle {
	return circle{
		name: "Parents after separation", model: "reciprocal",
		purpose: "Help each other raise our children calmly, in two homes.",
		reason:  "Everybody shares one task, and each has something to give the others.",
		least:   6, most: 10, lead: "rosa", second: "tomas", weekday: 0, hour: 18, minutes: 90, place: "Room 2, Harbour Street",
		boxes: map[string]string{
			"need":              "Eleven parents asked the family desk for others in the same boat; two schools said hand-over days are hard for children.",
			"purpose":           "Help each other raise our children calmly, in two homes. The centre wants fewer late crisis calls.",
			"composition":       "Six to ten parents, mothers and fathers, children under fourteen; nobody together with a former partner.",
			"structure":         "Twelve Thursdays or the day that suits, ninety minutes, Room 2, closed after the third meeting, child care next door.",
			"content":           "Opening round, one hand-over each week, trying out sentences in pairs, closing round.",
			"pre_group_contact": "A call and a meeting of half an hour with each person before they say yes.",
			"agency_context":    "The centre pays for room and child care. The court does not get reports.",
			"social_context":    "Shift work at the harbour; two bus lines; school holidays differ.",
		},
		intake: map[string]string{
			"felt_need": "Handing over the children without a quarrel at the door.",
			"systems":   "School, the other home, family court, shift plan at work.",
			"give":      "I learned to write things down instead of shouting them.",
			"authority": "Never talk to my children's school behind my back.",
		},
		clauses: map[string]string{
			"why_we_are_here":                "Calm hand-overs, and somebody who understands.",
			"agency_stake":                   "The centre wants children to be less in the middle.",
			"worker_role_in_plain_words":     "Rosa helps us talk with each other. She does not judge.",
			"what_members_do_for_each_other": "We listen, we ask before we advise, we try things out and tell how it went.",
			"limits_and_authority":           "No reports to court. If a child is in danger, the worker must act.",
			"privacy":                        "What is said here stays here.",
			"how_to_reopen":                  "Anyone may ask to look at this page again.",
		},
		phases: []string{"tuning_in", "beginnings", "work", "work", "transitions_endings"},
		themes: []theme{
			{"Find out what we share", "Each asks the person next to them one question", "Tired, curious, a little shy", "Two homes, one child", "Opening round; drew the two homes; closing round", "Members looked at the worker first, later at each other", "Bring one hand-over that went well", "We start and end on time", "15 Opening round\n25 Two homes map\n30 What we share\n20 Closing round"},
			{"Agree how we work together", "Each adds one line to the agreement", "Whether anybody tells the court", "Our working agreement", "Read the draft; changed two lines; adopted it", "Quiet voices were asked first", "Try one calm sentence", "Our agreement stands until session 6", "15 Opening round\n40 Our agreement\n20 Trying it in pairs\n15 Closing round"},
			{"Look at the moment at the door", "Pairs rehearse, the others tell what they saw", "A hand-over that went wrong on Sunday", "Handing over at the door", "Told three hand-overs; rehearsed in pairs", "Members answered each other more than the worker", "Write your calm sentence on a card", "", "15 Opening round\n25 Three hand-overs\n35 Rehearsal in pairs\n15 Closing round"},
			{"What we ask of the other parent", "Members read each other's messages before they are sent", "Messages late at night", "Messages between homes", "Rewrote messages in threes", "The group found its own rule for late messages", "Wait one night before you answer", "No answers after nine in the evening, for those who want", "15 Opening round\n20 What we carry over\n40 Messages\n15 Closing round"},
			{"Children's questions", "Each lends a sentence that helped", "What to say to a six-year-old", "Answering children", "Collected questions; tried answers", "Much support between members; one long silence that helped", "Ask your child one open question", "", "15 Opening round\n30 Questions children ask\n30 Trying answers\n15 Closing round"},
			{"Handing over between two homes without fighting", "Two members lead the round", "Lateness at hand-overs", "Handing over between two homes", "Opening round; two homes map in pairs; agreed a calm sentence each will try", "Half of all help went between members; three at the window side joined in pair work", "Two members bring their sentence; look again at phone numbers", "Each tries one calm sentence before Sunday", "15 Opening round\n10 What we carry over\n25 Two homes map\n25 What we ask of each other\n15 Closing round and rating"},
		},
		members: []person{
			{"Amara", "Amara Quillfeather", "1986-04-02", "Speaks up when something is not fair", "Somebody who listens", "Shift work", "", false},
			{"Ben", "Benedikt Ostrowane", "1981-11-19", "Asks two people for help each month", "Less shouting", "The bus at night", "", false},
			{"Chidi", "Chidi Marlowen", "1984-07-30", "Names one worry each week", "To understand my son", "", "Reading is tiring; prefers to listen", false},
			{"Dana", "Dana Ferrisby", "1990-01-12", "Leads one meeting from start to end", "New ideas", "Talking too much", "", false},
			{"Elif", "Elif Sarpkaya-Lund", "1988-09-05", "Keeps the sleep plan in both homes", "A plan that holds", "", "", false},
			{"Farid", "Farid Benhollow", "1979-03-23", "Answers messages after a night's sleep", "Calm", "Court dates", "", false},
			{"Grace", "Grace Owusu-Hale", "1983-12-01", "Takes one evening a week for herself", "To laugh again", "", "Sits near the door", false},
			{"Hugo", "Hugo Lindqvarn", "1977-06-17", "Says what he needs before he leaves the room", "Not being alone with it", "People staring", "", false},
			{"Ines", "Ines Carrowby", "1992-10-28", "Picks up on time, four weeks in a row", "Other mothers", "Child care", "", false},
		},
	}
}

func steady() circle {
	return circle{
		name: "Steady on", model: "remedial",
		purpose: "Get back to work and to people after a hard time, one step at a time.",
		reason:  "Each person comes with a difficulty of their own and a goal that can be measured.",
		least:   5, most: 8, lead: "rosa", second: "tomas", weekday: 2, hour: 10, minutes: 90, place: "Quiet room, first floor",
		boxes: map[string]string{
			"need":              "Seven people on the waiting list find crowds, telephones or mornings too hard since last year.",
			"purpose":           "Get back to work and to people, one step at a time. The clinic wants steady gains that last.",
			"composition":       "Five to eight adults with a like difficulty and unlike ways of coping; two who are further on.",
			"structure":         "Twelve mornings, ninety minutes, closed, two workers.",
			"content":           "Home practice, one skill a week, rehearsal, next step.",
			"pre_group_contact": "Two talks with each person; goal and starting point written together.",
			"agency_context":    "A clinical supervisor reads the plan. The health fund pays ten places.",
			"social_context":    "Few jobs near by; families are patient but tired.",
		},
		intake: map[string]string{
			"presenting": "Mornings and telephones have become very hard.", "where_when": "At work and in shops; not at home with friends.",
			"maintaining": "Staying at home makes tomorrow harder.", "strengths": "Comes on time, jokes kindly.",
			"social_roles": "Home is well; work and the health fund are not.", "motivation": "Wants to be back before spring.", "group_fit": "Two who are further on can show how.",
			"treatment_goal": "One small step each week, seen by somebody at home.",
		},
		clauses: map[string]string{
			"difficulty_and_goal": "My difficulty and my goal are written in my own words.", "what_worker_will_do": "The worker teaches, rehearses and asks.",
			"what_member_will_do": "I try one step between meetings.", "number_and_times": "Twelve mornings, ninety minutes each.",
			"what_is_reported_to_whom": "The clinic reads whether I came. Only danger goes further.", "risks_of_group_help": "It can be hard before it is easier. We say so when it is.",
			"right_to_stop": "I may stop at any time, and hear what else there is.", "review_dates": "After every fourth meeting.",
		},
		phases: []string{"intake", "diagnosis_plan", "composition_formation", "treatment", "evaluation_termination"},
		themes: []theme{
			{"Know why each of us is here", "Each tells one thing that already works", "Fear of the first sentence", "Starting points", "Goals read aloud by those who wanted", "Careful and kind", "Note each day how the morning went", "Telephones stay in the basket", "10 Arrive\n20 Goals\n40 What helps already\n20 Next step"},
			{"Learn to slow the breath", "Pairs practise and tell what they notice", "Bad nights", "Calming the body", "Breathing practised in pairs", "Two members taught the others", "Practise twice a day for two minutes", "", "10 Arrive\n15 Home practice\n45 Breathing\n20 Next step"},
			{"Make one telephone call", "One dials, one sits beside", "Waiting in the line", "Telephones", "Rehearsed a call; three made a real one", "Much courage, some laughter", "One call before Friday", "", "10 Arrive\n15 Home practice\n45 Calls\n20 Next step"},
			{"Ask for something at work", "The others play the foreman", "A letter from the job office", "Asking for what I need", "Role rehearsal, each twice", "The group gave clear and kind replies", "Ask for one small thing", "We keep the same seats", "10 Arrive\n15 Home practice\n45 Rehearsal\n20 Next step"},
			{"Stay when it gets loud", "Each chooses a helper for the week", "The market on Saturday", "Staying", "Went to the market hall together", "Members waited for the slowest", "Stay five minutes longer than last time", "", "10 Arrive\n60 Market hall\n20 What we saw"},
		},
		members: []person{
			{"Jonas", "Jonas Wetherlin", "1989-02-14", "Makes one telephone call a day", "Work again", "Mornings", "", false},
			{"Kemal", "Kemal Adrenov", "1975-08-08", "Is out of the house by nine, three days a week", "Sleep", "", "Hard of hearing on the left", false},
			{"Lucia", "Lucia Penhallow", "1994-05-21", "Buys food alone in the big shop", "To feel safe", "Crowds", "", false},
			{"Marta", "Marta Siwicka-Dunn", "1969-12-11", "Asks for a break before it is too late", "Less worry", "", "", false},
			{"Noor", "Noor Haverly", "1998-03-03", "Stays ten minutes where it is loud", "Friends", "Being looked at", "Sits by the window", false},
			{"Otis", "Otis Brackenridge", "1982-09-27", "Keeps a day plan four days in seven", "A plan", "", "", false},
			{"Petra", "Petra Volkmarsen", "1978-01-30", "Tells one person each week how she is", "Company", "Crying", "", false},
		},
	}
}
