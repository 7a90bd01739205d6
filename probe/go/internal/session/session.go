// Package session runs one probe session: it binds, says ready, dials and inspects, and says done last.
package session

import (
	"context"
	"os"
	"sync"
	"time"

	"hostnet/helper/internal/host"
	"hostnet/helper/internal/protocol"
)

// session is what the parts of a session share.
type session struct {
	spec     *protocol.Spec
	signer   protocol.Signer
	clock    clock
	out      *output
	ctx      context.Context
	end      func(reason string)
	resolver resolver
	rate     rate
	conns    connections
	// leaving are connections to programs of others whose dial is reported and that are being ended.
	leaving sync.WaitGroup
}

// Run runs spec and returns when every socket is closed and every line written, at the latest StopMax after the reason
// to end. stop tells of a signal.
func Run(spec *protocol.Spec, out *os.File, started time.Time, stop <-chan os.Signal) {
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	var once sync.Once
	reason := "finished"
	end := func(why string) {
		once.Do(func() {
			reason = why
			cancel()
		})
	}
	s := &session{
		spec:   spec,
		signer: protocol.Signer{Key: spec.Token},
		clock:  clock{started},
		ctx:    ctx,
		end:    end,
		conns:  connections{most: maxConnections},
	}
	s.out = newOutput(out, func() { end("output-closed") })
	lifetime := time.AfterFunc(time.Duration(spec.LifetimeMs)*time.Millisecond-time.Since(started), func() { end("lifetime") })
	defer lifetime.Stop()
	go host.Watch(out, ctx.Done(), end)
	go func() {
		select {
		case <-stop:
			end("signal")
		case <-ctx.Done():
		}
	}()
	s.run()
	s.out.say(&protocol.Done{Reason: reason, At: s.clock.now()})
	s.out.close(protocol.StopMax / 2)
}

// run returns when the session is over and its sockets are closed.
func (s *session) run() {
	var serving, working sync.WaitGroup
	listeners := s.listen()
	bound := make([]protocol.Bound, len(listeners))
	for i, l := range listeners {
		bound[i] = l.bound
	}
	watches := s.watchBefore()
	s.out.say(&protocol.Ready{Vantage: s.spec.Vantage, PID: os.Getpid(), At: s.clock.now(), Listeners: bound})
	for _, l := range listeners {
		if l.serve != nil {
			goDo(&serving, l.serve)
		}
	}
	goDo(&working, s.dialAll)
	goDo(&working, func() { s.inspectAll(watches) })
	goDo(&working, s.sweepAll)
	go func() {
		working.Wait()
		if !s.spec.Stay {
			s.end("finished")
		}
	}()
	<-s.ctx.Done()
	for _, l := range listeners {
		if l.close != nil {
			l.close()
		}
	}
	s.conns.closeAll()
	// What hangs, a look-up for one, must not hold up the end.
	waitAtMost(protocol.StopMax/4, &working, &serving)
}

func goDo(group *sync.WaitGroup, do func()) {
	group.Add(1)
	go func() {
		defer group.Done()
		do()
	}()
}

func waitAtMost(limit time.Duration, groups ...*sync.WaitGroup) {
	done := make(chan struct{})
	go func() {
		for _, group := range groups {
			group.Wait()
		}
		close(done)
	}()
	select {
	case <-done:
	case <-time.After(limit):
	}
}
