package session

import (
	"io"
	"sync"
	"time"

	"hostnet/helper/internal/jsontext"
	"hostnet/helper/internal/protocol"
)

// backlog is how many lines are kept for a reader that has stopped reading, before it counts as gone.
const backlog = 16_384

// output writes events as JSON lines, in order, without ever holding up a listener or a dial.
type output struct {
	lines  chan []byte
	done   chan struct{}
	lost   func()
	mu     sync.Mutex
	closed bool
}

// newOutput calls lost when nobody reads w any more.
func newOutput(w io.Writer, lost func()) *output {
	o := &output{lines: make(chan []byte, backlog), done: make(chan struct{}), lost: lost}
	go func() {
		defer close(o.done)
		broken := false
		for line := range o.lines {
			if broken {
				continue
			}
			if _, err := w.Write(line); err != nil {
				broken = true
				lost()
			}
		}
	}()
	return o
}

// say queues one event. After close it is dropped.
func (o *output) say(event protocol.Event) {
	line := append(jsontext.Append(nil, event.Object()), '\n')
	o.mu.Lock()
	defer o.mu.Unlock()
	if o.closed {
		return
	}
	select {
	case o.lines <- line:
	default:
		o.closed = true
		close(o.lines)
		go o.lost()
	}
}

// close writes what is queued, for at most limit.
func (o *output) close(limit time.Duration) {
	o.mu.Lock()
	if !o.closed {
		o.closed = true
		close(o.lines)
	}
	o.mu.Unlock()
	select {
	case <-o.done:
	case <-time.After(limit):
	}
}
