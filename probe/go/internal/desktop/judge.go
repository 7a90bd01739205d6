package desktop

import "strconv"

// sparseSince is the first SettingsVersion whose store holds only what was ever changed (about Docker Desktop 4.36);
// older ones hold every key, so a missing one there means nothing.
const sparseSince = 41

// value returns what s is set to: the backend first (it knows what is in force), then a locked value of the
// administrator's file, then the user's file. A source that exists but cannot be understood hides those below it,
// except the backend, whose silence only means that Docker Desktop does not run.
func (r readings) value(s setting) Known[bool] {
	if r.late != "" {
		return Unknown[bool](r.late)
	}
	told, why := r.fromBackend(s)
	if told != nil {
		return *told
	}
	unknown := func(reason string) Known[bool] { return Unknown[bool](why + "; " + reason) }
	if r.admin.problem != "" {
		return unknown(r.admin.problem + ", and it outranks the settings file")
	}
	policy, found, err := r.inAdmin(s)
	if err != nil {
		return unknown(err.Error())
	}
	suggested := ""
	if found {
		value, valueErr := boolean(policy.value, s.key+" in "+r.admin.shown)
		locked, lockErr := boolean(policy.locked, s.key+".locked in "+r.admin.shown)
		switch {
		case valueErr != nil:
			return unknown(valueErr.Error())
		case lockErr != nil:
			return unknown(lockErr.Error())
		case locked:
			return Told(value, r.admin.shown)
		}
		// Unlocked it is only a first value, "ignored on existing installs if a user has already customized that value".
		suggested = ", " + r.admin.shown + " only suggests " + strconv.FormatBool(value)
	}
	switch {
	case r.store.problem != "":
		return unknown(r.store.problem)
	case r.store.absent:
		return unknown(r.noStore + " does not exist" + suggested)
	}
	key := s.storeKey(r.old)
	if raw, ok := r.store.members[key]; ok {
		value, err := boolean(raw, key+" in "+r.store.shown)
		if err != nil {
			return unknown(err.Error())
		}
		return Told(value, r.store.shown)
	}
	return r.unset(s, key, suggested, unknown)
}

// unset judges a key that is not in the user's file: off only where that is the default beyond doubt.
func (r readings) unset(s setting, key, suggested string, unknown func(string) Known[bool]) Known[bool] {
	missing := key + " is not set in " + r.store.shown
	version, _ := r.store.members["SettingsVersion"].(float64)
	switch {
	case !s.offByDefault:
		return unknown(missing + suggested)
	case !r.admin.absent:
		return unknown(missing + ", and an administrator's file is in force" + suggested)
	case r.old || version < sparseSince:
		return unknown(missing + ", whose version does not say what that means")
	}
	return Told(false, missing+", which is the default (SettingsVersion "+strconv.FormatFloat(version, 'f', -1, 64)+")")
}

func (r readings) fromBackend(s setting) (*Known[bool], string) {
	switch {
	case r.backend.problem != "":
		return nil, r.backend.problem
	case r.backend.absent:
		return nil, r.backend.shown + " is not there"
	}
	found, ok := r.inBackend(s)
	if !ok {
		return nil, r.backend.shown + " does not name " + s.key
	}
	value, err := boolean(found.value, s.key)
	if err != nil {
		return nil, r.backend.shown + ": " + err.Error()
	}
	told := Told(value, r.backend.shown)
	return &told, ""
}

// locked returns whether an administrator has locked s. No local file is no proof of freedom.
func (r readings) locked(s setting) Known[bool] {
	if r.late != "" {
		return Unknown[bool](r.late)
	}
	if r.backend.ok() {
		if found, ok := r.inBackend(s); ok && found.hasLocked {
			if locked, err := boolean(found.locked, s.key+".locked"); err == nil {
				return Told(locked, r.backend.shown)
			}
		}
	}
	switch {
	case r.admin.problem != "":
		return Unknown[bool](r.admin.problem)
	case r.admin.absent:
		return Unknown[bool]("there is no admin-settings.json, but a policy from Docker's cloud leaves no file")
	}
	policy, found, err := r.inAdmin(s)
	if err != nil {
		return Unknown[bool](err.Error())
	}
	if !found {
		return Unknown[bool](r.admin.shown + " does not name " + s.key + ", but a policy from Docker's cloud leaves no file")
	}
	locked, err := boolean(policy.locked, s.key+".locked in "+r.admin.shown)
	if err != nil {
		return Unknown[bool](err.Error())
	}
	return Told(locked, r.admin.shown)
}
