package protocol

import (
	"encoding/base64"
	"encoding/json"
	"strings"
	"testing"
)

// FuzzDecodeSpec gives it any JSON, as base64url: it is a spec within the protocol's bounds, or refused in a short sentence.
func FuzzDecodeSpec(f *testing.F) {
	whole, err := json.Marshal(valid())
	if err != nil {
		f.Fatal(err)
	}
	f.Add(whole)
	f.Add([]byte(`{"v":1}`))
	f.Add([]byte(strings.Repeat("[", 200)))
	f.Fuzz(func(t *testing.T, data []byte) {
		spec, err := DecodeSpec(base64.RawURLEncoding.EncodeToString(data))
		if err != nil {
			if len(err.Error()) > 300 {
				t.Fatalf("a sentence of %d bytes: %v", len(err.Error()), err)
			}
			return
		}
		if len(spec.Token) != 32 || spec.LifetimeMs < 50 || spec.LifetimeMs > 120_000 || len(spec.Listen) > maxListen ||
			len(spec.Dial) > maxDial || len(spec.Inspect) > maxInspect || len(spec.Sweep) > maxSweep {
			t.Fatalf("out of bounds: %+v", spec)
		}
	})
}

// FuzzDecodeText gives it any text where base64url is expected.
func FuzzDecodeText(f *testing.F) {
	for _, seed := range []string{"", "e30", "e30=", "\x00", "$(x)", strings.Repeat("A", 5000)} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		if _, err := DecodeSpec(text); err != nil && len(err.Error()) > 300 {
			t.Fatalf("a sentence of %d bytes", len(err.Error()))
		}
	})
}

// FuzzReadMessage knows no token: nothing that is made without it may count as authentic.
func FuzzReadMessage(f *testing.F) {
	signer := Signer{Key: []byte(strings.Repeat("k", 32))}
	other := Signer{Key: []byte(strings.Repeat("o", 32))}
	nonce := strings.Repeat("0f", 16)
	f.Add(other.Request(nonce))
	f.Add(other.Reply(nonce))
	f.Add([]byte(strings.ToUpper(string(other.Request(nonce)))))
	f.Add(make([]byte, 65_507))
	f.Fuzz(func(t *testing.T, data []byte) {
		if got, ok := signer.ReadRequest(data); ok {
			t.Fatalf("%q is taken for a request: %s", data, got)
		}
		if got, ok := signer.ReadReply(data); ok {
			t.Fatalf("%q is taken for a reply: %s", data, got)
		}
	})
}
