package store

import "groupwork/private"

// words reveals texts for sealing.
func words(in []private.Text) []string {
	out := make([]string, len(in))
	for i, t := range in {
		out[i] = t.Reveal()
	}
	return out
}

// texts hides what words revealed; none stay none.
func texts(in []string) []private.Text {
	if len(in) == 0 {
		return nil
	}
	out := make([]private.Text, len(in))
	for i, s := range in {
		out[i] = private.Of(s)
	}
	return out
}

// wordsBy is words for a map.
func wordsBy[K comparable](in map[K]private.Text) map[K]string {
	out := make(map[K]string, len(in))
	for k, t := range in {
		out[k] = t.Reveal()
	}
	return out
}

// textsBy is texts for a map.
func textsBy[M ~map[K]private.Text, K comparable](in map[K]string) M {
	if len(in) == 0 {
		return nil
	}
	out := make(M, len(in))
	for k, s := range in {
		out[k] = private.Of(s)
	}
	return out
}
