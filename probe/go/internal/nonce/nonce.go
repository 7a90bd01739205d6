// Package nonce makes the random names of requests.
package nonce

import (
	"crypto/rand"

	"hostnet/helper/internal/hextext"
)

// New returns 16 random bytes as 32 lower-case hex digits.
func New() string {
	var bytes [16]byte
	if _, err := rand.Read(bytes[:]); err != nil {
		panic(err) // the system has no randomness: nothing here can be trusted then
	}
	return hextext.Encode(bytes[:])
}
