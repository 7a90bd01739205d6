package sweep

import (
	"sync"
	"time"

	"hostnet/helper/internal/protocol"
)

const (
	linePorts = 1000
	lineEvery = 250 * time.Millisecond
)

// lines makes lines of ports that end in any order: each is of ports in a row, and none is told twice.
type lines struct {
	spec *protocol.Sweep
	say  func(protocol.Swept)

	mu sync.Mutex
	// how holds each port's state; told of them are in a line, done is the first that has not ended.
	how        []state
	errnos     map[int]string
	told, done int
	lastAt     time.Time
}

func newLines(spec *protocol.Sweep, say func(protocol.Swept)) *lines {
	return &lines{
		spec: spec, say: say, how: make([]state, spec.To-spec.From+1), errnos: map[int]string{}, lastAt: time.Now(),
	}
}

func (l *lines) note(port int, how state, errno string) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.how[port-l.spec.From] = how
	if how == failed {
		l.errnos[port-l.spec.From] = errno
	}
	for l.done < len(l.how) && l.how[l.done] != 0 {
		l.done++
	}
	for l.done > l.told {
		all := l.done == len(l.how)
		if !all && l.done-l.told < linePorts && time.Since(l.lastAt) < lineEvery {
			return
		}
		l.tell()
	}
}

// tell says the next line, of at most linePorts.
func (l *lines) tell() {
	end := l.told + linePorts
	if end > l.done {
		end = l.done
	}
	line := protocol.Swept{
		ID: l.spec.ID, Transport: l.spec.Transport, Address: l.spec.Address,
		From: l.spec.From + l.told, To: l.spec.From + end - 1, Open: []int{}, Silent: []int{}, Last: end == len(l.how),
	}
	for i := l.told; i < end; i++ {
		switch l.how[i] {
		case open:
			line.Open = append(line.Open, l.spec.From+i)
		case closed:
			line.Closed++
		case silent:
			line.Silent = append(line.Silent, l.spec.From+i)
		case failed:
			if line.Failed++; line.Errno == "" {
				line.Errno = l.errnos[i]
			}
		}
	}
	l.told, l.lastAt = end, time.Now()
	l.say(line)
}
