package session

import (
	"errors"
	"net/netip"
	"time"

	"hostnet/helper/internal/errno"
	"hostnet/helper/internal/protocol"
	"hostnet/helper/internal/sock"
)

// listener is one socket after its bind. serve and close are nil when the bind failed.
type listener struct {
	bound protocol.Bound
	serve func()
	close func()
}

func (s *session) listen() []listener {
	listeners := make([]listener, len(s.spec.Listen))
	for i := range s.spec.Listen {
		listeners[i] = s.open(&s.spec.Listen[i])
	}
	return listeners
}

func (s *session) open(spec *protocol.Listen) listener {
	address, err := netip.ParseAddr(spec.Address)
	if err != nil {
		return notBound(spec, "EINVAL", errors.New(spec.Address+" is not a literal IP address"))
	}
	if spec.Transport == "tcp" {
		socket, err := sock.ListenTCP(s.ctx, address, spec.Port, spec.IPv6Only)
		if err != nil {
			return notBound(spec, "", err)
		}
		return listener{
			bound: bound(spec, sock.Endpoint(socket.Addr())),
			serve: func() { s.serveTCP(spec.ID, socket) },
			close: func() { socket.Close() },
		}
	}
	socket, err := sock.ListenUDP(s.ctx, address, spec.Port, spec.IPv6Only)
	if err != nil {
		return notBound(spec, "", err)
	}
	if spec.MulticastGroup != "" {
		group, err := netip.ParseAddr(spec.MulticastGroup)
		name := "EINVAL"
		if err == nil {
			name, err = "", sock.Join(socket, group, spec.MulticastInterface)
		}
		if err != nil {
			socket.Close()
			return notBound(spec, name, err)
		}
	}
	// Without it a reply leaves from where the routes say: that is no reason not to listen.
	_ = sock.TellDestination(socket)
	return listener{
		bound: bound(spec, sock.Endpoint(socket.LocalAddr())),
		serve: func() { s.serveUDP(spec.ID, socket) },
		close: func() { socket.Close() },
	}
}

func bound(spec *protocol.Listen, at protocol.Endpoint) protocol.Bound {
	return protocol.Bound{ID: spec.ID, Transport: spec.Transport, Endpoint: at}
}

// notBound returns the listener of a failed bind; name "" is taken from err.
func notBound(spec *protocol.Listen, name string, err error) listener {
	if name == "" {
		name = errno.Name(err)
	}
	if name == "" {
		name = "UNKNOWN"
	}
	return listener{bound: protocol.Bound{
		ID: spec.ID, Transport: spec.Transport, Endpoint: protocol.Endpoint{Address: spec.Address},
		Error: &protocol.Failure{Errno: name, Message: err.Error()},
	}}
}

// received reports an authentic request and returns whether it may be answered. The witness comes before the reply, so
// that a dialler that ends everything at its first answer cannot cut it off.
func (s *session) received(id, transport, nonce string, from protocol.Endpoint) bool {
	if s.ctx.Err() != nil || !s.rate.take() {
		return false
	}
	s.out.say(&protocol.Received{Listener: id, Transport: transport, Nonce: nonce, From: from, At: s.clock.now()})
	return true
}

// breathe keeps a socket that fails again and again from taking a whole core.
func breathe() { time.Sleep(5 * time.Millisecond) }
