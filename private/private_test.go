package private

import (
	"bytes"
	"encoding/json"
	"fmt"
	"html/template"
	"log/slog"
	"strings"
	"testing"
)

const canary = "Quillfeather-of-the-tests"

func TestAPrivateTextPrintsAsDotsEverywhere(t *testing.T) {
	type holder struct {
		Name  Text
		inner Text
		Deep  *Text
	}
	text := Of(canary)
	h := holder{Name: text, inner: text, Deep: &text}
	var out strings.Builder
	for _, verb := range []string{"%v", "%+v", "%#v", "%s", "%q", "%d", "%x"} {
		fmt.Fprintf(&out, verb+" ", text)
		fmt.Fprintf(&out, verb+" ", h)
		fmt.Fprintf(&out, verb+" ", []Text{text})
	}
	asJSON, err := json.Marshal(map[string]any{"h": h, "t": text})
	if err != nil {
		t.Fatal(err)
	}
	out.Write(asJSON)
	var log bytes.Buffer
	slog.New(slog.NewJSONHandler(&log, nil)).Info("x", "t", text, "h", h)
	slog.New(slog.NewTextHandler(&log, nil)).Info("x", "t", text, "h", h)
	out.Write(log.Bytes())
	if err := template.Must(template.New("").Parse("{{.}} {{.Name}}")).Execute(&out, h); err != nil {
		t.Fatal(err)
	}
	if strings.Contains(out.String(), canary) {
		t.Errorf("leaked: %s", out.String())
	}
	if text.Reveal() != canary {
		t.Error("Reveal does not show it")
	}
}

func TestWhiteSpaceIsNoText(t *testing.T) {
	if !Of(" \n\t").Empty() || Of(" a ").Reveal() != "a" || !Of("a").Same(Of(" a")) || Of("äö").Len() != 2 {
		t.Error("white space counts")
	}
}
