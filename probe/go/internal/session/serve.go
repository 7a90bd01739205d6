package session

import (
	"net"
	"net/netip"
	"time"

	"hostnet/helper/internal/protocol"
	"hostnet/helper/internal/sock"
)

// serveUDP answers authentic requests and is silent to everything else.
func (s *session) serveUDP(id string, socket *net.UDPConn) {
	buffer, oob := make([]byte, 2048), make([]byte, 128)
	for s.ctx.Err() == nil {
		n, told, _, from, err := socket.ReadMsgUDPAddrPort(buffer, oob)
		if err != nil {
			// Windows tells here of a datagram too long, or of an ICMP answer to a reply: the asker's trouble, not ours.
			breathe()
			continue
		}
		nonce, ok := s.signer.ReadRequest(buffer[:n])
		if ok && s.received(id, "udp", nonce, sock.FromAddrPort(from)) {
			s.replyUDP(socket, s.signer.Reply(nonce), sock.ReplyFrom(oob[:told]), from)
		}
	}
}

// replyUDP leaves from where the request arrived, where that is told and possible: not from a broadcast address.
func (s *session) replyUDP(socket *net.UDPConn, reply, source []byte, to netip.AddrPort) {
	if source != nil {
		if _, _, err := socket.WriteMsgUDPAddrPort(reply, source, to); err == nil {
			return
		}
	}
	_, _ = socket.WriteToUDPAddrPort(reply, to)
}

func (s *session) serveTCP(id string, socket net.Listener) {
	for s.ctx.Err() == nil {
		conn, err := socket.Accept()
		if err != nil {
			breathe()
			continue
		}
		s.conns.add(conn)
		go s.serveConn(id, conn)
	}
}

// serveConn reads one message and answers it when it is authentic. Then the peer's FIN is awaited and what a stranger
// still sends is drained up to a bound: a close with unread bytes would be a reset.
func (s *session) serveConn(id string, conn net.Conn) {
	defer s.conns.remove(conn)
	from := sock.Endpoint(conn.RemoteAddr())
	_ = conn.SetDeadline(time.Now().Add(requestWithin))
	message, complete := readMessage(conn)
	nonce, authentic := "", false
	if complete {
		nonce, authentic = s.signer.ReadRequest(message)
	}
	_ = conn.SetDeadline(time.Now().Add(finWithin))
	if authentic && s.received(id, "tcp", nonce, from) {
		s.conns.trust(conn)
		if _, err := conn.Write(s.signer.Reply(nonce)); err != nil {
			return
		}
	} else if half, ok := conn.(*net.TCPConn); ok {
		_ = half.CloseWrite()
	}
	drain(conn, strangerBytes-len(message))
}

// readMessage reads until there is a whole message, or until what came cannot become a request any more.
func readMessage(conn net.Conn) (message []byte, complete bool) {
	const tag = "HNQ1 "
	buffer := make([]byte, strangerBytes)
	length := 0
	for {
		n, err := conn.Read(buffer[length:])
		length += n
		compared := len(tag)
		if length < compared {
			compared = length
		}
		if length >= protocol.MessageBytes || string(buffer[:compared]) != tag[:compared] {
			return buffer[:length], length == protocol.MessageBytes
		}
		if err != nil {
			return buffer[:length], false
		}
	}
}

func drain(conn net.Conn, most int) {
	buffer := make([]byte, 512)
	for most > 0 {
		n, err := conn.Read(buffer)
		most -= n
		if err != nil {
			return
		}
	}
}
