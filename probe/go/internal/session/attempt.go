package session

import (
	"time"

	"hostnet/helper/internal/errno"
	"hostnet/helper/internal/protocol"
)

// attempt is how one try of one address ended. Outcome "" means that this machine could not try.
type attempt struct {
	transport string
	started   time.Time
	outcome   string
	phase     string
	errno     string
	local     *protocol.Endpoint
	nonces    []string
	answered  int
	// elapsed is set by the first authentic reply, else by the end.
	elapsed time.Duration
}

func newAttempt(transport string) *attempt {
	return &attempt{transport: transport, started: time.Now(), phase: "connect"}
}

// proved reports whether an authentic reply came.
func (a *attempt) proved() bool { return a.answered > 0 }

func (a *attempt) prove() {
	if a.answered == 0 {
		a.elapsed = time.Since(a.started)
	}
	a.answered++
}

// finish ends the attempt with outcome; name is the errno, "" for none.
func (a *attempt) finish(outcome, name string) *attempt {
	if !a.proved() {
		a.elapsed = time.Since(a.started)
	}
	a.outcome, a.errno = outcome, name
	return a
}

// fail ends the attempt with a system error. After an authentic reply no error takes reachable away.
func (a *attempt) fail(err error) *attempt {
	name := errno.Name(err)
	switch {
	case a.proved():
		return a.finish("reachable", name)
	case errno.IsTimeout(err):
		return a.finish("timed-out", "")
	case name == "":
		return a.finish("", "UNKNOWN")
	}
	return a.finish(outcomeOf(name, a.transport), name)
}
