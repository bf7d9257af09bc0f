package overlay

import (
	"strconv"

	"groupwork/fault"
)

// Conditions are the five that make a task cooperative, in order.
func Conditions() []string {
	return []string{"interdependence", "individual_check", "face_to_face", "social_skill", "look_back"}
}

// TaskTypes are how the parts of a task combine.
func TaskTypes() []string {
	return []string{"additive", "compensatory", "disjunctive", "conjunctive", "discretionary"}
}

// Structures are forms of working together.
func Structures() []string {
	return []string{"try_alone_then_together", "idea_pool", "alone_pair_all", "expert_puzzle", "any_one_may_answer", "swap_sides", "teach_back_relay"}
}

// Advised is the structure that suits a type of task: ideas alone first and then pooled, because talk blocks; answers
// alone first and then together; where the weakest sets the pace, teach back.
func Advised(taskType string) string {
	switch taskType {
	case "additive":
		return "idea_pool"
	case "conjunctive":
		return "teach_back_relay"
	case "discretionary":
		return "expert_puzzle"
	}
	return "try_alone_then_together"
}

// The size of a team.
const (
	smallestTeam = 2
	largestTeam  = 5
)

// CheckTask tells what is wrong with a task. It is not cooperative unless members need each other and each is checked
// alone; the other conditions may follow.
func CheckTask(l Leaf) error {
	var c fault.Check
	c.Want(!l.Fields["topic"].Empty(), "topic", "overlay.field.missing")
	c.Want(among(l.Field("type"), TaskTypes()), "type", "overlay.task.type")
	c.Want(among(l.Field("structure"), Structures()), "structure", "overlay.task.structure")
	size, err := strconv.Atoi(l.Field("team"))
	c.Want(err == nil && size >= smallestTeam && size <= largestTeam, "team", "overlay.task.team", "from", smallestTeam, "to", largestTeam)
	c.Want(!l.Fields["interdependence"].Empty(), "interdependence", "overlay.task.interdependence")
	c.Want(!l.Fields["individual_check"].Empty(), "individual_check", "overlay.task.individual_check")
	return both(c.Err("overlay.CheckTask"), l.Check())
}

// Met counts the conditions that a task names.
func Met(l Leaf) int {
	n := 0
	for _, name := range Conditions() {
		if !l.Fields[name].Empty() {
			n++
		}
	}
	return n
}

// WantsAlone tells whether a task lacks the step of trying alone first where its type asks for it.
func WantsAlone(l Leaf) bool {
	return l.Field("type") != "discretionary" && l.Fields["alone_first"].Empty()
}
