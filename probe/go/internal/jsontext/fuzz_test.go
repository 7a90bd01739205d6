package jsontext

import (
	"encoding/json"
	"testing"
	"unicode/utf8"
)

// FuzzParse holds the reader to encoding/json: what one of them reads, the other reads, within the reader's bound of depth.
func FuzzParse(f *testing.F) {
	for _, seed := range []string{"", "{}", `{"a":[1,2.5e3,"\u00e9\n",true,null]}`, `[[[[`, `"\ud800"`, `-0`, `1e400`, `{"a":1,"a":2}`} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		value, err := Parse(data)
		if err == nil && utf8.Valid(data) && !json.Valid(data) {
			t.Fatalf("%q is read as %v, and is no JSON", data, value)
		}
		if err != nil && value != nil {
			t.Fatalf("%q: a value beside an error", data)
		}
	})
}

// FuzzString holds the writer to encoding/json: what is written is read again, and no control character is in it.
func FuzzString(f *testing.F) {
	for _, seed := range []string{"", "a\"\\\n\x00\x1b\x7f", "\xff\xc3", "\u202e\u2028"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		line := Append(nil, Object{"a", text})
		var read map[string]string
		if err := json.Unmarshal(line, &read); err != nil {
			t.Fatalf("%q is written as %q: %v", text, line, err)
		}
		if utf8.ValidString(text) && read["a"] != text {
			t.Fatalf("%q is read again as %q", text, read["a"])
		}
		for _, c := range line {
			if c < 0x20 || c == 0x7f {
				t.Fatalf("%q is written with a control character: %q", text, line)
			}
		}
	})
}
