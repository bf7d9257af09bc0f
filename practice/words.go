package practice

import (
	"fmt"
	"maps"
	"strings"
)

// Words gives the words that models bring along, by language and phrase key: in English what stands in the pack where it
// is used, and in every language what stands under its words. The house's own catalogue goes before them.
func (l *Library) Words() map[string]map[string]string {
	all := map[string]map[string]string{"en": {}}
	for _, p := range l.models {
		maps.Copy(all["en"], p.said())
		maps.Copy(all["en"], p.Rules.said())
	}
	for _, o := range l.overlays {
		maps.Copy(all["en"], o.Rules.said())
	}
	for _, p := range l.models {
		for lang, words := range p.Words {
			if all[lang] == nil {
				all[lang] = map[string]string{}
			}
			maps.Copy(all[lang], words)
		}
	}
	return all
}

// said are the English words of a model by phrase key.
func (p Pack) said() map[string]string {
	k := "pack." + p.ID
	said := map[string]string{k + ".name": p.Name, k + ".purpose": p.Purpose, k + ".member": p.ViewOfMember, k + ".worker": p.ViewOfWorker,
		k + ".group": p.ViewOfGroup, k + ".contract": p.Contract.Form}
	for _, q := range p.Intake {
		said[IntakeKey(p.ID, q.ID)] = q.Member
		if q.Member == "" {
			said[IntakeKey(p.ID, q.ID)] = q.Worker
		}
		said[IntakeKey(p.ID, q.ID)+".worker"] = q.Worker
	}
	for _, f := range p.Phases {
		said[PhaseKey(p.ID, f.ID)], said[PhaseKey(p.ID, f.ID)+".purpose"] = f.Name, f.Purpose
		for _, s := range f.Signs {
			said[SignKey(p.ID, f.ID, s.ID)] = s.Text
		}
	}
	for _, b := range p.Arc {
		said[ArcKey(p.ID, b.ID)] = b.Do
	}
	maps.DeleteFunc(said, func(_, text string) bool { return text == "" })
	return said
}

// said are the English words of rules by phrase key.
func (r Rules) said() map[string]string {
	said := map[string]string{}
	for _, a := range r.Asks {
		said[AskKey(a.ID)] = a.Text
	}
	for _, g := range r.Gates {
		said[GateKey(g.ID)] = g.Says
	}
	for _, c := range r.Composition {
		said[CheckKey(c.ID)] = c.Says
		for i, do := range c.Do {
			said[CheckDoKey(c.ID, i)] = do
		}
	}
	for _, i := range r.Indicators {
		k := IndicatorKey(i.ID)
		said[k], said[k+".how"], said[k+".aim"] = i.Name, i.How, i.Aim
	}
	for _, f := range r.Flags {
		said[FlagKey(f.ID)] = f.Says
		for i, do := range f.Do {
			said[FlagDoKey(f.ID, i)] = do
		}
	}
	maps.DeleteFunc(said, func(_, text string) bool { return text == "" })
	return said
}

// checkPackWords checks the words that a model brings along: they are plain text, and every one is its own.
func (in *inspection) checkPackWords(p Pack) {
	for lang, words := range p.Words {
		for key, text := range words {
			at := fmt.Sprintf("words.%s.%s", lang, key)
			in.want(len(lang) == 2 || len(lang) == 3, at, "%q is not a language", lang)
			in.want(strings.TrimSpace(text) != "" && len(text) <= 2000, at, "is empty or longer than 2000")
			in.want(!strings.ContainsAny(text, "{}"), at, "has { or } in it")
		}
	}
}
