package measure

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"strconv"
	"unicode/utf8"
)

// Limits of a file: larger or deeper is refused.
const (
	largestFile = 8 << 20
	deepestTree = 64
)

// node is a JSON value that knows where it stands in its file.
type node struct {
	row, column int
	value       any // nil, bool, string, json.Number, or one of the two below
	fields      map[string]*node
	names       []string
	list        []*node
	kind        byte // 'o'bject, 'a'rray, or 0
}

// grower reads a tree token by token, for the sake of positions.
type grower struct {
	raw []byte
	dec *json.Decoder
	at  int // how far row and column are counted
	row int
	col int
	bad *faults
}

// grow parses a whole file; what is wrong goes to bad and the tree is nil.
func grow(raw []byte, bad *faults) *node {
	switch {
	case len(raw) > largestFile:
		bad.add(1, 1, "the file is larger than %d bytes", largestFile)
		return nil
	case !utf8.Valid(raw):
		bad.add(1, 1, "the file is not UTF-8")
		return nil
	}
	g := &grower{raw: raw, dec: json.NewDecoder(bytes.NewReader(raw)), row: 1, col: 1, bad: bad}
	g.dec.UseNumber()
	n := g.next(0)
	if n == nil {
		return nil
	}
	g.here()
	if _, err := g.dec.Token(); !errors.Is(err, io.EOF) {
		bad.add(g.row, g.col, "there is more after the end of the JSON value")
		return nil
	}
	return n
}

// here moves row and column to the start of the next token.
func (g *grower) here() {
	to := int(g.dec.InputOffset())
	for to < len(g.raw) && bytes.IndexByte([]byte(" \t\r\n,:"), g.raw[to]) >= 0 {
		to++
	}
	for ; g.at < to; g.at++ {
		if g.raw[g.at] == '\n' {
			g.row, g.col = g.row+1, 1
		} else {
			g.col++
		}
	}
}

func (g *grower) next(depth int) *node {
	g.here()
	n := &node{row: g.row, column: g.col}
	token, err := g.dec.Token()
	if err != nil {
		g.bad.add(n.row, n.column, "this is not JSON: %s", syntax(err))
		return nil
	}
	if depth > deepestTree {
		g.bad.add(n.row, n.column, "nested more than %d deep", deepestTree)
		return nil
	}
	switch token {
	case json.Delim('{'):
		n.kind, n.fields = 'o', map[string]*node{}
		return g.object(n, depth)
	case json.Delim('['):
		n.kind = 'a'
		return g.array(n, depth)
	}
	n.value = token
	return n
}

func (g *grower) object(n *node, depth int) *node {
	for g.dec.More() {
		g.here()
		row, col := g.row, g.col
		key, err := g.dec.Token()
		if err != nil {
			g.bad.add(row, col, "this is not JSON: %s", syntax(err))
			return nil
		}
		name, _ := key.(string)
		child := g.next(depth + 1)
		if child == nil {
			return nil
		}
		if _, twice := n.fields[name]; twice {
			g.bad.add(row, col, "the name %q stands twice in one object", name)
			return nil
		}
		n.fields[name], n.names = child, append(n.names, name)
	}
	return g.close(n)
}

func (g *grower) array(n *node, depth int) *node {
	for g.dec.More() {
		child := g.next(depth + 1)
		if child == nil {
			return nil
		}
		n.list = append(n.list, child)
	}
	return g.close(n)
}

func (g *grower) close(n *node) *node {
	g.here()
	if _, err := g.dec.Token(); err != nil {
		g.bad.add(g.row, g.col, "this is not JSON: %s", syntax(err))
		return nil
	}
	return n
}

func syntax(err error) string {
	if errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) {
		return "the file ends too early"
	}
	return err.Error()
}

// text is a string, or "".
func (n *node) text(name string) string {
	if n == nil || n.fields[name] == nil {
		return ""
	}
	s, _ := n.fields[name].value.(string)
	return s
}

// number is a finite number.
func (n *node) number() (float64, bool) {
	if n == nil {
		return 0, false
	}
	raw, ok := n.value.(json.Number)
	if !ok {
		return 0, false
	}
	v, err := strconv.ParseFloat(string(raw), 64)
	return v, err == nil && finite(v)
}

// strings refuses fields of an object that should be strings and are not.
func (n *node) strings(bad *faults, names ...string) {
	for _, name := range names {
		if f := n.fields[name]; f != nil {
			if _, ok := f.value.(string); !ok {
				bad.add(f.row, f.column, "%s must be a string", name)
			}
		}
	}
}

// items gives the list under a name; a value that is no list is a fault.
func (n *node) items(bad *faults, name string) []*node {
	f := n.fields[name]
	if f == nil {
		return nil
	}
	if f.kind != 'a' {
		bad.add(f.row, f.column, "%s must be a list", name)
		return nil
	}
	for _, child := range f.list {
		if child.kind != 'o' {
			bad.add(child.row, child.column, "an entry of %s must be an object", name)
			return nil
		}
	}
	return f.list
}
