// Package desktop reads what Docker Desktop's settings say, from its backend and its files. All of it is undocumented or
// may be overruled, so each value is a hint with its source, or unknown with the reason. Only the keys named in
// settings.go are read, nothing is ever written, and no credential is touched.
package desktop

import "hostnet/helper/internal/jsontext"

// Known is a value with its source, or the reason why there is none.
type Known[T any] struct {
	ok     bool
	value  T
	source string
	reason string
}

// Told returns a known value.
func Told[T any](value T, source string) Known[T] {
	return Known[T]{ok: true, value: value, source: source}
}

// Unknown returns the lack of a value.
func Unknown[T any](reason string) Known[T] { return Known[T]{reason: reason} }

// Object returns the three-valued form of core's facts.
func (k Known[T]) Object() jsontext.Object {
	if k.ok {
		return jsontext.Object{"known", true, "value", k.value, "source", k.source}
	}
	return jsontext.Object{"known", false, "reason", k.reason}
}
