package hextext

import (
	"bytes"
	"encoding/hex"
	"testing"
	"testing/quick"
)

func TestAgreesWithTheStandardLibrary(t *testing.T) {
	encode := func(data []byte) bool { return Encode(data) == hex.EncodeToString(data) }
	if err := quick.Check(encode, nil); err != nil {
		t.Error(err)
	}
	decode := func(text string) bool {
		got, ok := Decode(text)
		want, err := hex.DecodeString(text)
		return ok == (err == nil) && (!ok || bytes.Equal(got, want))
	}
	if err := quick.Check(decode, nil); err != nil {
		t.Error(err)
	}
	for _, text := range []string{"", "0", "0g", "aF09", "fF0", "\u0130\u0130", "éé"} {
		if !decode(text) {
			t.Errorf("%q is read otherwise", text)
		}
	}
}
