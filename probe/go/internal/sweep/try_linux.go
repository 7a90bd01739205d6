package sweep

import (
	"context"
	"sync"
	"sync/atomic"
	"syscall"
	"time"

	"hostnet/helper/internal/protocol"
)

// lookEvery bounds how long the end of a session goes unseen.
const lookEvery = 20 * time.Millisecond

// hands is how many threads try ports: the time of a loopback sweep is the kernel's, and a second one halves it.
const hands = 2

// try tries ports by non-blocking sockets and epoll(7): on loopback most answers are there when connect returns, so a
// port costs three calls and no goroutine.
func try(ctx context.Context, t task, tell note) {
	share := shared{next: int32(t.from)}
	reuse := t.transport == "tcp" && mayReuse()
	var working sync.WaitGroup
	for i := 0; i < hands; i++ {
		poll, err := syscall.EpollCreate1(syscall.EPOLL_CLOEXEC)
		if err != nil {
			if i == 0 {
				dialEach(ctx, t, tell)
				return
			}
			break
		}
		r := &round{
			task: t, shared: &share, tell: tell, poll: poll, reuse: reuse, spare: -1,
			waiting: map[int32]pending{}, leaving: map[int32]*departure{},
		}
		working.Add(1)
		go func() {
			defer working.Done()
			defer r.closeAll()
			r.run(ctx)
		}()
	}
	working.Wait()
}

// shared is what all hands know: the next port, and which are being tried.
type shared struct {
	next   int32
	trying [1 << 16]uint32
}

// take returns a port that nobody has tried yet; false when there is none.
func (s *shared) take(last int) (int, bool) {
	port := int(atomic.AddInt32(&s.next, 1)) - 1
	return port, port <= last
}

const (
	most        = protocol.SweepAtOnce / hands
	mostLeaving = protocol.LeaveAtOnce / hands
)

func (r *round) run(ctx context.Context) {
	r.family, r.to = target(r.address)
	events := make([]syscall.EpollEvent, most)
	over := false
	for ctx.Err() == nil {
		started := 0
		for ; len(r.waiting) < most && len(r.leaving) < mostLeaving && started < most && !r.full; started++ {
			if n := len(r.again); n > 0 {
				port := r.again[n-1]
				r.again = r.again[:n-1]
				r.start(port)
				continue
			}
			port, ok := r.shared.take(r.task.to)
			if over = !ok; over {
				break
			}
			r.start(port)
		}
		if over && len(r.waiting)+len(r.again)+len(r.leaving) == 0 {
			return
		}
		pause := 0
		if started == 0 || r.full || len(r.waiting) == most || len(r.leaving) >= mostLeaving {
			pause = int(r.pause().Milliseconds())
		}
		r.full = false
		n, err := syscall.EpollWait(r.poll, events, pause)
		for i := 0; err == nil && i < n; i++ {
			r.ready(events[i].Fd)
		}
		r.expire()
		r.expireLeaving()
	}
}
