package desktop

import (
	"errors"
	"strings"
)

// entry is a bare value or {locked, value}.
type entry struct {
	value     any
	locked    any
	hasLocked bool
}

func entryOf(value any) entry {
	members, ok := value.(map[string]any)
	if !ok {
		return entry{value: value}
	}
	locked, has := members["locked"]
	return entry{value: members["value"], locked: locked, hasLocked: has}
}

// inBackend finds s in the backend's answer.
func (r readings) inBackend(s setting) (entry, bool) {
	for _, path := range s.groups {
		members := r.backend.members
		for _, name := range path {
			members, _ = members[name].(map[string]any)
		}
		if value, ok := members[s.key]; ok {
			return entryOf(value), true
		}
	}
	return entry{}, false
}

// inAdmin finds s in the administrator's file, whose names are matched without regard to case.
func (r readings) inAdmin(s setting) (entry, bool, error) {
	var found []any
	for name, value := range r.admin.members {
		if strings.EqualFold(name, s.key) {
			found = append(found, value)
		}
	}
	switch len(found) {
	case 0:
		return entry{}, false, nil
	case 1:
		if e := entryOf(found[0]); e.hasLocked {
			return e, true, nil
		}
		return entry{}, false, errors.New(s.key + " in " + r.admin.shown + " is not {locked, value}")
	}
	return entry{}, false, errors.New(s.key + " stands more than once in " + r.admin.shown)
}

func (s setting) storeKey(old bool) string {
	if old {
		return s.key
	}
	return strings.ToUpper(s.key[:1]) + s.key[1:]
}
