package measure

import "testing"

func BenchmarkScoreOnePHQ9(b *testing.B) {
	phq9, answers := instrument(b, "phq9"), Numbers(1, 2, 3, 0, 1, 2, 3, 0, 1)
	b.ReportAllocs()
	for b.Loop() {
		phq9.Score(answers)
	}
}

func BenchmarkReadPHQ9(b *testing.B) {
	raw, err := shelf.ReadFile("instruments/phq9.json")
	if err != nil {
		b.Fatal(err)
	}
	b.ReportAllocs()
	for b.Loop() {
		if _, err := ReadQuestionnaire("f", raw); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkAgreementOfTwelveMembersOnElevenItems(b *testing.B) {
	rows, nulls := table(steady(132, 7), 11), Nulls(5)
	b.ReportAllocs()
	for b.Loop() {
		if _, ok := AgreeOnScale(rows, Options{1, 5}, nulls); !ok {
			b.Fatal("refused")
		}
	}
}

func BenchmarkKrippendorffTenRatersThousandUnits(b *testing.B) {
	var rows [][]Number
	for r := range uint64(10) {
		rows = append(rows, Numbers(steady(1000, r)...))
	}
	b.ReportAllocs()
	for b.Loop() {
		if _, ok := Krippendorff(rows, Ordinal); !ok {
			b.Fatal("refused")
		}
	}
}

func BenchmarkShareOfTwoThousandGroupsOfTen(b *testing.B) {
	groups := table(steady(20000, 3), 10)
	b.ReportAllocs()
	for b.Loop() {
		if _, ok := ShareByGroup(groups); !ok {
			b.Fatal("refused")
		}
	}
}

func BenchmarkInternalConsistencyThousandPeopleTwentyItems(b *testing.B) {
	rows := table(steady(20000, 5), 20)
	b.ReportAllocs()
	for b.Loop() {
		if _, ok := InternalConsistency(rows); !ok {
			b.Fatal("refused")
		}
	}
}
