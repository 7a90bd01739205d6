package desktop

import (
	"bufio"
	"bytes"
	"strings"
	"testing"

	"hostnet/helper/internal/jsontext"
)

// longest is far above any reason that is told of a setting, in bytes.
const longest = 8000

// FuzzSettings gives any bytes as each of the three sources: every setting is told or unknown with a reason, in a short line.
func FuzzSettings(f *testing.F) {
	store := `{"SettingsVersion":41,"HostNetworkingEnabled":true}`
	admin := `{"hostNetworkingEnabled":{"locked":true,"value":false}}`
	backend := `{"vm":{"network":{"hostNetworkingEnabled":{"locked":false,"value":true}}},"desktop":{"extensionsEnabled":true}}`
	f.Add([]byte(store), []byte(admin), []byte(backend), false)
	f.Add([]byte(`{"SettingsVersion":1e308}`), []byte("{}"), []byte(`{"vm":[]}`), true)
	f.Add([]byte("\xff\xfe"), []byte(strings.Repeat("[", 300)), []byte(""), false)
	f.Fuzz(func(t *testing.T, store, admin, backend []byte, old bool) {
		r := readings{
			store: parse("store", store), admin: parse("admin", admin), backend: parse("backend", backend),
			old: old, noStore: "store",
		}
		for _, s := range []setting{hostNetworking, isolation, windowsContainers, kernelForUDP, extensions} {
			line := jsontext.Append(nil, jsontext.Object{"value", r.value(s).Object(), "locked", r.locked(s).Object()})
			if len(line) > longest {
				t.Fatalf("%d bytes: %.200s", len(line), line)
			}
		}
	})
}

// FuzzBackendAnswer gives any bytes where HTTP is expected: never more than the bound is kept.
func FuzzBackendAnswer(f *testing.F) {
	for _, seed := range []string{
		"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}",
		"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n0\r\n\r\n",
		"HTTP/1.1 200 OK\r\nContent-Length: 99999999999999999999\r\n\r\n",
		"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nffffffff\r\n",
		"HTTP/1.1 407 no\r\n\r\n", "\x00",
	} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		body, err := readAnswer(bufio.NewReaderSize(bytes.NewReader(data), maxLine))
		if err == nil && len(body) > maxBytes {
			t.Fatalf("%d bytes are kept", len(body))
		}
		if err != nil && len(describe(err)) > 200 {
			t.Fatalf("a sentence of %d bytes", len(describe(err)))
		}
	})
}
