// Package hextext writes and reads hexadecimal. encoding/hex brings fmt and reflect along, a tenth of a megabyte; the
// tests hold this package to it.
package hextext

import "strings"

const digits = "0123456789abcdef"

// Encode returns data as lower-case digits.
func Encode(data []byte) string {
	text := make([]byte, 0, 2*len(data))
	for _, b := range data {
		text = append(text, digits[b>>4], digits[b&0xf])
	}
	return string(text)
}

// Decode returns the bytes in text, of either case; ok is false when it is no hexadecimal text.
func Decode(text string) (data []byte, ok bool) {
	if len(text)%2 != 0 {
		return nil, false
	}
	text = strings.ToLower(text)
	data = make([]byte, len(text)/2)
	for i := range data {
		high, low := strings.IndexByte(digits, text[2*i]), strings.IndexByte(digits, text[2*i+1])
		if high < 0 || low < 0 {
			return nil, false
		}
		data[i] = byte(high<<4 | low)
	}
	return data, true
}
