package practice

import "testing"

func TestThePacksOfTheHouseLoad(t *testing.T) {
	if _, err := Load(); err != nil {
		t.Fatal(err)
	}
}
