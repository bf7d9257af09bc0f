package practice

import (
	"strconv"
	"strings"
)

// plainly is an id as it stands in a phrase key.
func plainly(id string) string { return strings.ReplaceAll(strings.ToLower(id), "-", "_") }

// FlagKey is the phrase key of a flag's sentence.
func FlagKey(id string) string { return "flag." + plainly(id) }

// FlagDoKey is the phrase key of one thing to do about a flag; i counts from 0.
func FlagDoKey(id string, i int) string { return FlagKey(id) + ".do." + strconv.Itoa(i+1) }

// IndicatorKey is the phrase key of an indicator's name; with .how and .aim behind it what it is and what is good.
func IndicatorKey(id string) string { return "indicator." + plainly(id) }

// GateKey is the phrase key of a gate.
func GateKey(id string) string { return "gate." + plainly(id) }

// CheckKey is the phrase key of a check on who is put together.
func CheckKey(id string) string { return "check." + plainly(id) }

// CheckDoKey is the phrase key of what to do about a check; i counts from 0.
func CheckDoKey(id string, i int) string { return CheckKey(id) + ".do." + strconv.Itoa(i+1) }

// AskKey is the phrase key of something that is asked to be noted.
func AskKey(id string) string { return "ask." + id }

// MetricKey is the phrase key of a metric's name. What comes from an ask is called as it is asked; the middle, lowest
// and total of members' answers have the ask's key too.
func (m Metric) MetricKey() string {
	if m.Ask != "" {
		return AskKey(m.Ask)
	}
	return "metric." + m.ID
}
