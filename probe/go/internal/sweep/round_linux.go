package sweep

import (
	"sync/atomic"
	"syscall"
	"time"

	"hostnet/helper/internal/errno"
)

// pending is a socket whose answer is awaited.
type pending struct {
	port  int
	until time.Time
}

type round struct {
	task
	shared  *shared
	tell    note
	poll    int
	family  int
	to      func(port int) syscall.Sockaddr
	waiting map[int32]pending
	// queue holds waiting sockets in order of their deadlines, and some that are answered.
	queue []queued
	// spare is a socket that was refused and serves again where reuse allows it; -1 for none.
	spare int
	reuse bool
	again []int
	// leaving are the open connections that are being ended, departures the order in which their time is over.
	leaving    map[int32]*departure
	departures []departing
	buffer     [1 << 16]byte
	tries      map[int]int
	full       bool
}

type queued struct {
	fd   int32
	port int
}

func (r *round) socket() (int, error) {
	if fd := r.spare; fd >= 0 {
		r.spare = -1
		return fd, nil
	}
	kind := syscall.SOCK_STREAM
	if r.transport == "udp" {
		kind = syscall.SOCK_DGRAM
	}
	return syscall.Socket(r.family, kind|syscall.SOCK_NONBLOCK|syscall.SOCK_CLOEXEC, 0)
}

func (r *round) start(port int) {
	fd, err := r.socket()
	if (err == syscall.EMFILE || err == syscall.ENFILE) && len(r.waiting)+len(r.leaving) > 0 {
		r.again, r.full = append(r.again, port), true // fewer at once, then
		return
	}
	if err != nil {
		r.fault(port, err)
		return
	}
	r.mark(port, 1)
	err = connect(fd, r.to(port))
	if err == nil && r.transport == "udp" {
		if _, err = syscall.Write(fd, question); err == nil {
			err = syscall.EALREADY
		}
	}
	if err == syscall.ECONNREFUSED && r.reuse {
		r.spare = fd
		r.mark(port, 0)
		r.tell(port, closed, "")
		return
	}
	if err != syscall.EALREADY {
		r.answered(fd, port, err)
		return
	}
	event := syscall.EpollEvent{Events: syscall.EPOLLIN | syscall.EPOLLRDHUP, Fd: int32(fd)}
	if r.transport == "tcp" {
		event.Events = syscall.EPOLLOUT
	}
	if err := syscall.EpollCtl(r.poll, syscall.EPOLL_CTL_ADD, fd, &event); err != nil {
		r.answered(fd, port, err)
		return
	}
	r.waiting[int32(fd)] = pending{port, time.Now().Add(r.wait)}
	r.queue = append(r.queue, queued{int32(fd), port})
}

// ready asks a socket that has something to say.
func (r *round) ready(fd int32) {
	if one, ok := r.leaving[fd]; ok {
		r.drop(fd, one)
		return
	}
	one, ok := r.waiting[fd]
	if !ok {
		return
	}
	var err error
	if r.transport == "udp" {
		var some [16]byte
		_, err = syscall.Read(int(fd), some[:])
	} else {
		var code int
		if code, err = syscall.GetsockoptInt(int(fd), syscall.SOL_SOCKET, syscall.SO_ERROR); err == nil && code != 0 {
			err = syscall.Errno(code)
		}
	}
	if err == syscall.EAGAIN {
		return
	}
	delete(r.waiting, fd)
	r.answered(int(fd), one.port, err)
}

// answered ends fd and tells how its port ended.
func (r *round) answered(fd, port int, err error) {
	met := nobody
	if err == nil {
		met = r.met(fd, port)
	}
	if err == nil && met != itself && r.transport == "tcp" {
		r.leave(fd)
	} else {
		syscall.Close(fd)
	}
	if stateOf(errno.Name(err), r.transport) == open {
		met = another // whoever of two sockets that met is heard first cuts the other: a reset may be that
	}
	if met == another && r.tries[port] < mutualTries {
		if r.tries == nil {
			r.tries = map[int]int{}
		}
		r.tries[port]++
		r.again = append(r.again, port) // and stays marked, so that the other one sees whom it met
		return
	}
	r.mark(port, 0)
	switch {
	case err != nil:
		r.fault(port, err)
	case met == itself:
		r.tell(port, closed, "")
	default:
		r.tell(port, open, "")
	}
}

func (r *round) fault(port int, err error) {
	name := errno.Name(err)
	how := stateOf(name, r.transport)
	if how != failed {
		name = ""
	}
	r.tell(port, how, name)
}

// pause returns how long there is nothing to do unless something is answered.
func (r *round) pause() time.Duration {
	for len(r.queue) > 0 {
		first := r.queue[0]
		if one, ok := r.waiting[first.fd]; ok && one.port == first.port {
			left := time.Until(one.until) + time.Millisecond
			if left > lookEvery {
				return lookEvery
			}
			return left
		}
		r.queue = r.queue[1:]
	}
	return lookEvery
}

// expire ends the sockets that have been silent for too long.
func (r *round) expire() {
	for len(r.queue) > 0 {
		first := r.queue[0]
		one, ok := r.waiting[first.fd]
		if ok && one.port == first.port {
			if time.Now().Before(one.until) {
				return
			}
			syscall.Close(int(first.fd))
			delete(r.waiting, first.fd)
			r.mark(one.port, 0)
			r.tell(one.port, silent, "")
		}
		r.queue = r.queue[1:]
	}
}

func (r *round) mark(port int, trying uint32) { atomic.StoreUint32(&r.shared.trying[port], trying) }

func (r *round) closeAll() {
	syscall.Close(r.poll)
	if r.spare >= 0 {
		syscall.Close(r.spare)
	}
	for fd := range r.waiting {
		syscall.Close(int(fd))
	}
	for fd, one := range r.leaving {
		r.closeLeaving(fd, one)
	}
}
