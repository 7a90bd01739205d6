package session

import (
	"net"
	"sync"
	"time"
)

// Bounds that keep a stranger's flood from hurting anybody.
const (
	// requestsPerSecond are answered and reported; more are dropped, as a full queue would.
	requestsPerSecond = 2000
	// maxConnections are open at once over all listeners; the oldest stranger makes room.
	maxConnections = 512
	// requestWithin is from accept to a whole request: a forwarder may accept long before the bytes come through.
	requestWithin = 2 * time.Second
	// finWithin is from the reply, or the refusal of a stranger, to the peer's FIN.
	finWithin = time.Second
	// strangerBytes are read before a stranger is cut.
	strangerBytes = 4096
	// dialsAtOnce is enough for a diagnosis in one go and few enough not to be a flood.
	dialsAtOnce = 64
)

// rate counts requests in windows of a second.
type rate struct {
	mu     sync.Mutex
	window time.Time
	count  int
}

// take returns whether one more fits, and counts it.
func (r *rate) take() bool {
	r.mu.Lock()
	defer r.mu.Unlock()
	if now := time.Now(); now.Sub(r.window) >= time.Second {
		r.window, r.count = now, 0
	}
	if r.count >= requestsPerSecond {
		return false
	}
	r.count++
	return true
}

// connections are the TCP connections open over all listeners, in order of arrival.
type connections struct {
	most    int
	mu      sync.Mutex
	open    []net.Conn
	trusted map[net.Conn]bool
	closed  bool
}

// add takes conn in; when there are too many, the oldest stranger is cut (an authentic one only if all are).
func (c *connections) add(conn net.Conn) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.closed {
		conn.Close()
		return
	}
	if len(c.open) >= c.most {
		victim := 0
		for i, one := range c.open {
			if !c.trusted[one] {
				victim = i
				break
			}
		}
		c.open[victim].Close()
		c.drop(victim)
	}
	c.open = append(c.open, conn)
}

// trust marks conn as one of ours.
func (c *connections) trust(conn net.Conn) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.trusted == nil {
		c.trusted = map[net.Conn]bool{}
	}
	c.trusted[conn] = true
}

// remove closes conn and forgets it.
func (c *connections) remove(conn net.Conn) {
	conn.Close()
	c.mu.Lock()
	defer c.mu.Unlock()
	for i, one := range c.open {
		if one == conn {
			c.drop(i)
			break
		}
	}
	delete(c.trusted, conn)
}

// closeAll cuts every connection, and each one that still comes.
func (c *connections) closeAll() {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.closed = true
	for _, conn := range c.open {
		conn.Close()
	}
	c.open = nil
}

func (c *connections) drop(i int) {
	delete(c.trusted, c.open[i])
	c.open = append(c.open[:i], c.open[i+1:]...)
}
