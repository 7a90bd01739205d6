package session

import (
	"context"
	"net/netip"
	"sync"

	"hostnet/helper/internal/inspect"
)

// resolver asks for each name at most once a session, however many lanes share it.
type resolver struct {
	mu    sync.Mutex
	asked map[string]*answer
}

type answer struct {
	ready     chan struct{}
	addresses []netip.Addr
	err       error
}

func (r *resolver) resolve(ctx context.Context, name string) ([]netip.Addr, error) {
	r.mu.Lock()
	a, ok := r.asked[name]
	if !ok {
		if r.asked == nil {
			r.asked = map[string]*answer{}
		}
		a = &answer{ready: make(chan struct{})}
		r.asked[name] = a
		go func() {
			a.addresses, a.err = inspect.Resolve(ctx, name)
			close(a.ready)
		}()
	}
	r.mu.Unlock()
	select {
	case <-a.ready:
		return a.addresses, a.err
	case <-ctx.Done():
		return nil, ctx.Err()
	}
}
