package demo

func moving() circle {
	return circle{
		name: "Next door to twenty", model: "developmental",
		purpose: "Grow into our own lives together: friends, home, work, love.",
		reason:  "All are at the same time of life and can take over more and more of the group.",
		least:   6, most: 12, lead: "tomas", second: "rosa", weekday: 4, hour: 17, minutes: 90, place: "Youth floor",
		boxes: map[string]string{
			"need":              "Young people leaving home or care asked for evenings that are theirs.",
			"purpose":           "Grow into our own lives together. The centre wants them to find their way without a file.",
			"composition":       "Six to twelve, sixteen to nineteen years old, different temperaments.",
			"structure":         "Weekly, ninety minutes, through the school year, half open.",
			"content":           "Cooking, money, flats, first jobs, friendship and falling out.",
			"pre_group_contact": "Come and look twice, then say yes or no.",
			"agency_context":    "The youth floor has a kitchen; the house closes at ten.",
			"social_context":    "Rents are high; two schools; buses until eleven.",
		},
		intake: map[string]string{
			"life_stage": "Soon on my own.", "belonging": "With two friends; I pull back when it is loud.", "growth_aim": "To decide things myself.",
			"conflict_style": "avoid", "autonomy": "2", "settings_flow": "I bring stories from work and take back courage.",
		},
		clauses: map[string]string{
			"my_growth_aim": "Each of us has one.", "how_close_and_how_private": "As close as each wants; private stays private.",
			"who_decides_what_now": "The food: us. The door: the house.", "how_we_fight_fairly": "One speaks, nobody is laughed at.",
			"how_we_change_this": "Any evening, by talking and agreeing.", "how_we_end": "With a meal we cook.",
		},
		phases: []string{"pre_affiliation", "pre_affiliation", "power_control", "intimacy", "differentiation"},
		themes: []theme{
			{"Arrive and look round", "Cook in pairs who do not know each other", "Who is allowed to change the music", "First evening", "Cooked soup, learned names", "Careful, much looking at the workers", "Bring a song", "Music changes every two songs", "20 Arrive\n50 Soup\n20 Round"},
			{"Who decides what", "Each proposes one rule and asks another to improve it", "Lateness", "Rules of the kitchen", "Argued about the sofa and settled it", "Contest for the lead; fair in the end", "Two plan the next evening", "The planners hold the key to the cupboard", "20 Arrive\n40 Rules\n30 Round"},
			{"Money in one week", "Show each other how you do it", "First wages", "Money", "Made a week's plan each", "Members taught each other", "Keep the receipts", "", "20 Arrive\n50 Week's plan\n20 Round"},
			{"Friends and falling out", "Say what you would have needed", "A quarrel at school", "Falling out", "Told and replayed two quarrels", "Close; two differed openly and stayed", "Tell one friend something true", "Next evening is run by members", "20 Arrive\n50 Stories\n20 Round"},
			{"Flats and flatmates", "Ask each other the hard questions", "A room for rent", "Living with others", "Held pretend house meetings", "Run by two members from start to end", "Visit one room", "We invite a guest who rents out rooms", "20 Arrive\n50 House meeting\n20 Round"},
		},
		members: []person{
			{"Quim", "Quim Fontalba", "2008-02-11", "Cooks for others once a month", "Friends", "", "", true},
			{"Runa", "Runa Eskildale", "2007-06-06", "Says no without a stomach ache", "Courage", "Being left out", "", false},
			{"Sefa", "Sefa Akinroy", "2008-11-25", "Finds a summer job", "Ideas", "", "", true},
			{"Tariq", "Tariq Melbrook", "2007-01-19", "Keeps a promise to himself each week", "Fun", "Loud voices", "Needs quiet breaks", false},
			{"Uma", "Uma Rathbourne", "2007-09-14", "Runs one evening", "To be asked", "", "", false},
			{"Vito", "Vito Castelgrane", "2008-04-04", "Talks to one new person a month", "Not to be alone", "Mondays", "", true},
			{"Wanda", "Wanda Krylowska", "2006-12-24", "Moves into her own room", "Advice", "", "", false},
			{"Xiao", "Xiao Lin Verrault", "2007-03-08", "Plays for others", "Music", "Speaking first", "", false},
		},
	}
}

func crossing() circle {
	return circle{
		name: "Safe crossing", model: "social_goals",
		purpose: "Get a safe crossing on Mill Road and a say in our streets.",
		reason:  "People came about a place, by an open call, and want to steer from the start.",
		open:    true, least: 6, most: 15, lead: "tomas", second: "rosa", weekday: 5, hour: 19, minutes: 90, place: "Library hall",
		boxes: map[string]string{
			"need":              "Two children were hurt on Mill Road; forty neighbours signed a letter.",
			"purpose":           "Get a safe crossing on Mill Road and a say in our streets. The centre wants neighbours to lead.",
			"composition":       "Open call; young and old; at least two from each side of the road.",
			"structure":         "Weekly in the evening, library hall, open, a chair in turn.",
			"content":           "Counting cars, asking the council, writing, meeting, reporting back.",
			"pre_group_contact": "Posters, doorsteps, a first evening to look.",
			"agency_context":    "The centre takes no party's side and lends the hall.",
			"social_context":    "Council votes in spring; the shop owners worry about parking.",
		},
		intake: map[string]string{
			"concern": "Cars are too fast on Mill Road.", "stake": "Children, older people, drivers too.", "connections": "School, shop, choir.",
			"voice_now": "3", "leadership": "1", "limits": "Nothing to fear.",
		},
		clauses: map[string]string{
			"aim": "A safe crossing on Mill Road.", "who_is_a_member": "Whoever comes twice and says yes.", "how_we_decide": "Consent round; else majority with the other view written down.",
			"roles_and_terms": "Chair, notes and time go round.", "money": "Two people sign for the tin.", "who_speaks_for_us": "Two, chosen each time.",
			"agency_and_worker_limits": "The worker advises and does not vote.", "disagreement_and_minority": "Written in the minutes.",
			"safety": "Nobody goes alone.", "review_and_ending": "We look again in spring.",
		},
		phases: []string{"gather", "awaken", "decide", "act", "act"},
		themes: []theme{
			{"Meet and hear what worries us", "Each hears one neighbour out", "The accident in March", "Who we are", "Told stories of the road; drew a map", "Many new faces; chair from the group", "Bring one neighbour", "We meet weekly until the council answers", "15 Who is here\n45 The map\n30 Next steps"},
			{"Count and find out", "Teams of two, one from each side of the road", "Nobody has numbers", "Facts", "Planned a count of cars at four times of day", "All teams mixed", "Count on Tuesday and Friday", "Count at eight, twelve, four and six", "15 Reports\n45 Plan the count\n30 Promises"},
			{"Choose what to ask for", "Everybody speaks before anybody speaks twice", "A light or a crossing?", "Options", "Three options, facts for each; private vote first", "Fair; two kept another view", "Write the letter", "We ask for a light; the other view is in the minutes", "15 Reports\n45 Options\n30 Decision"},
			{"Talk with the council", "Practise in threes", "The council's reply", "The letter is answered", "Rehearsed the meeting; chose two speakers", "Members led throughout", "Meet the council on the ninth", "Two speak, one takes notes", "15 Reports\n45 Rehearsal\n30 Promises"},
			{"After the meeting", "Those who went tell, the others ask", "They will test a light", "What we won and what is open", "Reported back; thanked the counters", "Proud and awake", "Watch that the date is kept", "We write each month until the light stands", "15 Reports\n45 What next\n30 Promises"},
		},
		members: []person{
			{"Yusra", "Yusra Amberley", "1991-08-16", "Chairs one meeting", "A safe road", "", "", false},
			{"Zeno", "Zeno Palladowski", "1966-05-05", "Speaks once to the council", "To be heard", "Stairs", "Step-free way in", false},
			{"Asta", "Asta Grimsholt", "1954-02-20", "Brings two neighbours", "Less traffic", "Dark evenings", "Large print", false},
			{"Bruno", "Bruno Estevalle", "1987-10-10", "Keeps the count tidy", "Results", "", "", false},
			{"Cleo", "Cleo Nakamori", "1999-07-07", "Makes the poster", "Meeting people", "Exams", "", false},
			{"Dov", "Dov Hartensee", "1973-03-31", "Learns to write minutes", "Fairness", "", "", false},
			{"Enid", "Enid Wollaston-Rey", "1948-11-02", "Tells the story of the street", "To see it happen", "Long sitting", "Hearing loop", false},
			{"Femi", "Femi Okandeji", "1995-04-18", "Finds an ally at the bus company", "A crossing", "", "", false},
			{"Gusta", "Gusta Meinholm", "1961-09-09", "Keeps the promises list", "A light", "", "", false},
			{"Hana", "Hana Rivenstone", "2001-12-30", "Speaks in front of ten people", "To learn", "Shy", "", false},
		},
	}
}
