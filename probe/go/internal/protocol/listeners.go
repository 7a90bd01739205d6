package protocol

import "hostnet/helper/internal/jsontext"

// Listening is one listening socket with all that could be told of it. UID and PID -1, Process and Container "" are
// not told; Container is "" too for a process of no container. Family is ipv4, ipv6, dual or unknown. Queued are the
// connections that the kernel has accepted and the program has not taken, -1 where there is no such thing.
type Listening struct {
	Transport, Address string
	Port               int
	Family             string
	UID, PID           int
	Process, Container string
	Queued             int
}

// Listeners is the result of a listeners inspection. Owners is all, some or none; Reason "" is none;
// UnprivilegedPortStart is -1 where there is no such thing.
type Listeners struct {
	Sockets               []Listening
	Owners, Reason        string
	UnprivilegedPortStart int
}

// OwnersOf returns of how many of these the owner is known: all, some or none.
func OwnersOf(sockets []Listening) string {
	known := 0
	for _, one := range sockets {
		if one.PID >= 0 {
			known++
		}
	}
	switch known {
	case len(sockets):
		return "all"
	case 0:
		return "none"
	}
	return "some"
}

// FoundListeners is the result of a listeners inspection, in lines of ListenersALine.
func FoundListeners(found Listeners) []Fact {
	parts := (len(found.Sockets) + ListenersALine - 1) / ListenersALine
	if parts == 0 {
		parts = 1
	}
	facts := make([]Fact, parts)
	rest := found.Sockets
	for i := range facts {
		some := rest
		if len(some) > ListenersALine {
			some = some[:ListenersALine]
		}
		rest = rest[len(some):]
		list := make(jsontext.List, len(some))
		for j, s := range some {
			list[j] = jsontext.Object{
				"transport", s.Transport, "address", s.Address, "port", s.Port, "family", s.Family, "uid", known(s.UID),
				"pid", known(s.PID), "process", orNull(s.Process), "container", orNull(s.Container),
				"queued", known(s.Queued),
			}
		}
		facts[i] = Fact{Kind: "listeners", Found: jsontext.Object{
			"listeners", list, "part", i + 1, "parts", parts, "owners", found.Owners, "reason", orNull(found.Reason),
			"unprivilegedPortStart", known(found.UnprivilegedPortStart),
		}}
	}
	return facts
}

// FoundArrival is the result of an arrivals inspection; nil when none came.
func FoundArrival(port int, seen *[2]Endpoint) Fact {
	var ends any
	if seen != nil {
		ends = jsontext.Object{"local", seen[0].object(), "remote", seen[1].object()}
	}
	return Fact{Kind: "arrivals", Found: jsontext.Object{"port", port, "seen", ends}}
}

// FoundAnswers is the result of a discover inspection.
func FoundAnswers(asked string, answered []string) Fact {
	return Fact{Kind: "discover", Found: jsontext.Object{"protocol", asked, "answered", answered}}
}

// known returns nil, which is null, for -1.
func known(number int) any {
	if number < 0 {
		return nil
	}
	return number
}
