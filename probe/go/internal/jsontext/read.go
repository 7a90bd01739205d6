package jsontext

import (
	"errors"
	"strconv"
	"strings"
)

// maxDepth is far beyond any spec or settings file; it bounds the recursion.
const maxDepth = 100

// ErrSyntax is returned for anything that is not one JSON value.
var ErrSyntax = errors.New("not JSON")

// Parse returns the value in data: map[string]any, []any, string, float64, bool or nil. Of a name that stands twice in
// an object the last counts, as in JavaScript and encoding/json.
func Parse(data []byte) (any, error) {
	r := reader{text: string(data)}
	value := r.value(0)
	r.space()
	if r.failed || r.at != len(r.text) {
		return nil, ErrSyntax
	}
	return value, nil
}

type reader struct {
	text   string
	at     int
	failed bool
}

func (r *reader) fail() { r.failed = true }

// peek returns the byte at the reader, 0 at the end or after a failure: no JSON token starts with it.
func (r *reader) peek() byte {
	if r.failed || r.at >= len(r.text) {
		return 0
	}
	return r.text[r.at]
}

func (r *reader) take(c byte) bool {
	if r.peek() != c {
		return false
	}
	r.at++
	return true
}

func (r *reader) space() {
	for {
		switch r.peek() {
		case ' ', '\t', '\n', '\r':
			r.at++
		default:
			return
		}
	}
}

func (r *reader) value(depth int) any {
	r.space()
	if depth > maxDepth {
		r.fail()
		return nil
	}
	switch c := r.peek(); {
	case c == '{':
		return r.object(depth)
	case c == '[':
		return r.list(depth)
	case c == '"':
		return r.string()
	case c == '-' || c >= '0' && c <= '9':
		return r.number()
	case r.word("true"):
		return true
	case r.word("false"):
		return false
	case r.word("null"):
		return nil
	}
	r.fail()
	return nil
}

func (r *reader) word(word string) bool {
	if r.failed || !strings.HasPrefix(r.text[r.at:], word) {
		return false
	}
	r.at += len(word)
	return true
}

func (r *reader) object(depth int) map[string]any {
	members := map[string]any{}
	r.at++
	if r.space(); r.take('}') {
		return members
	}
	for !r.failed {
		r.space()
		if r.peek() != '"' {
			r.fail()
			break
		}
		name := r.string()
		if r.space(); !r.take(':') {
			r.fail()
			break
		}
		members[name] = r.value(depth + 1)
		if r.space(); r.take('}') {
			break
		}
		if !r.take(',') {
			r.fail()
		}
	}
	return members
}

func (r *reader) list(depth int) []any {
	items := []any{}
	r.at++
	if r.space(); r.take(']') {
		return items
	}
	for !r.failed {
		items = append(items, r.value(depth+1))
		if r.space(); r.take(']') {
			break
		}
		if !r.take(',') {
			r.fail()
		}
	}
	return items
}

func (r *reader) number() float64 {
	start := r.at
	r.take('-')
	if !r.take('0') && !r.digits() {
		r.fail()
	}
	if r.take('.') && !r.digits() {
		r.fail()
	}
	if r.take('e') || r.take('E') {
		if !r.take('+') {
			r.take('-')
		}
		if !r.digits() {
			r.fail()
		}
	}
	value, err := strconv.ParseFloat(r.text[start:r.at], 64)
	if err != nil {
		r.fail()
	}
	return value
}

func (r *reader) digits() bool {
	start := r.at
	for c := r.peek(); c >= '0' && c <= '9'; c = r.peek() {
		r.at++
	}
	return r.at > start
}
