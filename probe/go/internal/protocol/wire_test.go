package protocol

import (
	"bytes"
	"strings"
	"testing"
)

const nonceText = "00112233445566778899aabbccddeeff"

var signer = Signer{Key: bytes.Repeat([]byte{0x5a}, 32)}

// The macs are node:crypto's, so both implementations agree on more than themselves.
const (
	request = "HNQ1 " + nonceText + " 35ec7bfeaf7e62a388aa0486942ef37a5bf659f37a8f73ba8ec8d9dc7a8e630a\n"
	reply   = "HNR1 " + nonceText + " 22e6ccf999e6b3117aefbfee1ac552cadd903a40cd82749821daffdf620a99a0\n"
)

func TestMessagesAreTheContracts(t *testing.T) {
	if got := string(signer.Request(nonceText)); got != request || len(got) != MessageBytes {
		t.Errorf("request %q", got)
	}
	if got := string(signer.Reply(nonceText)); got != reply || len(got) != MessageBytes {
		t.Errorf("reply %q", got)
	}
	if nonce, ok := signer.ReadRequest([]byte(request)); !ok || nonce != nonceText {
		t.Errorf("ReadRequest = %q, %v", nonce, ok)
	}
	if nonce, ok := signer.ReadReply([]byte(reply)); !ok || nonce != nonceText {
		t.Errorf("ReadReply = %q, %v", nonce, ok)
	}
}

func TestOnlyAuthenticRequestsAreRead(t *testing.T) {
	for what, message := range map[string]string{
		"nothing":         "",
		"a reply":         reply,
		"no line end":     request[:102],
		"another end":     request[:102] + "\r",
		"one byte more":   request + "\n",
		"upper-case hex":  strings.ToUpper(request),
		"upper-case mac":  request[:38] + strings.ToUpper(request[38:]),
		"another space":   strings.Replace(request, " ", "\t", 1),
		"no space":        request[:37] + "-" + request[38:],
		"another nonce":   strings.Replace(request, "0011", "1100", 1),
		"not hex":         strings.Replace(request, "0011", "zz11", 1),
		"the reply's mac": request[:38] + reply[38:],
	} {
		if nonce, ok := signer.ReadRequest([]byte(message)); ok || nonce != "" {
			t.Errorf("%s was read as %q", what, nonce)
		}
	}
	for i := range request {
		broken := []byte(request)
		broken[i] ^= 1
		if _, ok := signer.ReadRequest(broken); ok {
			t.Errorf("a flipped bit in byte %d went unseen", i)
		}
	}
	if _, ok := (Signer{Key: make([]byte, 32)}).ReadRequest([]byte(request)); ok {
		t.Error("another run's request was read")
	}
}
