package compose

import "slices"

// Preset is the way one model of group work, or a class, composes: what to look for by the name of the attribute, and
// the sizes. Wishes about attributes that nobody has recorded are left out and listed, so that nothing seems checked
// that was not.
type Preset struct {
	Name      string
	Principle string
	Size      Range // what works at all
	Ideal     Range
	Worst     float64 // how much the worst-off group counts more
	wishes    []asked
}

// asked is a wish that depends on what is recorded.
type asked struct {
	wish  Wish
	each  bool // one wish for every level
	youth bool // a rule when anybody is known to be under 18; a band when everybody is, as narrow as the youngest ask
}

// Presets lists the composition principles of the four models, and that of classes.
func Presets() []Preset {
	alone := func(names ...string) []asked {
		var out []asked
		for _, name := range names {
			out = append(out, asked{wish: Wish{Kind: Company, Of: name, Weight: 3}})
		}
		return out
	}
	return []Preset{
		{Name: "remedial", Principle: "alike enough in difficulty and age to understand each other, different enough in style and coping to give models and balance",
			Size: Range{4, 10}, Ideal: Range{5, 8}, Worst: 0.5, wishes: append(alone("gender", "language", "ethnicity", "condition"),
				asked{wish: Wish{Kind: Match, Of: "difficulty", Weight: 3}}, asked{wish: Wish{Kind: Match, Of: "age", Weight: 2}},
				asked{wish: Wish{Kind: Mixed, Of: "coping", Weight: 3}}, asked{wish: Wish{Kind: Mixed, Of: "style", Weight: 2}},
				asked{wish: Wish{Kind: Role, Of: "model", Value: "yes", Limit: 2, Weight: 3}},
				asked{wish: Wish{Kind: Most, Of: "conduct", Value: "yes", Limit: 1.0 / 3, Must: true}, youth: true},
				asked{wish: Wish{Kind: Band, Of: "age", Limit: 3, Weight: 2}, youth: true},
				asked{wish: Wish{Kind: Time, Of: "free", Limit: 90, Weight: 4}})},
		{Name: "reciprocal", Principle: "people who share a task or a system; need for each other matters more than a balanced mix",
			Size: Range{4, 14}, Ideal: Range{6, 10}, Worst: 0.5, wishes: append(alone("task", "language"),
				asked{wish: Wish{Kind: Match, Of: "task", Weight: 4}}, asked{wish: Wish{Kind: Match, Of: "place", Weight: 2}},
				asked{wish: Wish{Kind: Choice, Weight: 2}}, asked{wish: Wish{Kind: Time, Of: "free", Limit: 90, Weight: 4}})},
		{Name: "developmental", Principle: "the same tasks of life, some spread of temperament; enough safety to become close and enough difference to become distinct",
			Size: Range{5, 12}, Ideal: Range{7, 10}, Worst: 0.5, wishes: append(alone("stage", "gender", "language"),
				asked{wish: Wish{Kind: Match, Of: "stage", Weight: 3}}, asked{wish: Wish{Kind: Band, Of: "stage", Limit: 1, Weight: 3}},
				asked{wish: Wish{Kind: Mixed, Of: "temperament", Weight: 2}},
				asked{wish: Wish{Kind: Time, Of: "free", Limit: 90, Weight: 4}})},
		{Name: "social_goals", Principle: "chosen by themselves out of shared concern; a wide mix is strength, and those most touched are at least half",
			Size: Range{5, 25}, Ideal: Range{8, 15}, wishes: append(alone("language"),
				asked{wish: Wish{Kind: Mixed, Of: "place", Weight: 2}}, asked{wish: Wish{Kind: Mixed, Of: "organisation", Weight: 2}},
				asked{wish: Wish{Kind: Most, Of: "organisation", Limit: 0.5, Weight: 3}, each: true},
				asked{wish: Wish{Kind: Least, Of: "touched", Value: "yes", Limit: 0.5, Weight: 4}},
				asked{wish: Wish{Kind: Time, Of: "free", Limit: 90, Weight: 4}})},
		{Name: "class", Principle: "teams that resemble each other, in which nobody is alone and everybody can meet",
			Size: Range{2, 8}, Ideal: Range{3, 5}, Worst: 1, wishes: append(alone("gender", "language", "ethnicity"),
				asked{wish: Wish{Kind: Balance, Of: "skill", Weight: 3}}, asked{wish: Wish{Kind: Mixed, Of: "skill", Weight: 1}},
				asked{wish: Wish{Kind: Mixed, Of: "style", Weight: 1}}, asked{wish: Wish{Kind: Time, Of: "free", Limit: 60, Weight: 4}},
				asked{wish: Wish{Kind: Choice, Weight: 1}}, asked{wish: Wish{Kind: Even, Weight: 1}})},
	}
}

// Apply adds the preset's wishes to a problem. It names the attributes that it would look at but that nobody has, and
// those that are recorded in another form than it can read: nothing was looked at there either.
func (s Preset) Apply(p *Problem) (missing, unread []string) {
	p.WorstFirst = max(p.WorstFirst, s.Worst)
	for _, a := range s.wishes {
		w := a.wish
		if w.Kind == Choice && p.Choices == nil || a.youth && !p.young(&w) {
			continue
		}
		if w.Of == "" {
			p.Wishes = append(p.Wishes, w)
			continue
		}
		at, ok := p.attribute(w.Of)
		switch {
		case !ok:
			missing = once(missing, w.Of)
		case a.each && len(at.Levels) > 0:
			for _, level := range at.Levels {
				w.Value = level
				p.Wishes = append(p.Wishes, w)
			}
		case a.each || w.misfit(at) != "":
			unread = once(unread, w.Of)
		default:
			p.Wishes = append(p.Wishes, w)
		}
	}
	return missing, unread
}

// once adds a name to a list in which it does not stand.
func once(names []string, name string) []string {
	if slices.Contains(names, name) {
		return names
	}
	return append(names, name)
}

// young says whether a wish for young people is to be asked, and sets how many years apart they may be: two when someone
// is under twelve, else three. One grown-up in the list takes no rule away from the young.
func (p *Problem) young(w *Wish) bool {
	a, ok := p.attribute("age")
	if !ok || a.Kind != Number {
		return false
	}
	low, high := a.span()
	if w.Kind == Band {
		w.Limit = 3
		if low < 12 {
			w.Limit = 2
		}
		return high < 18 && low <= high
	}
	return low < 18
}

// Look is an attribute that a preset looks at, and how its column is read.
type Look struct {
	Name string
	Kind Kind
}

// Looks lists the attributes that the preset looks at, each once, in the order of its wishes.
func (s Preset) Looks() []Look {
	kinds := map[string]Kind{"age": Number, "skill": Number, "free": Hours}
	var out []Look
	seen := map[string]bool{"": true}
	for _, a := range s.wishes {
		if seen[a.wish.Of] {
			continue
		}
		seen[a.wish.Of] = true
		kind, ok := kinds[a.wish.Of]
		switch {
		case ok:
		case a.wish.Of == "stage":
			kind = Ordered
		default:
			kind = Category
		}
		out = append(out, Look{a.wish.Of, kind})
	}
	return out
}
