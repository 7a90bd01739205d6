package protocol

import "hostnet/helper/internal/jsontext"

// InterfaceAddress is one address of an interface; Prefix is its length in bits, Internal marks loopback.
type InterfaceAddress struct {
	Address  string
	Prefix   int
	Internal bool
}

// Interface is one network interface that is up and has an address.
type Interface struct {
	Name, MAC string
	Addresses []InterfaceAddress
}

// InterfaceList returns interfaces as events and host facts carry them.
func InterfaceList(interfaces []Interface) jsontext.List {
	list := jsontext.List{}
	for _, one := range interfaces {
		addresses := jsontext.List{}
		for _, a := range one.Addresses {
			addresses = append(addresses, jsontext.Object{"address", a.Address, "prefix", a.Prefix, "internal", a.Internal})
		}
		list = append(list, jsontext.Object{"name", one.Name, "mac", one.MAC, "addresses", addresses})
	}
	return list
}

// Socket is one listening socket and its owner's uid.
type Socket struct {
	Transport, Address string
	Port, UID          int
}

// Fact is one inspection's result: its kind, what it found, and when.
type Fact struct {
	Kind  string
	Found jsontext.Object
	At    float64
}

// Object returns the event's line.
func (e *Fact) Object() jsontext.Object {
	line := jsontext.Object{"event", "facts", "kind", e.Kind}
	return append(append(line, e.Found...), "at", e.At)
}

// FoundInterfaces is the result of an interfaces inspection.
func FoundInterfaces(interfaces []Interface) Fact {
	return Fact{Kind: "interfaces", Found: jsontext.Object{"interfaces", InterfaceList(interfaces)}}
}

// FoundSockets is the result of a sockets inspection.
func FoundSockets(sockets []Socket) Fact {
	list := jsontext.List{}
	for _, s := range sockets {
		list = append(list, jsontext.Object{"transport", s.Transport, "address", s.Address, "port", s.Port, "uid", s.UID})
	}
	return Fact{Kind: "sockets", Found: jsontext.Object{"sockets", list}}
}

// FoundAddresses is the result of a resolve inspection; errno "" is none.
func FoundAddresses(name string, addresses []string, errno string) Fact {
	return Fact{Kind: "resolve", Found: jsontext.Object{"name", name, "addresses", addresses, "errno", orNull(errno)}}
}

// Carried is the result of an icmp or bind inspection. Status is carried, not-carried or not-measured; Reason and Errno
// may be "".
type Carried struct{ Status, Reason, Errno string }

// FoundCarried is the result of an icmp or bind inspection that took elapsedMs.
func FoundCarried(spec *Inspect, c Carried, elapsedMs float64) Fact {
	found := jsontext.Object{"target", spec.Subject}
	if spec.Kind == "icmp" {
		found = append(found, "raw", spec.Raw)
	}
	return Fact{Kind: spec.Kind, Found: append(found, jsontext.Object{
		"status", c.Status, "reason", orNull(c.Reason), "errno", orNull(c.Errno), "elapsedMs", elapsedMs,
	}...)}
}

// Failed is an inspection, or a dial, that could not run at all.
func Failed(inspection, reason string) Fact {
	return Fact{Kind: "failed", Found: jsontext.Object{"inspection", inspection, "reason", reason}}
}
