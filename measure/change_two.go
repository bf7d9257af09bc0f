package measure

// TwoMeasures is a rule that looks at two instruments at once, where lower is better: from which score on each is
// a case, and how many points on each are more than measurement error.
type TwoMeasures struct {
	CaseFirst, CaseSecond         float64
	ReliableFirst, ReliableSecond float64
}

// TwoChange is a change by TwoMeasures. Recovery and ReliableRecovery are nil for who was no case at the start.
type TwoChange struct {
	CaseAtStart      bool   `json:"caseness_start"`
	Recovery         *bool  `json:"recovery"`
	Reliable         string `json:"reliable_change"`
	ReliableRecovery *bool  `json:"reliable_recovery"`
}

// Judge compares start and end on both instruments.
//
// Formula: case = first ≥ CaseFirst or second ≥ CaseSecond; recovery = case at the start and none at the end;
// reliable_improvement = at least one falls by its reliable points or more and none rises by as much;
// reliable_deterioration the other way round; else no_reliable_change.
func (m TwoMeasures) Judge(firstStart, firstEnd, secondStart, secondEnd float64) TwoChange {
	// Source: NHS Talking Therapies manual, rules for PHQ-9 with GAD-7; all bounds inclusive.
	isCase := func(a, b float64) bool { return a >= m.CaseFirst || b >= m.CaseSecond }
	better := firstStart-firstEnd >= m.ReliableFirst || secondStart-secondEnd >= m.ReliableSecond
	worse := firstEnd-firstStart >= m.ReliableFirst || secondEnd-secondStart >= m.ReliableSecond
	c := TwoChange{CaseAtStart: isCase(firstStart, secondStart), Reliable: "no_reliable_change"}
	switch {
	case better && !worse:
		c.Reliable = "reliable_improvement"
	case worse && !better:
		c.Reliable = "reliable_deterioration"
	}
	if c.CaseAtStart {
		recovered := !isCase(firstEnd, secondEnd)
		reliably := recovered && better && !worse
		c.Recovery, c.ReliableRecovery = &recovered, &reliably
	}
	return c
}
