package session

import (
	"net/netip"
	"strconv"
	"sync"
	"time"

	"hostnet/helper/internal/errno"
	"hostnet/helper/internal/protocol"
)

// dialAll dials every lane at once, bounded, and returns when each is reported and its connection ended, or the session is over.
func (s *session) dialAll() {
	var lanes sync.WaitGroup
	gate := make(chan struct{}, dialsAtOnce)
	for i := range s.spec.Dial {
		d := &s.spec.Dial[i]
		goDo(&lanes, func() { s.dialLane(d, gate) })
	}
	lanes.Wait()
	s.leaving.Wait()
}

func (s *session) dialLane(d *protocol.Dial, gate chan struct{}) {
	begun := s.clock.now()
	addresses, err := s.resolver.resolve(s.ctx, d.Address)
	if s.ctx.Err() != nil {
		return
	}
	if err != nil || len(addresses) == 0 {
		name := errno.Resolve(err)
		if name == "" {
			name = "ENOTFOUND"
		}
		at := s.clock.now()
		s.out.say(&protocol.Dialed{
			Lane: d.Lane, Transport: d.Transport, Port: d.Port, Of: 1,
			Outcome: "resolve-failed", Phase: "resolve", Errno: name,
			Nonces: []string{}, Tries: 1, ElapsedMs: at - begun, At: at,
		})
		return
	}
	var dials sync.WaitGroup
	for _, address := range addresses {
		address := address
		goDo(&dials, func() {
			select {
			case gate <- struct{}{}:
				defer func() { <-gate }()
				s.dialAddress(d, address, len(addresses))
			case <-s.ctx.Done():
			}
		})
	}
	dials.Wait()
}

// dialAddress dials one address until its outcome stands, and reports it. of is how many the lane's name resolved to.
func (s *session) dialAddress(d *protocol.Dial, address netip.Addr, of int) {
	text := address.String()
	if literal, err := netip.ParseAddr(d.Address); err == nil && literal == address {
		text = d.Address // as it was asked for, so that a reader finds it again
	}
	event := protocol.Dialed{
		Lane: d.Lane, Transport: d.Transport, Address: text, Port: d.Port, Of: of, Nonces: []string{},
	}
	var last *attempt
	for s.ctx.Err() == nil {
		startedAt := s.clock.now()
		a := s.try(d, address)
		event.Nonces = append(event.Nonces, a.nonces...)
		if s.ctx.Err() != nil && a.outcome != "reachable" {
			break // cut short: that is no result
		}
		event.Tries++
		event.Answered += a.answered
		last = a
		if a.outcome == "reachable" {
			first := startedAt + milliseconds(a.elapsed)
			event.FirstSuccessMs = &first
		}
		pause := milliseconds(protocol.RedialEvery)
		if !mayChange(a.outcome) || s.clock.now()+pause >= float64(d.RedialForMs) {
			break
		}
		select {
		case <-s.ctx.Done():
		case <-time.After(protocol.RedialEvery):
		}
	}
	if last == nil {
		return
	}
	if last.outcome == "" {
		where := d.Transport + " " + text + " port " + strconv.Itoa(d.Port)
		s.fact(protocol.Failed("dial "+d.Lane, where+": this machine could not dial ("+last.errno+")"))
		return
	}
	event.Outcome, event.Phase, event.Errno, event.Local = last.outcome, last.phase, last.errno, last.local
	event.LastSent, event.LastAnswered = len(last.nonces), last.answered
	event.ElapsedMs, event.At = milliseconds(last.elapsed), s.clock.now()
	s.out.say(&event)
}

func (s *session) try(d *protocol.Dial, address netip.Addr) *attempt {
	if d.Transport == "tcp" {
		return s.tryTCP(d, address)
	}
	return s.tryUDP(d, address)
}
