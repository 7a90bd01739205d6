package inspect

import (
	"net/netip"
	"time"

	"hostnet/helper/internal/protocol"
	"hostnet/helper/internal/sock"
)

// arrivedStates are those of a connection whose handshake the peer has finished: all but LISTEN, SYN_SENT, SYN_RECV,
// NEW_SYN_RECV and CLOSE (net/tcp_states.h).
const arrivedStates = 1<<1 | 1<<4 | 1<<5 | 1<<stateTimeWait | 1<<8 | 1<<9 | 1<<11

const watchEvery = 25 * time.Millisecond

type connection struct{ local, remote netip.AddrPort }

// Watch knows the TCP connections to a local port that there were when it was made.
type Watch struct {
	port   uint16
	before map[connection]uint8
}

// NewWatch returns a watch of port that counts nothing that is there already.
func NewWatch(port int) (*Watch, error) {
	w := &Watch{port: uint16(port), before: map[connection]uint8{}}
	return w, connections(w.port, func(one connection, state uint8) { w.before[one] = state })
}

// Await returns both ends of the first new connection; nil when there was none within forMs or until stop.
func (w *Watch) Await(forMs int, stop <-chan struct{}) (*[2]protocol.Endpoint, error) {
	over := time.After(time.Duration(forMs) * time.Millisecond)
	tick := time.NewTicker(watchEvery)
	defer tick.Stop()
	for last := false; ; {
		var seen *[2]protocol.Endpoint
		err := connections(w.port, func(one connection, state uint8) {
			// The two ends of a connection that lingers in TIME_WAIT can be used again.
			if was, old := w.before[one]; seen == nil && (!old || was == stateTimeWait && state != stateTimeWait) {
				seen = &[2]protocol.Endpoint{sock.FromAddrPort(one.local), sock.FromAddrPort(one.remote)}
			}
		})
		if err != nil || seen != nil || last {
			return seen, err
		}
		select {
		case <-tick.C:
		case <-over:
			last = true // what came in the last pause counts
		case <-stop:
			return nil, nil
		}
	}
}

// connections calls each with every TCP connection whose local port is port.
func connections(port uint16, each func(connection, uint8)) error {
	for _, table := range tables {
		if table.transport != "tcp" {
			continue
		}
		err := dumpSockets(table.family, "tcp", arrivedStates, port, func(one diagSocket) {
			if one.local.Port() == port && 1<<one.state&arrivedStates != 0 {
				each(connection{one.local, one.remote}, one.state)
			}
		})
		if err == nil {
			continue
		}
		err = readProcNet(table.name, func(one procSocket) {
			if one.local.Port() == port && 1<<one.state&arrivedStates != 0 {
				each(connection{one.local, one.remote}, one.state)
			}
		})
		if err != nil {
			return err
		}
	}
	return nil
}
