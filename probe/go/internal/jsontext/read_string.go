package jsontext

import (
	"strconv"
	"unicode/utf16"
	"unicode/utf8"
)

func (r *reader) string() string {
	r.at++
	var text []byte
	for {
		c := r.peek()
		switch {
		case c < 0x20: // also the end
			r.fail()
			return ""
		case c == '"':
			r.at++
			return string(text)
		case c == '\\':
			r.at++
			text = r.escape(text)
		case c < utf8.RuneSelf:
			text = append(text, c)
			r.at++
		default:
			one, size := utf8.DecodeRuneInString(r.text[r.at:])
			text = utf8.AppendRune(text, one)
			r.at += size
		}
	}
}

func (r *reader) escape(text []byte) []byte {
	c := r.peek()
	r.at++
	switch c {
	case '"', '\\', '/':
		return append(text, c)
	case 'b':
		return append(text, '\b')
	case 'f':
		return append(text, '\f')
	case 'n':
		return append(text, '\n')
	case 'r':
		return append(text, '\r')
	case 't':
		return append(text, '\t')
	case 'u':
		one := r.hex4()
		if utf16.IsSurrogate(one) {
			// Half a pair alone becomes U+FFFD, and what follows it stands for itself.
			back := r.at
			if r.take('\\') && r.take('u') {
				if both := utf16.DecodeRune(one, r.hex4()); both != utf8.RuneError {
					return utf8.AppendRune(text, both)
				}
			}
			if !r.failed {
				r.at = back
			}
			one = utf8.RuneError
		}
		return utf8.AppendRune(text, one)
	}
	r.fail()
	return text
}

func (r *reader) hex4() rune {
	if r.failed || r.at+4 > len(r.text) {
		r.fail()
		return 0
	}
	digits := r.text[r.at : r.at+4]
	value, err := strconv.ParseUint(digits, 16, 16)
	if err != nil { // ParseUint takes neither sign nor underscore in base 16
		r.fail()
		return 0
	}
	r.at += 4
	return rune(value)
}
