package sweep

import (
	"context"
	"net"
	"sync"
	"time"

	"hostnet/helper/internal/errno"
	"hostnet/helper/internal/protocol"
	"hostnet/helper/internal/sock"
)

// mutualTries is how often a port is tried again that met another of this sweep's own sockets.
const mutualTries = 3

// dialEach tries ports by the means every system has.
func dialEach(ctx context.Context, t task, tell note) {
	d := dialer{task: t, trying: map[int]bool{}, room: make(chan struct{}, protocol.LeaveAtOnce)}
	ports := make(chan int)
	var workers sync.WaitGroup
	for i := 0; i < protocol.SweepAtOnce && i <= t.to-t.from; i++ {
		workers.Add(1)
		go func() {
			defer workers.Done()
			for port := range ports {
				if how, name := d.port(ctx, port); ctx.Err() == nil {
					tell(port, how, name)
				}
			}
		}()
	}
	for port := t.from; port <= t.to && ctx.Err() == nil; port++ {
		select {
		case ports <- port:
		case <-ctx.Done():
		}
	}
	close(ports)
	workers.Wait()
	d.leaving.Wait()
}

type dialer struct {
	task
	mu     sync.Mutex
	trying map[int]bool
	// leaving are the open connections that are being ended, each with a place in room.
	leaving sync.WaitGroup
	room    chan struct{}
}

// leave ends an open connection beside the ports that are tried; it waits while too many are being ended.
func (d *dialer) leave(ctx context.Context, conn net.Conn) {
	d.room <- struct{}{}
	d.leaving.Add(1)
	go func() {
		defer d.leaving.Done()
		sock.Leave(ctx, conn)
		<-d.room
	}()
}

func (d *dialer) mark(port int, trying bool) {
	d.mu.Lock()
	defer d.mu.Unlock()
	if trying {
		d.trying[port] = true
	} else {
		delete(d.trying, port)
	}
}

func (d *dialer) isTrying(port int) bool {
	d.mu.Lock()
	defer d.mu.Unlock()
	return d.trying[port]
}

func (d *dialer) port(ctx context.Context, port int) (state, string) {
	d.mark(port, true)
	defer d.mark(port, false)
	for again := 0; ; again++ {
		how, name, mutual := d.once(ctx, port)
		if !mutual || again == mutualTries {
			return how, name
		}
	}
}

// once tries a port. mutual tells that the answer may be of another socket of ours, which was given the very port that
// is tried (RFC 9293 §3.5), and not of a listener.
func (d *dialer) once(session context.Context, port int) (how state, name string, mutual bool) {
	ctx, cancel := context.WithTimeout(session, d.wait)
	defer cancel()
	conn, err := sock.Dial(ctx, d.transport, d.address, port)
	if err != nil {
		return d.fault(err)
	}
	local, remote := sock.Endpoint(conn.LocalAddr()), sock.Endpoint(conn.RemoteAddr())
	if local == remote {
		conn.Close()
		return closed, "", false // it met itself: nobody listens there
	}
	mutual = local.Address == remote.Address && d.isTrying(local.Port)
	if d.transport == "tcp" {
		d.leave(session, conn)
		return open, "", mutual
	}
	defer conn.Close()
	if _, err := conn.Write(question); err != nil {
		return d.fault(err)
	}
	_ = conn.SetReadDeadline(time.Now().Add(d.wait))
	if _, err := conn.Read(make([]byte, 16)); err != nil && errno.Name(err) != "EMSGSIZE" {
		return d.fault(err)
	}
	return open, "", mutual
}

func (d *dialer) fault(err error) (state, string, bool) {
	if errno.IsTimeout(err) {
		return silent, "", false
	}
	name := errno.Name(err)
	if name == "" {
		name = "UNKNOWN"
	}
	how := stateOf(name, d.transport)
	if how != failed {
		name = ""
	}
	// Whoever of two sockets that met is heard first cuts the other: an open port that resets may be that.
	return how, name, how == open
}
