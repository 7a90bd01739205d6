package session

import (
	"strconv"
	"sync"
	"time"

	"hostnet/helper/internal/errno"
	"hostnet/helper/internal/inspect"
	"hostnet/helper/internal/protocol"
)

// inspectAll runs all inspections at once. Each yields exactly one facts line: its own, or failed with the reason.
func (s *session) inspectAll() {
	var looks sync.WaitGroup
	for i := range s.spec.Inspect {
		spec := &s.spec.Inspect[i]
		goDo(&looks, func() {
			found := make(chan protocol.Fact, 1)
			go func() { found <- s.look(spec) }()
			select {
			case fact := <-found:
				if s.ctx.Err() == nil {
					s.fact(fact)
				}
			case <-time.After(protocol.InspectMax):
				most := strconv.FormatInt(protocol.InspectMax.Milliseconds(), 10)
				s.fact(protocol.Failed(nameOf(spec), "no result within "+most+" ms"))
			case <-s.ctx.Done():
			}
		})
	}
	looks.Wait()
}

func (s *session) fact(fact protocol.Fact) {
	fact.At = s.clock.now()
	s.out.say(&fact)
}

// nameOf names an inspection as its spec does: kind and subject.
func nameOf(spec *protocol.Inspect) string {
	name := spec.Kind
	if spec.Subject != "" {
		name += " " + spec.Subject
	}
	if spec.Raw {
		name += " raw"
	}
	return name
}

func (s *session) look(spec *protocol.Inspect) protocol.Fact {
	switch spec.Kind {
	case "interfaces":
		found, err := inspect.Interfaces()
		if err != nil {
			return protocol.Failed(nameOf(spec), err.Error())
		}
		return protocol.FoundInterfaces(found)
	case "sockets":
		found, err := inspect.Sockets()
		if err != nil {
			return protocol.Failed(nameOf(spec), err.Error())
		}
		return protocol.FoundSockets(found)
	case "resolve":
		found, err := s.resolver.resolve(s.ctx, spec.Subject)
		addresses := []string{}
		for _, address := range found {
			addresses = append(addresses, address.String())
		}
		return protocol.FoundAddresses(spec.Subject, addresses, errno.Resolve(err))
	}
	started := time.Now()
	carried := s.carried(spec)
	return protocol.FoundCarried(spec, carried, milliseconds(time.Since(started)))
}

func (s *session) carried(spec *protocol.Inspect) protocol.Carried {
	if spec.Kind == "bind" {
		return inspect.Bind(s.ctx, spec.Subject)
	}
	addresses, err := s.resolver.resolve(s.ctx, spec.Subject)
	if err != nil || len(addresses) == 0 {
		return protocol.Carried{Status: "not-measured", Reason: "the target does not resolve", Errno: errno.Resolve(err)}
	}
	return inspect.Echo(addresses[0], spec.Raw)
}
