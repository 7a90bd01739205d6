package protocol

import (
	"encoding/base64"
	"encoding/json"
	"reflect"
	"strings"
	"testing"
)

func valid() map[string]any {
	return map[string]any{
		"v": 1, "run": "abcd1234", "token": strings.Repeat("0f", 32), "vantage": "host", "lifetimeMs": 5000, "stay": true,
		"listen": []any{map[string]any{"id": "l", "transport": "udp", "address": "::", "port": 0, "ipv6Only": true,
			"multicastGroup": "239.1.2.3", "multicastInterface": "lo"}},
		"dial": []any{map[string]any{"lane": "d", "transport": "tcp", "address": "localhost", "port": 80, "redialForMs": 2000, "patienceMs": 4000},
			map[string]any{"lane": "u", "transport": "udp", "address": "::1", "port": 9, "until": "echo"},
			map[string]any{"lane": "c", "transport": "tcp", "address": "::1", "port": 9, "until": "connect"},
			map[string]any{"lane": "h", "transport": "tcp", "address": "::1", "port": 9, "until": "connect", "holdMs": 5}},
		"sweep": []any{map[string]any{"id": "s", "transport": "udp", "address": "::1", "from": 1, "to": 9, "waitMs": 100}},
		"inspect": []any{map[string]any{"kind": "interfaces"}, map[string]any{"kind": "icmp", "target": "::1", "raw": true},
			map[string]any{"kind": "resolve", "name": "a"}, map[string]any{"kind": "bind", "address": "::1"},
			map[string]any{"kind": "listeners"}, map[string]any{"kind": "arrivals", "port": 80, "forMs": 100},
			map[string]any{"kind": "discover", "protocol": "ssdp", "waitMs": 200}},
	}
}

func encode(t *testing.T, value any) string {
	t.Helper()
	data, err := json.Marshal(value)
	if err != nil {
		t.Fatal(err)
	}
	return base64.RawURLEncoding.EncodeToString(data)
}

func TestDecodeSpec(t *testing.T) {
	got, err := DecodeSpec(encode(t, valid()))
	if err != nil {
		t.Fatal(err)
	}
	token := make([]byte, 32)
	for i := range token {
		token[i] = 0x0f
	}
	want := &Spec{
		Run: "abcd1234", Token: token, Vantage: "host", LifetimeMs: 5000, Stay: true,
		Listen: []Listen{{ID: "l", Transport: "udp", Address: "::", IPv6Only: true, MulticastGroup: "239.1.2.3", MulticastInterface: "lo"}},
		Dial: []Dial{{Lane: "d", Transport: "tcp", Address: "localhost", Port: 80, RedialForMs: 2000, PatienceMs: 4000},
			{Lane: "u", Transport: "udp", Address: "::1", Port: 9},
			{Lane: "c", Transport: "tcp", Address: "::1", Port: 9, ConnectOnly: true},
			{Lane: "h", Transport: "tcp", Address: "::1", Port: 9, ConnectOnly: true, HoldMs: 5}},
		Sweep: []Sweep{{ID: "s", Transport: "udp", Address: "::1", From: 1, To: 9, WaitMs: 100}},
		Inspect: []Inspect{{Kind: "interfaces"}, {Kind: "icmp", Subject: "::1", Raw: true}, {Kind: "resolve", Subject: "a"},
			{Kind: "bind", Subject: "::1"}, {Kind: "listeners"}, {Kind: "arrivals", Subject: "80", Port: 80, ForMs: 100},
			{Kind: "discover", Subject: "ssdp", ForMs: 200}},
	}
	if !reflect.DeepEqual(got, want) {
		t.Fatalf("got %+v\nwant %+v", got, want)
	}
}

func many(n int, item any) []any {
	items := make([]any, n)
	for i := range items {
		items[i] = item
	}
	return items
}

func TestDecodeSpecRefuses(t *testing.T) {
	listen := func(name string, value any) func(map[string]any) {
		return func(s map[string]any) { s["listen"].([]any)[0].(map[string]any)[name] = value }
	}
	dial := func(name string, value any) func(map[string]any) {
		return func(s map[string]any) { s["dial"].([]any)[0].(map[string]any)[name] = value }
	}
	set := func(name string, value any) func(map[string]any) { return func(s map[string]any) { s[name] = value } }
	drop := func(name string) func(map[string]any) { return func(s map[string]any) { delete(s, name) } }
	for _, test := range []struct {
		what   string
		change func(map[string]any)
		says   string
	}{
		{"another version", set("v", 2), "v: expected a whole number, 1"},
		{"a version as text", set("v", "1"), "v:"},
		{"no token", drop("token"), "token:"},
		{"no stay", drop("stay"), "stay: expected true or false"},
		{"stay null", set("stay", nil), "stay:"},
		{"stay as number", set("stay", 0), "stay:"},
		{"no list", drop("inspect"), "inspect: expected a list"},
		{"list null", set("dial", nil), "dial:"},
		{"an unknown field", set("extra", 1), `unknown field "extra"`},
		{"a field in other case", set("Run", "abcd"), `unknown field "Run"`},
		{"run too short", set("run", "abc"), "run:"},
		{"run with a dash", set("run", "ab-cd"), "run: expected 4 to 32 of a-z and 0-9"},
		{"run with a line break", set("run", "abcd\n"), "run:"},
		{"token too short", set("token", strings.Repeat("0", 63)), "token:"},
		{"token in upper case", set("token", strings.Repeat("AB", 32)), "token:"},
		{"vantage", set("vantage", "moon"), "vantage:"},
		{"nameless node", set("vantage", "node:"), "vantage:"},
		{"lifetime low", set("lifetimeMs", 49), "lifetimeMs: expected a whole number, 50 to 120000"},
		{"lifetime high", set("lifetimeMs", 120_001), "lifetimeMs:"},
		{"lifetime broken", set("lifetimeMs", 99.5), "lifetimeMs:"},
		{"65 listeners", set("listen", many(65, map[string]any{})), "listen: expected a list of at most 64"},
		{"257 dials", set("dial", many(257, map[string]any{})), "dial:"},
		{"17 inspections", set("inspect", many(17, map[string]any{"kind": "sockets"})), "inspect:"},
		{"listener no object", set("listen", []any{1}), "listen.0: expected an object"},
		{"listener null", set("listen", []any{nil}), "listen.0:"},
		{"listen port", listen("port", 65_536), "listen.0.port:"},
		{"listen transport", listen("transport", "sctp"), "listen.0.transport: expected one of tcp, udp"},
		{"listen id", listen("id", ""), "listen.0.id:"},
		{"listen id long", listen("id", strings.Repeat("x", 121)), "listen.0.id:"},
		{"listen address", listen("address", ""), "listen.0.address:"},
		{"ipv6Only null", listen("ipv6Only", nil), "listen.0.ipv6Only:"},
		{"listen extra", listen("backlog", 1), "listen.0: unknown field"},
		{"dial port 0", dial("port", 0), "dial.0.port:"},
		{"dial spread", dial("spread", "anycast"), "dial.0.spread:"},
		{"dial until", dial("until", "close"), "dial.0.until: expected one of echo, connect"},
		{"dial until null", dial("until", nil), "dial.0.until:"},
		{"dial over UDP until connect", func(s map[string]any) { dial("until", "connect")(s); dial("transport", "udp")(s) },
			`dial.0.until: expected "echo" for a UDP dial`},
		{"dial redial", dial("redialForMs", 2001), "dial.0.redialForMs:"},
		{"dial patience", dial("patienceMs", 4001), "dial.0.patienceMs:"},
		{"dial patience none", dial("patienceMs", 0), "dial.0.patienceMs:"},
		{"dial address long", dial("address", strings.Repeat("a", 256)), "dial.0.address:"},
		{"hold without connect", dial("holdMs", 5), `dial.0.holdMs: expected none without "until": "connect"`},
		{"hold too long", func(s map[string]any) { dial("until", "connect")(s); dial("holdMs", 1001)(s) }, "dial.0.holdMs:"},
		{"sweep null", set("sweep", nil), "sweep: expected a list"},
		{"5 sweeps", set("sweep", many(5, map[string]any{})), "sweep: expected a list of at most 4"},
		{"a sweep backwards", func(s map[string]any) {
			s["sweep"].([]any)[0].(map[string]any)["to"] = 0.0 + 1
			s["sweep"].([]any)[0].(map[string]any)["from"] = 2
		},
			`sweep.0.to: expected the last port, at or above "from"`},
		{"sweep extra", func(s map[string]any) { s["sweep"].([]any)[0].(map[string]any)["x"] = 1 }, "sweep.0: unknown field"},
		{"sweep wait", func(s map[string]any) { s["sweep"].([]any)[0].(map[string]any)["waitMs"] = 9 }, "sweep.0.waitMs:"},
		{"arrivals port", set("inspect", []any{map[string]any{"kind": "arrivals", "port": 0, "forMs": 1}}), "inspect.0.port:"},
		{"arrivals too long", set("inspect", []any{map[string]any{"kind": "arrivals", "port": 1, "forMs": 5001}}), "inspect.0.forMs:"},
		{"discover protocol", set("inspect", []any{map[string]any{"kind": "discover", "protocol": "x", "waitMs": 1}}), "inspect.0.protocol:"},
		{"inspect kind", set("inspect", []any{map[string]any{"kind": "files"}}), "inspect.0.kind:"},
		{"inspect extra", set("inspect", []any{map[string]any{"kind": "sockets", "raw": true}}), "inspect.0: unknown field"},
		{"inspect raw missing", set("inspect", []any{map[string]any{"kind": "icmp", "target": "a"}}), "inspect.0.raw:"},
	} {
		spec := valid()
		test.change(spec)
		if _, err := DecodeSpec(encode(t, spec)); err == nil || !strings.Contains(err.Error(), test.says) {
			t.Errorf("%s: %v, want %q", test.what, err, test.says)
		}
	}
}

func TestDecodeSpecRefusesOtherTexts(t *testing.T) {
	raw := base64.RawURLEncoding.EncodeToString
	for text, says := range map[string]string{
		"":                         "not base64url",
		"!!":                       "not base64url",
		"e30=":                     "not base64url",
		"e30\n":                    "not base64url",
		raw([]byte("hello")):       "base64url of JSON",
		raw([]byte("{}{}")):        "base64url of JSON",
		raw([]byte{'"', 255, '"'}): "base64url of JSON",
		raw([]byte("[]")):          "spec: expected an object",
		raw([]byte("null")):        "spec: expected an object",
	} {
		if _, err := DecodeSpec(text); err == nil || !strings.Contains(err.Error(), says) {
			t.Errorf("%q: %v, want %q", text, err, says)
		}
	}
}

func TestDecodeSpecTakesWholeNumbersInAnyForm(t *testing.T) {
	data, _ := json.Marshal(valid())
	text := strings.Replace(string(data), `"lifetimeMs":5000`, `"lifetimeMs":5.0e3`, 1)
	if spec, err := DecodeSpec(base64.RawURLEncoding.EncodeToString([]byte(text))); err != nil || spec.LifetimeMs != 5000 {
		t.Fatalf("%v, %v", spec, err)
	}
}
