package activity

import (
	"slices"
	"strings"
	"testing"
)

// wordings are how people say what they need, by need: in English, Spanish and Arabic.
var wordings = map[string][3][]string{
	"vision": {
		{"Blind", "low vision", "Large print, please", "can’t see well", "Wears glasses"},
		{"Ciega", "baja vision", "Letra grande", "no ve bien", "dificultad para ver"},
		{"كفيفة", "ضعف البصر", "خط كبير", "ضعيف النظر", "لا ترى جيداً"}},
	"hearing": {
		{"Deaf in one ear", "hearing aid", "Hard of hearing", "doesn't hear well", "reads lips"},
		{"Sorda", "lleva audífono", "oye mal", "no oye bien", "dificultad para oir"},
		{"أصمّ", "ضعف السمع", "سماعة أذن", "لا تسمع جيداً", "يحتاج إلى لغة الإشارة"}},
	"mobility": {
		{"wheelchair", "walks with a stick", "cannot walk far", "Stairs are hard", "uses crutches"},
		{"silla de ruedas", "usa bastón", "no puede caminar mucho", "le cuesta subir escaleras", "dificultad para andar"},
		{"كرسي متحرك", "يمشي ببطء", "صعوبة في المشي", "لا يستطيع صعود الدرج", "تستعمل عكازاً"}},
	"low_literacy": {
		{"low reading, wheelchair", "cannot read well", "can't read", "dyslexia", "finds reading hard", "difficulty with reading", "struggles to read", "does not read"},
		{"no lee bien", "no sabe leer", "le cuesta leer", "dislexia", "dificultades de lectura", "lee poco"},
		{"لا يقرأ", "لا تعرف القراءة", "صعوبة في القراءة", "عسر القراءة", "القراءة صعبة عليه", "ضعيفة في القراءة"}},
	"language": {
		{"Interpreter", "needs translation", "little English", "does not speak English", "sign language"},
		{"intérprete", "traducción", "no habla español", "poco español", "lengua de señas"},
		{"يحتاج إلى مترجم", "ترجمة", "لا تتكلم العربية", "لغة أخرى في البيت", "لا يفهم العربية جيداً"}},
	"speech": {
		{"stammers", "has a stutter", "speech is slow", "speaks slowly", "difficulty speaking"},
		{"tartamudea", "habla despacio", "le cuesta hablar", "afasia", "dificultad para hablar"},
		{"تلعثم", "صعوبة في الكلام", "يتكلم ببطء", "صعوبة النطق", "تأتأة"}},
	"cognition": {
		{"one thing at a time", "short sentences", "Easy-read", "learning disability", "simple words"},
		{"frases cortas", "lectura facil", "una cosa a la vez", "discapacidad intelectual", "le cuesta entender"},
		{"جمل قصيرة", "شيء واحد في كل مرة", "صعوبات في التعلم", "كلمات بسيطة", "إعاقة ذهنية"}},
	"memory": {
		{"poor memory", "forgets names", "remind her", "cannot remember much", "dementia"},
		{"mala memoria", "se le olvida todo", "necesita recordatorios", "no recuerda nombres", "demencia"},
		{"ضعف الذاكرة", "ينسى كثيراً", "يحتاج إلى تذكير", "لا تتذكر الأسماء", "خرف"}},
	"attention": {
		{"ADHD", "short attention", "needs breaks", "hard to concentrate", "can't sit still"},
		{"TDAH", "poca atención", "necesita pausas", "le cuesta concentrarse", "se distrae"},
		{"ضعف التركيز", "قلة انتباه", "يحتاج استراحات", "فرط الحركة", "يتشتت بسرعة"}},
	"autism": {
		{"autistic", "has autism", "Asperger", "on the spectrum", "autism spectrum"},
		{"autista", "autismo", "Asperger", "espectro autista", "está en el espectro"},
		{"توحد", "لديه توحّد", "طيف التوحد", "متوحد", "أسبرجر"}},
	"sensory": {
		{"noise is hard", "too loud", "bright light hurts", "needs a quiet corner", "crowds are hard"},
		{"el ruido molesta", "luz fuerte", "necesita silencio", "los olores", "mucha gente la agobia"},
		{"الضوضاء", "ضجيج عالٍ", "ضوء قوي", "يحتاج إلى هدوء", "الزحام"}},
	"anxiety": {
		{"anxious", "panic attacks", "near the door", "gets nervous", "afraid of lifts"},
		{"ansiedad", "ataques de pánico", "cerca de la puerta", "se pone nerviosa", "miedo a salir"},
		{"قلق", "نوبات هلع", "قرب الباب", "خوف من الناس", "توتر"}},
	"shyness": {
		{"shy", "very shy at first", "timid", "small group first", "speaking in front of people is hard"},
		{"tímida", "le da vergüenza", "primero en grupo pequeño", "callado", "le cuesta hablar en público"},
		{"خجول", "خجولة جداً", "يستحي", "مجموعة صغيرة أولاً", "لا تحب الكلام أمام الناس"}},
	"trauma": {
		{"trauma", "PTSD", "flashbacks", "survived violence", "bad memories"},
		{"trauma", "TEPT", "vivió violencia", "maltrato", "malos recuerdos"},
		{"صدمة", "بعد الصدمة", "عنف", "تعذيب", "ذكريات مؤلمة"}},
	"fine_motor": {
		{"tremor", "shaky hands", "arthritis", "writing is hard", "cannot hold a pen"},
		{"temblor", "artritis", "le cuesta escribir", "dolor en las manos", "le tiemblan las manos"},
		{"رعشة", "التهاب المفاصل", "صعوبة في الكتابة", "ألم في اليد", "ضعف في الأصابع"}},
	"late_joiner": {
		{"comes late", "works shifts", "shift work", "night shift", "often late"},
		{"llega tarde", "trabaja a turnos", "turno de noche", "sale tarde del trabajo", "viene tarde"},
		{"يصل متأخراً", "تتأخر", "يعمل بالورديات", "مناوبة ليلية", "تأتي بعد العمل"}},
	"diet_faith": {
		{"halal", "vegetarian", "nut allergy", "fasting", "time to pray"},
		{"halal", "vegetariana", "alergia a las nueces", "ayuno", "sin gluten"},
		{"حلال", "صائمة", "حساسية من المكسرات", "نباتي", "وقت للصلاة"}},
}

func TestANeedIsRecognisedInCommonWordingsOfThreeLanguages(t *testing.T) {
	s := shelf(t)
	for need, said := range wordings {
		for _, ways := range said {
			if len(ways) < 5 {
				t.Errorf("%s is tried with %d wordings", need, len(ways))
			}
			for _, text := range ways {
				for _, way := range []string{text, strings.ToUpper(text), "Ana: " + text + "."} {
					if got := s.Needs(way); !slices.Contains(got, need) {
						t.Errorf("%q tells of %v, not of %s", way, got, need)
					}
				}
			}
		}
	}
	if got := s.Needs("low reading, wheelchair"); !slices.Equal(got, []string{"low_literacy", "mobility"}) {
		t.Errorf("two needs in one line: %v", got)
	}
}

func TestWhatSomebodyLikesIsNoNeed(t *testing.T) {
	s := shelf(t)
	for need, said := range map[string][]string{
		"low_literacy": {"likes reading", "Reads a lot", "reading group on Mondays", "le gusta leer", "lee mucho", "تحب القراءة", "يحب القراءة"},
		"vision":       {"likes sightseeing", "seeing friends", "desde su punto de vista", "وجهة نظر أخرى"},
		"hearing":      {"heard of us from a friend", "le gusta oír música", "سمع عنا من صديق"},
		"mobility":     {"likes walking", "stands up for others", "le gusta caminar", "درجة الحرارة", "تحب المشي"},
		"speech":       {"likes to speak", "habla mucho", "يحب الكلام"},
		"cognition":    {"likes pictures", "le gustan las imágenes", "يحب الصور"},
		"memory":       {"shares memories", "اجتماع العائلة"},
		"fine_motor":   {"good with hands", "buenas manos", "يد واحدة"},
		"trauma":       {"warm room"},
		"anxiety":      {"likes doors"},
		"diet_faith":   {"likes to eat"},
		"late_joiner":  {"later this year", "más tarde"},
	} {
		for _, text := range said {
			if got := s.Needs(text); slices.Contains(got, need) {
				t.Errorf("%q tells of %s", text, need)
			}
		}
	}
	if got := s.Needs(""); len(got) > 0 {
		t.Errorf("nothing tells of %v", got)
	}
}
