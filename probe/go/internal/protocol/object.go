package protocol

import (
	"errors"
	"math"
	"sort"
	"strconv"
	"strings"
	"unicode/utf16"
)

// object reads the members of one JSON object exactly: names are case-sensitive, unknown members are refused, and only
// a member that is absent counts as not given. The first thing that is wrong is kept in *err and names its place.
type object struct {
	path    string
	members map[string]any
	err     *error
}

func newObject(path string, value any, err *error) object {
	members, ok := value.(map[string]any)
	o := object{path: path, members: members, err: err}
	if !ok {
		o.fail("", "expected an object")
	}
	return o
}

func (o object) at(name string) string {
	switch {
	case o.path == "" && name == "":
		return "spec"
	case o.path == "":
		return name
	case name == "":
		return o.path
	}
	return o.path + "." + name
}

func (o object) fail(name, what string) {
	if *o.err == nil {
		*o.err = errors.New(o.at(name) + ": " + what)
	}
}

// done refuses members outside known.
func (o object) done(known ...string) {
	var strange []string
next:
	for name := range o.members {
		for _, k := range known {
			if name == k {
				continue next
			}
		}
		strange = append(strange, name)
	}
	if len(strange) > 0 {
		sort.Strings(strange)
		o.fail("", "unknown field "+strconv.QuoteToASCII(strange[0]))
	}
}

func (o object) has(name string) bool {
	_, ok := o.members[name]
	return ok
}

// text reads a string of min..max UTF-16 units, as the contract's own reader counts them.
func (o object) text(name string, min, max int) string {
	value, ok := o.members[name].(string)
	if n := len(utf16.Encode([]rune(value))); !ok || n < min || n > max {
		o.fail(name, "expected a text of "+span(min, max)+" characters")
		return ""
	}
	return value
}

func (o object) optionalText(name string, max int) string {
	if !o.has(name) {
		return ""
	}
	return o.text(name, 0, max)
}

// integer reads a whole number; 5.0 and 5e0 are whole too, as in JavaScript.
func (o object) integer(name string, min, max int) int {
	value, ok := o.members[name].(float64)
	if !ok || value != math.Trunc(value) || value < float64(min) || value > float64(max) {
		o.fail(name, "expected a whole number, "+span(min, max))
		return 0
	}
	return int(value)
}

func (o object) boolean(name string) bool {
	value, ok := o.members[name].(bool)
	if !ok {
		o.fail(name, "expected true or false")
	}
	return value
}

func (o object) optionalBoolean(name string) bool { return o.has(name) && o.boolean(name) }

func (o object) oneOf(name string, allowed ...string) string {
	value, ok := o.members[name].(string)
	for _, a := range allowed {
		if ok && value == a {
			return value
		}
	}
	o.fail(name, "expected one of "+strings.Join(allowed, ", "))
	return ""
}

func (o object) list(name string, max int) []any {
	items, ok := o.members[name].([]any)
	if !ok || len(items) > max {
		o.fail(name, "expected a list of at most "+strconv.Itoa(max))
		return nil
	}
	return items
}

func span(min, max int) string {
	if min == max {
		return strconv.Itoa(min)
	}
	return strconv.Itoa(min) + " to " + strconv.Itoa(max)
}
