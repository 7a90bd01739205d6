package session

import (
	"net"
	"testing"
	"time"

	"hostnet/helper/internal/protocol"
)

func TestRateLetsOnlySoManyThrough(t *testing.T) {
	var r rate
	taken := 0
	started := time.Now()
	for i := 0; i < 3*requestsPerSecond; i++ {
		if r.take() {
			taken++
		}
	}
	if time.Since(started) < time.Second && taken != requestsPerSecond {
		t.Errorf("%d were taken", taken)
	}
	r.window = r.window.Add(-2 * time.Second)
	if !r.take() {
		t.Error("the next second lets nothing through")
	}
}

func TestTheOldestStrangerMakesRoom(t *testing.T) {
	c := connections{most: 2}
	friend, stranger, next := new(fakeConn), new(fakeConn), new(fakeConn)
	c.add(friend)
	c.trust(friend)
	c.add(stranger)
	c.add(next)
	if friend.closed || !stranger.closed || next.closed {
		t.Errorf("friend %v, stranger %v, next %v", friend.closed, stranger.closed, next.closed)
	}
	c.remove(next)
	c.closeAll()
	late := new(fakeConn)
	c.add(late)
	if !friend.closed || !next.closed || !late.closed {
		t.Errorf("after the end: friend %v, next %v, late %v", friend.closed, next.closed, late.closed)
	}
}

type fakeConn struct {
	net.Conn
	closed bool
}

func (f *fakeConn) Close() error {
	f.closed = true
	return nil
}

type stuck struct{ released chan struct{} }

func (s stuck) Write(line []byte) (int, error) {
	<-s.released
	return len(line), nil
}

func TestAReaderThatStoppedReadingHoldsNothingUp(t *testing.T) {
	s := stuck{make(chan struct{})}
	defer close(s.released)
	lost := make(chan struct{}, 1)
	o := newOutput(s, func() {
		select {
		case lost <- struct{}{}:
		default:
		}
	})
	for i := 0; i < backlog+10; i++ {
		o.say(&protocol.Done{Reason: "finished"})
	}
	select {
	case <-lost:
	case <-time.After(10 * time.Second):
		t.Fatal("the reader still counts as there")
	}
	started := time.Now()
	o.close(50 * time.Millisecond)
	if took := time.Since(started); took > 5*time.Second {
		t.Errorf("closing took %v", took)
	}
}

func TestOutcomes(t *testing.T) {
	for _, test := range []struct{ errno, transport, want string }{
		{"ECONNREFUSED", "tcp", "refused"}, {"ECONNRESET", "tcp", "reset"}, {"ECONNRESET", "udp", "refused"},
		{"EHOSTUNREACH", "tcp", "no-route"}, {"EADDRNOTAVAIL", "udp", "address-unavailable"}, {"EPERM", "udp", "permission-denied"},
		{"EMFILE", "tcp", ""}, {"ENOBUFS", "udp", ""}, {"ERRNO_9999", "tcp", ""},
	} {
		if got := outcomeOf(test.errno, test.transport); got != test.want {
			t.Errorf("%s over %s is %q, want %q", test.errno, test.transport, got, test.want)
		}
	}
}
