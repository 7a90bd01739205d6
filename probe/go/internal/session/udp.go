package session

import (
	"net"
	"net/netip"
	"time"

	"hostnet/helper/internal/errno"
	"hostnet/helper/internal/nonce"
	"hostnet/helper/internal/protocol"
	"hostnet/helper/internal/sock"
)

// datagrams is a UDP socket for one dial: connected, so that the system hands ICMP errors to it (RFC 1122 §4.1.3.3),
// or unconnected, where anybody of a group may answer.
type datagrams struct {
	net.Conn
	spread *net.UDPConn
	to     netip.AddrPort
}

func (d datagrams) send(message []byte) error {
	var err error
	if d.spread != nil {
		_, err = d.spread.WriteToUDPAddrPort(message, d.to)
	} else {
		_, err = d.Write(message)
	}
	return err
}

func (s *session) openDatagrams(d *protocol.Dial, address netip.Addr) (datagrams, error) {
	if d.Spread == "" {
		conn, err := sock.Dial(s.ctx, "udp", address, d.Port)
		return datagrams{Conn: conn}, err
	}
	conn, err := sock.DialSpread(s.ctx, address.Unmap(), d.MulticastInterface)
	return datagrams{Conn: conn, spread: conn, to: netip.AddrPortFrom(address.Unmap(), uint16(d.Port))}, err
}

// tryUDP dials once: a request at each of UDPSendAt, within UDPTotal (SpreadTotal). It ends with the first answer when one request is
// open, else stays UDPLinger to count what is still under way. An ICMP refusal is an answer and ends it.
func (s *session) tryUDP(d *protocol.Dial, address netip.Addr) *attempt {
	a := newAttempt("udp")
	if d.Spread != "" {
		a.phase = "bind"
	}
	conn, err := s.openDatagrams(d, address)
	if err != nil {
		return a.fail(err)
	}
	defer conn.Close()
	defer s.closeOnEnd(conn)()
	local := sock.Endpoint(conn.LocalAddr())
	a.local, a.phase = &local, "echo"

	total := protocol.UDPTotal
	if d.Spread != "" {
		total = protocol.SpreadTotal
	}
	end := a.started.Add(total)
	open := map[string]bool{} // sent; true until answered
	stranger := false
	sends := protocol.UDPSendAt[:]
	buffer := make([]byte, 2048)
	for {
		now := time.Now()
		if len(sends) > 0 && !a.proved() && now.Sub(a.started) >= sends[0] {
			sends = sends[1:]
			one := nonce.New()
			if err := conn.send(s.signer.Request(one)); err != nil {
				return a.fail(err)
			}
			a.nonces, open[one] = append(a.nonces, one), true
		}
		if !now.Before(end) {
			return a.finishUDP(stranger)
		}
		wake := end
		if len(sends) > 0 && !a.proved() && a.started.Add(sends[0]).Before(end) {
			wake = a.started.Add(sends[0])
		}
		_ = conn.SetReadDeadline(wake)
		n, err := conn.Read(buffer)
		if err != nil {
			// While late replies are counted, an ICMP message takes nothing back. WSAEMSGSIZE is a stranger's long datagram.
			switch name := errno.Name(err); {
			case errno.IsTimeout(err):
			case name == "EMSGSIZE":
				stranger = true
			case !a.proved() || s.ctx.Err() != nil:
				return a.fail(err)
			default:
				breathe()
			}
			continue
		}
		got, authentic := s.signer.ReadReply(buffer[:n])
		waiting, ours := open[got]
		switch {
		case !authentic || !ours:
			stranger = true
		case waiting: // A reply counts once: a duplicate or a replayed one proves nothing.
			open[got] = false
			if !a.proved() {
				end = earlier(end, time.Now().Add(protocol.UDPLinger))
			}
			if a.prove(); a.answered == len(a.nonces) {
				return a.finish("reachable", "")
			}
		}
	}
}

func (a *attempt) finishUDP(stranger bool) *attempt {
	switch {
	case a.proved():
		return a.finish("reachable", "")
	case stranger:
		return a.finish("wrong-listener", "")
	}
	return a.finish("timed-out", "")
}

func earlier(a, b time.Time) time.Time {
	if b.Before(a) {
		return b
	}
	return a
}
