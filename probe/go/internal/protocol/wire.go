package protocol

import (
	"crypto/hmac"
	"crypto/sha256"

	"hostnet/helper/internal/hextext"
)

// MessageBytes is the length of a request and of a reply: equal, so an echo never amplifies.
const MessageBytes = 103

const (
	requestTag = "HNQ1"
	replyTag   = "HNR1"
	nonceHex   = 32
	macHex     = 64
)

// Signer signs and verifies messages of one run. Key is the run's token: the 32 bytes, not their hex.
type Signer struct{ Key []byte }

// Request returns the request that carries nonce (32 hex digits).
func (s Signer) Request(nonce string) []byte { return s.message(requestTag, 'q', nonce) }

// Reply returns the reply to a request that carried nonce.
func (s Signer) Reply(nonce string) []byte { return s.message(replyTag, 'r', nonce) }

// ReadRequest returns the nonce of an authentic request; ok is false for anything else.
func (s Signer) ReadRequest(message []byte) (nonce string, ok bool) {
	return s.read(requestTag, 'q', message)
}

// ReadReply returns the nonce of an authentic reply; ok is false for anything else.
func (s Signer) ReadReply(message []byte) (nonce string, ok bool) {
	return s.read(replyTag, 'r', message)
}

func (s Signer) message(tag string, prefix byte, nonce string) []byte {
	return []byte(tag + " " + nonce + " " + hextext.Encode(s.mac(prefix, nonce)) + "\n")
}

func (s Signer) mac(prefix byte, nonce string) []byte {
	h := hmac.New(sha256.New, s.Key)
	h.Write(append([]byte{prefix}, nonce...))
	return h.Sum(nil)
}

// read compares the mac in constant time (hmac.Equal), so that its bytes cannot be guessed one by one.
func (s Signer) read(tag string, prefix byte, message []byte) (string, bool) {
	if len(message) != MessageBytes || message[MessageBytes-1] != '\n' {
		return "", false
	}
	const nonceAt = len(requestTag) + 1
	const macAt = nonceAt + nonceHex + 1
	if string(message[:nonceAt]) != tag+" " || message[macAt-1] != ' ' {
		return "", false
	}
	nonce := string(message[nonceAt : macAt-1])
	mac := string(message[macAt : macAt+macHex])
	if !lowerHex(nonce) || !lowerHex(mac) {
		return "", false
	}
	given, ok := hextext.Decode(mac)
	if !ok || !hmac.Equal(given, s.mac(prefix, nonce)) {
		return "", false
	}
	return nonce, true
}

func lowerHex(text string) bool {
	for _, c := range []byte(text) {
		if !(c >= '0' && c <= '9' || c >= 'a' && c <= 'f') {
			return false
		}
	}
	return true
}
