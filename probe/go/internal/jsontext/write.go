// Package jsontext reads and writes JSON (RFC 8259). encoding/json and the reflection it needs would take the helper
// over its 2.5 MB; the tests hold this package to encoding/json.
package jsontext

import (
	"strconv"
	"unicode/utf8"
)

// Object is written with its members in this order: name, value, name, value, …
type Object []any

// List is written as an array.
type List []any

// Append adds value to line: Object, List, []string, string, bool, int, float64 (finite), nil, or a pointer to string
// or float64, where nil is null. Anything else is a mistake of the caller and panics.
func Append(line []byte, value any) []byte {
	switch v := value.(type) {
	case nil:
		return append(line, "null"...)
	case bool:
		return strconv.AppendBool(line, v)
	case int:
		return strconv.AppendInt(line, int64(v), 10)
	case float64:
		return strconv.AppendFloat(line, v, 'f', -1, 64)
	case *float64:
		if v == nil {
			return append(line, "null"...)
		}
		return strconv.AppendFloat(line, *v, 'f', -1, 64)
	case string:
		return appendString(line, v)
	case *string:
		if v == nil {
			return append(line, "null"...)
		}
		return appendString(line, *v)
	case []string:
		line = append(line, '[')
		for i, item := range v {
			line = appendString(comma(line, i), item)
		}
		return append(line, ']')
	case List:
		line = append(line, '[')
		for i, item := range v {
			line = Append(comma(line, i), item)
		}
		return append(line, ']')
	case Object:
		line = append(line, '{')
		for i := 0; i < len(v); i += 2 {
			line = append(appendString(comma(line, i), v[i].(string)), ':')
			line = Append(line, v[i+1])
		}
		return append(line, '}')
	}
	panic("jsontext: a value of a kind it does not write")
}

func comma(line []byte, i int) []byte {
	if i > 0 {
		return append(line, ',')
	}
	return line
}

func appendString(line []byte, text string) []byte {
	const digits = "0123456789abcdef"
	line = append(line, '"')
	for _, c := range text { // a broken byte comes as U+FFFD
		switch {
		case c == '"' || c == '\\':
			line = append(line, '\\', byte(c))
		case c == '\n':
			line = append(line, '\\', 'n')
		case c < 0x20 || c == 0x7f:
			line = append(line, '\\', 'u', '0', '0', digits[c>>4], digits[c&0xf])
		default:
			line = utf8.AppendRune(line, c)
		}
	}
	return append(line, '"')
}
