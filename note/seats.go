package note

import (
	"strings"
	"unicode"
)

// seatAt looks for a seat that is named at a word: "seat 4", "Seat no. 4", "seats 3 and 4", "S4", "the fourth
// seat", in English, Spanish and Arabic.
func (g *guard) seatAt(i int) {
	w := g.words[i]
	if w.text == "S" && i+1 < len(g.words) && g.words[i+1].start == w.end && g.words[i+1].digits {
		if g.seats[number(g.words[i+1])] {
			g.hit(w.start, g.words[i+1].end, BySeat)
		}
		return
	}
	if !seatWord(w.fold) {
		return
	}
	g.seatBefore(i)
	g.seatsAfter(i)
}

// seatBefore looks for "fourth seat", "4th seat".
func (g *guard) seatBefore(i int) {
	j := i - 1
	if j > 0 && ending(g.words[j].fold) && g.words[j].start == g.words[j-1].end {
		j--
	}
	if j >= 0 && g.seats[number(g.words[j])] && nearby(g.text[g.words[j].end:g.words[i].start]) {
		g.hit(g.words[j].start, g.words[i].end, BySeat)
	}
}

// seatsAfter looks for "seat 4", "seat no. 4", "seats 3, 4 and 6".
func (g *guard) seatsAfter(i int) {
	end, listed := g.words[i].end, false
	for j := i + 1; j < len(g.words); j++ {
		w := g.words[j]
		if !nearby(g.text[end:w.start]) {
			return
		}
		switch n := number(w); {
		case g.seats[n]:
			start := g.words[i].start
			if listed {
				start = w.start
			}
			g.hit(start, w.end, BySeat)
			listed = true
		case n > 0:
			listed = true
		case !filler(w.fold):
			return
		}
		end = w.end
	}
}

// nearby tells whether nothing but a few signs stands between two words.
func nearby(gap string) bool { return len(gap) <= 8 && !strings.ContainsAny(gap, "!?\n") }

func seatWord(fold string) bool {
	switch fold {
	case "seat", "seats", "chair", "chairs", "asiento", "asientos", "silla", "sillas", "puesto", "puestos",
		"مقعد", "المقعد", "مقاعد", "المقاعد", "كرسي", "الكرسي":
		return true
	}
	return false
}

func filler(fold string) bool {
	switch fold {
	case "no", "nr", "num", "number", "numero", "n", "o", "and", "y", "e", "or", "to", "رقم", "و":
		return true
	}
	return false
}

func ending(fold string) bool {
	return fold == "st" || fold == "nd" || fold == "rd" || fold == "th" || fold == "o" || fold == "er"
}

// number reads a seat number from digits of any script or from a word; 0 for anything else.
func number(w word) int {
	if !w.digits {
		return spelled(w.fold)
	}
	n := 0
	for _, r := range w.fold {
		if n > 1000 || !unicode.IsDigit(r) {
			return 0
		}
		n = 10*n + digitValue(r)
	}
	return n
}

// digitValue gives the value of a decimal digit: the digits of every script stand in runs of ten.
func digitValue(r rune) int {
	v := 0
	for unicode.IsDigit(r-1) && v < 9 {
		r--
		v++
	}
	return v
}

func spelled(fold string) int {
	for i, line := range [...]string{
		"one first uno una primer primero primera الاول واحد",
		"two second dos segundo segunda الثاني اثنان",
		"three third tres tercer tercero tercera الثالث ثلاثه",
		"four fourth cuatro cuarto cuarta الرابع اربعه",
		"five fifth cinco quinto quinta الخامس خمسه",
		"six sixth seis sexto sexta السادس سته",
		"seven seventh siete septimo septima السابع سبعه",
		"eight eighth ocho octavo octava الثامن ثمانيه",
		"nine ninth nueve noveno novena التاسع تسعه",
		"ten tenth diez decimo decima العاشر عشره",
		"eleven eleventh once undecimo",
		"twelve twelfth doce duodecimo",
	} {
		for candidate := range strings.FieldsSeq(line) {
			if candidate == fold {
				return i + 1
			}
		}
	}
	return 0
}
