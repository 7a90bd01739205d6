package sweep

import (
	"syscall"
	"time"

	"hostnet/helper/internal/protocol"
)

// departure is an open connection that is being ended as sock.Leave does it, without a goroutine.
type departure struct {
	until   time.Time
	dropped int
}

// departing is an entry of the queue of departures, in order of their ends; stale when fd is another connection by now.
type departing struct {
	fd    int32
	until time.Time
}

// leave sends FIN and takes the socket over until the other side ends too.
func (r *round) leave(fd int) {
	_ = syscall.Shutdown(fd, syscall.SHUT_WR)
	event := syscall.EpollEvent{Events: syscall.EPOLLIN | syscall.EPOLLRDHUP, Fd: int32(fd)}
	err := syscall.EpollCtl(r.poll, syscall.EPOLL_CTL_MOD, fd, &event)
	if err == syscall.ENOENT {
		err = syscall.EpollCtl(r.poll, syscall.EPOLL_CTL_ADD, fd, &event)
	}
	if err != nil {
		syscall.Close(fd)
		return
	}
	until := time.Now().Add(protocol.LeaveMax)
	r.leaving[int32(fd)] = &departure{until: until}
	r.departures = append(r.departures, departing{int32(fd), until})
}

// drop reads what has arrived, and closes the socket when the other side has ended, or says too much.
func (r *round) drop(fd int32, one *departure) {
	for one.dropped < protocol.LeaveBytes {
		n, err := syscall.Read(int(fd), r.buffer[:])
		if err == syscall.EINTR {
			continue
		}
		if err == syscall.EAGAIN {
			return
		}
		if n <= 0 {
			break
		}
		one.dropped += n
	}
	syscall.Close(int(fd))
	delete(r.leaving, fd)
}

// expireLeaving closes those whose other side has not ended in time, with nothing unread: that would be a reset.
func (r *round) expireLeaving() {
	for len(r.departures) > 0 {
		first := r.departures[0]
		one, ok := r.leaving[first.fd]
		if ok && one.until == first.until {
			if time.Now().Before(one.until) {
				return
			}
			r.closeLeaving(first.fd, one)
		}
		r.departures = r.departures[1:]
	}
}

func (r *round) closeLeaving(fd int32, one *departure) {
	r.drop(fd, one)
	if _, still := r.leaving[fd]; still {
		syscall.Close(int(fd))
		delete(r.leaving, fd)
	}
}
