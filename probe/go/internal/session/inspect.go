package session

import (
	"strconv"
	"sync"
	"time"

	"hostnet/helper/internal/errno"
	"hostnet/helper/internal/inspect"
	"hostnet/helper/internal/protocol"
)

// inspectAll runs all inspections at once. Each yields exactly one facts line, a long list several: its own, or failed
// with the reason. watches are what watchBefore returned.
func (s *session) inspectAll(watches []watch) {
	var looks sync.WaitGroup
	for i := range s.spec.Inspect {
		spec, watch := &s.spec.Inspect[i], &watches[i]
		limit := protocol.InspectMax
		if spec.ForMs > 0 {
			limit = time.Duration(spec.ForMs)*time.Millisecond + protocol.WatchExtra
		}
		goDo(&looks, func() {
			found := make(chan []protocol.Fact, 1)
			go func() { found <- s.look(spec, watch) }()
			select {
			case facts := <-found:
				if s.ctx.Err() == nil {
					for _, fact := range facts {
						s.fact(fact)
					}
				}
			case <-time.After(limit):
				most := strconv.FormatInt(limit.Milliseconds(), 10)
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

// watch is what an arrivals inspection was begun with.
type watch struct {
	on  *inspect.Watch
	err error
}

// watchBefore notes, before anybody is told that the session is ready, what the watched ports have already; one entry
// an inspection.
func (s *session) watchBefore() []watch {
	watches := make([]watch, len(s.spec.Inspect))
	for i := range s.spec.Inspect {
		if spec := &s.spec.Inspect[i]; spec.Kind == "arrivals" {
			watches[i].on, watches[i].err = inspect.NewWatch(spec.Port)
		}
	}
	return watches
}

func (s *session) look(spec *protocol.Inspect, watch *watch) []protocol.Fact {
	if spec.Kind == "listeners" {
		found, err := inspect.Listeners()
		if err != nil {
			return []protocol.Fact{protocol.Failed(nameOf(spec), err.Error())}
		}
		return protocol.FoundListeners(found)
	}
	fact, err := s.lookOnce(spec, watch)
	if err != nil {
		fact = protocol.Failed(nameOf(spec), err.Error())
	}
	return []protocol.Fact{fact}
}

func (s *session) lookOnce(spec *protocol.Inspect, watch *watch) (protocol.Fact, error) {
	switch spec.Kind {
	case "interfaces":
		found, err := inspect.Interfaces()
		return protocol.FoundInterfaces(found), err
	case "sockets":
		found, err := inspect.Sockets()
		return protocol.FoundSockets(found), err
	case "arrivals":
		if watch.err != nil {
			return protocol.Fact{}, watch.err
		}
		seen, err := watch.on.Await(spec.ForMs, s.ctx.Done())
		return protocol.FoundArrival(spec.Port, seen), err
	case "discover":
		answered, err := inspect.Discover(s.ctx, spec.Subject, time.Duration(spec.ForMs)*time.Millisecond)
		return protocol.FoundAnswers(spec.Subject, answered), err
	case "resolve":
		found, err := s.resolver.resolve(s.ctx, spec.Subject)
		addresses := []string{}
		for _, address := range found {
			addresses = append(addresses, address.String())
		}
		return protocol.FoundAddresses(spec.Subject, addresses, errno.Resolve(err)), nil
	}
	started := time.Now()
	carried := s.carried(spec)
	return protocol.FoundCarried(spec, carried, milliseconds(time.Since(started))), nil
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
