// Package sweep tries a range of ports on one address, each once.
package sweep

import (
	"context"
	"net/netip"
	"time"

	"hostnet/helper/internal/protocol"
)

// state is how one port ended; 0 is not yet.
type state uint8

const (
	open state = iota + 1
	closed
	silent
	failed
)

// question is all a UDP port is sent: an empty line. It is too short to be a request of any protocol with a header, and
// an empty line asks a protocol of text for nothing; an empty datagram would look like an end of file to some programs.
var question = []byte{'\n'}

// task is what both ways of trying ports need.
type task struct {
	transport string
	address   netip.Addr
	from, to  int
	wait      time.Duration
}

// note hears of one port's end, once a port. errno is "" unless the port could not be tried.
type note func(port int, how state, errno string)

// Run tries every port of spec and calls say with a line whenever there is something to tell. It returns when all are
// tried, with last true in the last line, or soon after ctx has ended, and then without one.
func Run(ctx context.Context, spec *protocol.Sweep, address netip.Addr, say func(protocol.Swept)) {
	lines := newLines(spec, say)
	try(ctx, task{
		transport: spec.Transport, address: address, from: spec.From, to: spec.To,
		wait: time.Duration(spec.WaitMs) * time.Millisecond,
	}, lines.note)
}

// stateOf returns what an errno says of a port. After ECONNRESET and EPIPE over TCP there was a handshake.
func stateOf(name, transport string) state {
	switch name {
	case "ECONNREFUSED":
		return closed
	case "ECONNRESET", "EPIPE":
		if transport == "udp" {
			return closed // Winsock's word for ICMP port unreachable
		}
		return open
	case "ETIMEDOUT":
		return silent
	}
	return failed
}
