package note

import (
	"math/rand/v2"
	"slices"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"groupwork/private"
)

// tongue is one language of the corpus: sentences about a member ({me}), sentences that mention another ({other}),
// and invented names: called | register | nickname.
type tongue struct {
	clean, mention, names []string
	possessive            bool
}

func tongues() []tongue {
	return []tongue{
		{possessive: true, clean: strings.Split(`{me} was there for the whole session.
{me} came 10 minutes late and had told us.
{me} joined in and carried part of the work.
{me} seemed quiet and attentive, then relieved.
{me} helped another member twice and had help from the group once.
Goal: ask for help at work once a week. Today: better than expected.
The worker opened a way in and stayed with silence.
{me} read a letter from the landlord aloud and asked what to do next.
Next step: try one phone call before Thursday.
{me} said the week had been long but the garden was a good place.
After the break the talk turned to rent, buses and the price of bread.
{me} drew a map of the street and marked who lives near.
It was the first time {me} stayed until the end.
The group agreed that nobody has to speak in the round.
{me} laughed when the kettle fell over and made tea for all.
{me} will mark the days on a card and bring it next week.
Plan B is to meet at the library if the hall is closed.
{me} wants to carry less and rest more; two other members wanted the same.
I saw more ease in the room than last time.
{me} sang a song from home and told its story.`, "\n"),
			mention: strings.Split(`Then {other} offered a lift home.
{other} said this was hard to hear.
They walked out together with {other} and waited.
The talk with {other} about money went well.
It helped that {other} had been through the same.
Afterwards {other}, who was upset, sat near the door.`, "\n"),
			names: strings.Split(`Leo|Leonard Whitcombe|Lenny
Amara|Amara Okonjo-Bell|Mari
Siobhán|Siobhán Kavanagh|Shiv
Tobias|Tobias Lindqvist|Toby
Wren|Wren Aldercott|Birdie
Delroy|Delroy Pemberton|Del
Rosalind|Rosalind Ashdown|Roz
Kwame|Kwame Asantewaa|Kay
Bronwen|Bronwen Prydderch|Bron
Will|William Thackley|Billy
Zuleika|Zuleika Farnsworth|Zuzu
Hamish|Hamish MacAulder|Hame
Ottoline|Ottoline Vance|Otty
Jérôme|Jérôme Duvernay|Jé
Marcus|Marcus Eddowes|Marc
Tamsin|Tamsin O'Hallan|Tam`, "\n")},
		{clean: strings.Split(`{me} estuvo en toda la sesión.
{me} llegó tarde y había avisado.
{me} participó y llevó parte del trabajo.
En {me} se notó interés y después alivio.
{me} ayudó a otro miembro dos veces.
Meta: pedir ayuda en el trabajo una vez por semana.
El equipo abrió un espacio y acompañó el silencio.
{me} contó que la semana fue larga y que el huerto le hace bien.
Siguiente paso: llamar a la oficina antes del jueves.
Hablamos del alquiler, del autobús y del precio del pan.
{me} dibujó un mapa de la calle y marcó los lugares seguros.
Por primera vez {me} se quedó hasta el final.
{me} leyó una carta en voz alta y pidió consejo.
El grupo decidió que nadie tiene que hablar en la ronda.
{me} se rio mucho y preparó café para el grupo.
Mañana hará sol y {me} quiere caminar por el parque.`, "\n"),
			mention: strings.Split(`Luego {other} ofreció acompañar hasta la parada.
{other} dijo que era difícil de escuchar.
Habló con {other} sobre el dinero.
Le ayudó que {other} pasara por lo mismo.
Se sentó al lado de {other}, cerca de la puerta.`, "\n"),
			names: strings.Split(`Íñigo|Íñigo Zubiaurre Peña|Iñi
Yolanda|Yolanda Bermúdez Casal|Yoli
Facundo|Facundo Otamendi|Facu
Begoña|Begoña Larrauri|Bego
Ximena|Ximena Quiñones Duarte|Xime
Anselmo|Anselmo Tapia Rincón|Chemo
Itziar|Itziar Goñi|Itzi
Rodrigo|Rodrigo Valcárcel|Rodri
Mencía|Mencía Ortuño|Menchi
Ulises|Ulises Barrientos|Uli
Sol|Marisol Encinas|Sol
Güendolina|Güendolina Rey|Güen
Nazareth|Nazareth Cifuentes|Naza
Lázaro|Lázaro Montalbán|Laza`, "\n")},
		{clean: strings.Split(`{me}: حضور كامل.
{me}: تأخر عشر دقائق بعد إبلاغنا.
بدا على {me} اهتمام ثم ارتياح.
ساعد {me} عضوًا آخر مرتين.
الهدف: طلب المساعدة في العمل مرة كل أسبوع.
فتح فريق العمل مجالًا للمشاركة وبقي مع الصمت.
تحدثت المجموعة عن الإيجار والحافلة وثمن الخبز.
الخطوة التالية: مكالمة واحدة قبل يوم الخميس.
قال {me} إن الأسبوع كان طويلًا وإن الحديقة مكان جيد.
رسم {me} خريطة الشارع ووضع علامة على الأماكن الآمنة.
بقي {me} حتى النهاية لأول مرة.
قررت المجموعة أن لا أحد ملزم بالكلام.`, "\n"),
			mention: strings.Split(`ثم عرض {other} المساعدة في الطريق.
تكلم مع {other} عن المال.
قال {other} إن هذا صعب.
جلس بجانب {other} قرب الباب.
هذا ما قاله و{other} عن البيت.`, "\n"),
			names: strings.Split(`سُهيل|سهيل الدرويش|سوسو
غادة|غادة المنصوري|غدغود
طلال|طلال الحوراني|أبو فهد
رغد|رغد القاسمي|رغودة
مروان|مروان البيطار|ميرو
لمياء|لمياء التونسي|لومي
إلياس|إلياس الخوري|لولو
هيفاء|هيفاء الزيات|هيفو
قصي|قصي النابلسي|قصقوص
بثينة|بثينة العطار|بثون`, "\n")},
		{clean: strings.Split(`{me} a été là toute la séance.
{me} a parlé du loyer et du prix du pain.
Prochain pas : un appel avant jeudi.
{me} a aidé un autre membre deux fois.
Le groupe a décidé que personne ne doit parler.
C'était une longue semaine pour {me}.`, "\n"),
			mention: strings.Split(`Puis {other} a proposé de rentrer ensemble.
C'est l'avis d'{other} sur l'argent.
{me} s'est assis près de {other}.`, "\n"),
			names: strings.Split(`Élodie|Élodie Vasseurault|Lolo
Maëlys|Maëlys Charbonnet|Maë
Thibault|Thibault Grandval|Titi
Océane|Océane Pruvostin|Océ
Gaël|Gaël Kerbrat|Gaga
Noémie|Noémie Tessandier|Nono`, "\n")},
		{clean: strings.Split(`{me} была на всей встрече.
{me} говорила о работе и о цене хлеба.
Следующий шаг: один звонок до четверга.
{me} помогла другому участнику дважды.
Группа решила, что никто не обязан говорить.`, "\n"),
			mention: strings.Split(`Потом {other} предложил помощь.
Рядом сидела {other} и молчала.`, "\n"),
			names: strings.Split(`Ярослав|Ярослав Белогорский|Ярик
Устинья|Устинья Грачёва|Устя
Всеволод|Всеволод Тихомиров|Сева
Злата|Злата Верещагина|Златка
Тимофей|Тимофей Лукьянов|Тима
Алёна|Алёна Косицына|Алёнка`, "\n")},
	}
}

func splitName(line string) Names {
	var n Names
	for _, w := range strings.Split(line, "|") {
		n.Words = append(n.Words, private.Of(w))
	}
	return n
}

// sample is one note of the corpus: a clean text, or one that mentions another member at [start, end).
type sample struct {
	text       string
	own        Names
	others     []Names
	start, end int
}

// cleanNote writes six sentences about one member of a group of up to ten.
func cleanNote(r *rand.Rand, t tongue) (sample, []string) {
	order := r.Perm(len(t.names))
	group := order[:min(10, len(order))]
	s := sample{own: splitName(t.names[group[0]])}
	s.own.Seat = 1
	for i, at := range group[1:] {
		n := splitName(t.names[at])
		n.Seat = i + 2
		s.others = append(s.others, n)
	}
	var lines []string
	for _, i := range r.Perm(len(t.clean))[:min(6, len(t.clean))] {
		lines = append(lines, strings.ReplaceAll(t.clean[i], "{me}", s.own.Words[0].Reveal()))
	}
	s.text = strings.Join(lines, " ")
	return s, lines
}

// mentioning puts one mention of another into a clean note. Write changes how the name is written.
func mentioning(r *rand.Rand, t tongue, write func(*rand.Rand, tongue, string) string) (sample, bool) {
	s, lines := cleanNote(r, t)
	other := s.others[r.IntN(len(s.others))]
	said := write(r, t, other.Words[r.IntN(len(other.Words))].Reveal())
	if said == "" {
		return s, false
	}
	line := strings.ReplaceAll(t.mention[r.IntN(len(t.mention))], "{me}", s.own.Words[0].Reveal())
	lines = slices.Insert(lines, r.IntN(len(lines)+1), line)
	text := strings.Join(lines, " ")
	s.start = strings.Index(text, "{other}")
	s.end = s.start + len(said)
	s.text = strings.Replace(text, "{other}", said, 1)
	return s, true
}

// asWritten gives a name exactly, or in another case, without or with other diacritics, or with a possessive.
func asWritten(r *rand.Rand, t tongue, name string) string {
	everyday := name == "Will" || name == "Sol" // words of the language: only as written
	switch way := r.IntN(6); {
	case way == 1 && !everyday && utf8.RuneCountInString(name) > 2:
		return strings.ToLower(name)
	case way == 2:
		return strings.ToUpper(name)
	case way == 3:
		return norm.NFD.String(name)
	case way == 4 && !everyday:
		return bare(name)
	case way == 5 && t.possessive:
		return name + []string{"'s", "’s"}[r.IntN(2)]
	}
	return name
}

func bare(s string) string {
	var b strings.Builder
	for _, r := range norm.NFD.String(s) {
		if kindOf(r) != within {
			b.WriteRune(r)
		}
	}
	return b.String()
}

// slipped gives a single name of four letters or more with one slip; "" where the name is too short.
func slipped(r *rand.Rand, _ tongue, name string) string {
	letters := []rune(norm.NFC.String(strings.Fields(name)[0]))
	if len([]rune(fold(string(letters)))) < 4 || everyday(fold(string(letters))) {
		return ""
	}
	script := []rune("abcdefghijklmnopqrstuvwxyz")
	switch {
	case letters[0] > 0x600 && letters[0] < 0x700:
		script = []rune("ابتثجحخدذرزسشصضطظعغفقكلمنهوي")
	case letters[0] > 0x400 && letters[0] < 0x500:
		script = []rune("абвгдежзиклмнопрстуфхцчшщыэюя")
	}
	i := 1 + r.IntN(len(letters)-1)
	stranger := script[r.IntN(len(script))]
	out := slices.Clone(letters)
	switch r.IntN(4) {
	case 0:
		out[i] = stranger
	case 1:
		out = slices.Delete(out, i, i+1)
	case 2:
		out = slices.Insert(out, i, stranger)
	default:
		if i == 1 && len(out) > 2 {
			i = 2
		}
		out[i-1], out[i] = out[i], out[i-1]
	}
	if fold(string(out)) == fold(string(letters)) {
		return ""
	}
	return string(out)
}
