package session

import (
	"bytes"
	"context"
	"errors"
	"io"
	"net"
	"net/netip"
	"time"

	"hostnet/helper/internal/errno"
	"hostnet/helper/internal/nonce"
	"hostnet/helper/internal/protocol"
	"hostnet/helper/internal/sock"
)

// tryTCP dials once: connect, echo, orderly close, each with its own deadline. An accept alone is never reachable,
// unless the handshake is all that was asked for.
func (s *session) tryTCP(d *protocol.Dial, address netip.Addr) *attempt {
	a := newAttempt("tcp")
	begun := time.Now()
	patience := time.Duration(d.PatienceMs) * time.Millisecond
	connect := protocol.TCPConnect
	if patience > 0 {
		connect = patience
	}
	ctx, cancel := context.WithTimeout(s.ctx, connect)
	defer cancel()
	conn, err := sock.Dial(ctx, "tcp", address, d.Port)
	if err != nil {
		return a.fail(err)
	}
	defer func() { s.part(a, conn) }()
	defer s.closeOnEnd(conn)()
	local := sock.Endpoint(conn.LocalAddr())
	a.local = &local
	// Simultaneous open (RFC 9293 §3.5): a dial to a free ephemeral port can meet itself. Nobody listens there.
	if local == sock.Endpoint(conn.RemoteAddr()) {
		return a.finish("refused", "ECONNREFUSED")
	}
	if d.ConnectOnly {
		return a.hold(conn, time.Duration(d.HoldMs)*time.Millisecond)
	}
	a.phase = "echo"
	echo := protocol.TCPEcho
	if left := patience - time.Since(begun); left > echo {
		echo = left
	}
	_ = conn.SetDeadline(time.Now().Add(echo))
	sent := nonce.New()
	expected := s.signer.Reply(sent)
	if _, err := conn.Write(s.signer.Request(sent)); err != nil {
		return a.fail(err)
	}
	a.nonces = append(a.nonces, sent)
	if got, err := readReply(conn, expected); err != nil {
		return a.failEcho(got, expected, err)
	}
	a.prove()
	a.phase = "close"
	return a.awaitClose(conn)
}

// part closes conn. A program that is still at its other end is left as a client leaves that has nothing more to say,
// beside the dials that follow.
func (s *session) part(a *attempt, conn net.Conn) {
	switch a.outcome {
	case "reachable", "wrong-listener", "timed-out":
		if a.phase != "close" {
			goDo(&s.leaving, func() { sock.Leave(s.ctx, conn) })
			return
		}
	}
	conn.Close()
}

// hold keeps a bare connection for so long and tells whether the peer ended it without a word. What the peer says is
// dropped, but who greets and hangs up has answered: nobody that accepts on behalf of another has anything to say.
func (a *attempt) hold(conn net.Conn, keep time.Duration) *attempt {
	if keep > 0 {
		_ = conn.SetDeadline(time.Now().Add(keep))
		said, err := io.Copy(io.Discard, conn)
		switch {
		case err == nil && said == 0:
			return a.finish("closed", "")
		case err != nil && !errno.IsTimeout(err):
			return a.fail(err)
		}
	}
	return a.finish("reachable", "")
}

var errStranger = errors.New("not the expected reply")

// readReply reads until expected has come whole; errStranger as soon as the bytes are no beginning of it. The one reply
// that is right is known beforehand, so comparing bytes is verifying its mac.
func readReply(conn net.Conn, expected []byte) (got []byte, err error) {
	buffer := make([]byte, len(expected))
	length := 0
	for {
		n, err := conn.Read(buffer[length:])
		length += n
		switch {
		case !bytes.HasPrefix(expected, buffer[:length]):
			return buffer[:length], errStranger
		case length == len(expected):
			return buffer, nil
		case err != nil:
			return buffer[:length], err
		}
	}
}

func (a *attempt) failEcho(got, expected []byte, err error) *attempt {
	switch {
	case errors.Is(err, errStranger):
		return a.finish("wrong-listener", "")
	case errors.Is(err, io.EOF):
		return a.finish("closed", "")
	}
	return a.fail(err)
}

// awaitClose sends FIN and waits for the peer's. The lane is proved by now; a close that fails is told by its errno.
func (a *attempt) awaitClose(conn net.Conn) *attempt {
	_ = conn.SetDeadline(time.Now().Add(protocol.TCPClose))
	if half, ok := conn.(*net.TCPConn); ok {
		_ = half.CloseWrite()
	}
	rest := make([]byte, 64)
	for {
		_, err := conn.Read(rest)
		switch {
		case err == nil:
		case errors.Is(err, io.EOF):
			return a.finish("reachable", "")
		case errno.IsTimeout(err):
			return a.finish("reachable", "ETIMEDOUT")
		default:
			return a.finish("reachable", errno.Name(err))
		}
	}
}

// closeOnEnd closes conn when the session ends; the returned function takes that back.
func (s *session) closeOnEnd(conn io.Closer) func() {
	over := make(chan struct{})
	go func() {
		select {
		case <-s.ctx.Done():
			conn.Close()
		case <-over:
		}
	}()
	return func() { close(over) }
}
