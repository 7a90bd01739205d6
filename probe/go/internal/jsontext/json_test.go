package jsontext

import (
	"encoding/json"
	"math/rand"
	"reflect"
	"strings"
	"testing"
)

var seeds = []string{
	`{}`, `[]`, `null`, `true`, `false`, `0`, `-0`, `1.5e3`, `1E-2`, `""`, `"a"`, ` {"a" : [1, 2 ,{"b":null}] } `,
	`"\u00e9\n\t\"\\\/\b\f\r"`, `"\ud83d\ude00"`, `"\ud83d"`, `"\ud83dx"`, `"\ud83d\n"`, `"\udE00\ud83d"`, "\"\x7f\"", "\"\xff\"", `"ünï"`,
	`{"a":1,"a":2}`, `{"a":{"b":{"c":[[[]]]}}}`, `[1,2,3`, `[1,]`, `{,}`, `{"a"}`, `{"a":}`, `01`, `+1`, `1.`, `.5`, `1e`, `1e+`, `--1`, `tru`, `nul`,
	`"unclosed`, "\"\n\"", "\"\x00\"", `"\x"`, `"\u12"`, `"\u+123"`, `"\u12_3"`, `{} {}`, `{"a":1}}`, ``, ` `, "\ufeff{}", `NaN`, `Infinity`, `1e999`, `'a'`, `{"a":1 "b":2}`,
	"[1]\v", `{a:1}`, `[true,false,null,"x",-1.25e-3]`,
}

func agree(t *testing.T, text string) {
	t.Helper()
	var want any
	wantErr := json.Unmarshal([]byte(text), &want)
	got, err := Parse([]byte(text))
	if (err == nil) != (wantErr == nil) {
		t.Fatalf("Parse(%q) = %v, %v; encoding/json says %v, %v", text, got, err, want, wantErr)
	}
	if err == nil && !reflect.DeepEqual(got, want) {
		t.Fatalf("Parse(%q) = %#v, encoding/json %#v", text, got, want)
	}
}

func TestParseAgreesWithEncodingJSON(t *testing.T) {
	for _, seed := range seeds {
		agree(t, seed)
	}
}

func TestParseAgreesOnMutations(t *testing.T) {
	random := rand.New(rand.NewSource(1))
	const alphabet = `{}[],:"\/0123456789.eE+-truefalsn u` + "\n\t\x00\x7f\xff\xc3\xa9"
	for i := 0; i < 200_000; i++ {
		text := []byte(seeds[random.Intn(len(seeds))])
		for n := random.Intn(4); n >= 0; n-- {
			at := random.Intn(len(text) + 1)
			c := alphabet[random.Intn(len(alphabet))]
			switch {
			case random.Intn(3) == 0 || at == len(text):
				text = append(text[:at], append([]byte{c}, text[at:]...)...)
			case random.Intn(2) == 0:
				text = append(text[:at], text[at+1:]...)
			default:
				text[at] = c
			}
		}
		agree(t, string(text))
	}
}

func TestParseBoundsDepth(t *testing.T) {
	if _, err := Parse([]byte(strings.Repeat("[", 1<<20))); err == nil {
		t.Fatal("a million open brackets were taken")
	}
	deep := strings.Repeat("[", 90) + strings.Repeat("]", 90)
	if _, err := Parse([]byte(deep)); err != nil {
		t.Fatalf("90 levels: %v", err)
	}
}

func TestAppendComesBack(t *testing.T) {
	text, number := "line\u2028 \x01\x7f\"\\\n<&>", 0.001
	value := Object{
		"s", text, "p", &text, "np", (*string)(nil), "n", nil, "i", -3, "f", 1234567.891, "big", 1e21, "fp", &number,
		"nf", (*float64)(nil), "b", true, "l", List{1, "a", Object{}}, "t", []string{"x", ""}, "e", []string{}, "bad", "\xff",
	}
	line := Append(nil, value)
	if strings.ContainsAny(string(line), "\n") {
		t.Fatalf("a line break in %s", line)
	}
	var got any
	if err := json.Unmarshal(line, &got); err != nil {
		t.Fatalf("%s: %v", line, err)
	}
	want := map[string]any{
		"s": text, "p": text, "np": nil, "n": nil, "i": -3.0, "f": 1234567.891, "big": 1e21, "fp": 0.001, "nf": nil, "b": true,
		"l": []any{1.0, "a", map[string]any{}}, "t": []any{"x", ""}, "e": []any{}, "bad": "\ufffd",
	}
	if !reflect.DeepEqual(got, want) {
		t.Fatalf("got %#v, want %#v", got, want)
	}
}
