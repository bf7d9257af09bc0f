package practice

import (
	"bytes"
	"embed"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"path"
	"strings"
)

//go:embed packs/*.json
var embedded embed.FS

// Load reads and checks the packs of the house.
func Load() (*Library, error) {
	packs, err := fs.Sub(embedded, "packs")
	if err != nil {
		return nil, fmt.Errorf("practice: packs: %w", err)
	}
	return Read(packs)
}

// Read reads and checks packs from a folder of JSON files: index.json names the models and overlays in order, each has
// a file of its own, and core, metrics, vocabulary, notes, profiles and chooser stand beside them. A model of its own
// is one more file called model_<id>.json; it comes after those of the index. The error gathers
// everything that is wrong, each with its file, the path within the file, and the reason.
func Read(files fs.FS) (*Library, error) {
	l := &Library{}
	r := reader{files: files}
	var index struct {
		Models   []string `json:"models"`
		Overlays []string `json:"overlays"`
	}
	r.read("index.json", &index)
	index.Models = append(index.Models, r.more()...)
	for _, id := range index.Models {
		var p Pack
		if r.read(id+".json", &p) {
			l.models = append(l.models, p)
			l.chooser.models = append(l.chooser.models, p.ID)
		}
	}
	r.read("core.json", &l.core)
	r.read("metrics.json", &l.metrics)
	for _, id := range index.Overlays {
		var o Overlay
		if r.read(id+".json", &o) {
			l.overlays = append(l.overlays, o)
		}
	}
	r.read("vocabulary.json", &l.words)
	r.read("notes.json", &l.formats)
	r.read("profiles.json", &l.profiles)
	r.read("chooser.json", &l.chooser)
	r.read("schemes.json", &l.schemes)
	if len(r.errs) == 0 {
		r.errs = append(l.check(index.Models), l.checkSchemes()...)
	}
	if len(r.errs) > 0 {
		return nil, fmt.Errorf("practice: %w", errors.Join(r.errs...))
	}
	return l, nil
}

// reader reads files and gathers what is wrong with them.
type reader struct {
	files fs.FS
	errs  []error
}

// more finds the models that the index does not name, in order of name.
func (r *reader) more() (ids []string) {
	found, err := fs.Glob(r.files, "model_*.json")
	if err != nil {
		r.errs = append(r.errs, err)
	}
	for _, name := range found {
		ids = append(ids, strings.TrimSuffix(name, ".json"))
	}
	return ids
}

func (r *reader) read(name string, into any) bool {
	raw, err := fs.ReadFile(r.files, path.Clean(name))
	if err != nil {
		r.errs = append(r.errs, fmt.Errorf("%s: cannot be read: %w", name, err))
		return false
	}
	dec := json.NewDecoder(bytes.NewReader(raw))
	dec.DisallowUnknownFields()
	if err := dec.Decode(into); err != nil {
		r.errs = append(r.errs, fmt.Errorf("%s: %s: %w", name, place(raw, err, dec.InputOffset()), err))
		return false
	}
	if _, err := dec.Token(); !errors.Is(err, io.EOF) {
		r.errs = append(r.errs, fmt.Errorf("%s: something follows the end of the pack", name))
		return false
	}
	return true
}

// place says where in the file the decoder stopped: the field where it knows one, and the line.
func place(raw []byte, err error, offset int64) string {
	var wrongType *json.UnmarshalTypeError
	field := ""
	if errors.As(err, &wrongType) {
		field = wrongType.Field + ", "
	}
	return fmt.Sprintf("%sline %d", field, lineOf(raw, err, offset))
}

// lineOf is the line where the decoder stopped: the error's own, else that of the offset.
func lineOf(raw []byte, err error, offset int64) int {
	var wrongType *json.UnmarshalTypeError
	var syntax *json.SyntaxError
	switch {
	case errors.As(err, &wrongType):
		offset = wrongType.Offset
	case errors.As(err, &syntax):
		offset = syntax.Offset
	}
	offset = min(max(offset, 0), int64(len(raw)))
	return 1 + bytes.Count(raw[:offset], []byte("\n"))
}
