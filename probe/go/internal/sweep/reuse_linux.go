package sweep

import "syscall"

// mayReuse returns whether a TCP socket that was refused can be connected again, which saves two calls of four a port.
// Linux's connect disconnects such a socket itself; POSIX leaves it open, and a kernel that only looks like Linux may
// repeat the old answer. So it is tried here: refused by a port that is bound and does not listen, then let in by one
// that does.
func mayReuse() bool {
	deaf, ok := loopback(false)
	if !ok {
		return false
	}
	defer syscall.Close(deaf.fd)
	listens, ok := loopback(true)
	if !ok {
		return false
	}
	defer syscall.Close(listens.fd)
	fd, err := syscall.Socket(syscall.AF_INET, syscall.SOCK_STREAM|syscall.SOCK_NONBLOCK|syscall.SOCK_CLOEXEC, 0)
	if err != nil {
		return false
	}
	defer syscall.Close(fd)
	_ = syscall.SetsockoptLinger(fd, syscall.SOL_SOCKET, syscall.SO_LINGER, &syscall.Linger{Onoff: 1})
	return connect(fd, deaf.at) == syscall.ECONNREFUSED && connect(fd, listens.at) == nil
}

// connect returns the answer where it is there at once: loopback's comes while the first call still holds the socket,
// and a second one tells it. EALREADY is none yet.
func connect(fd int, to syscall.Sockaddr) error {
	err := syscall.Connect(fd, to)
	if err == syscall.EINPROGRESS {
		err = syscall.Connect(fd, to)
	}
	return err
}

type bound struct {
	fd int
	at syscall.Sockaddr
}

// loopback returns a TCP socket on a free port of 127.0.0.1.
func loopback(listen bool) (bound, bool) {
	fd, err := syscall.Socket(syscall.AF_INET, syscall.SOCK_STREAM|syscall.SOCK_CLOEXEC, 0)
	if err != nil {
		return bound{}, false
	}
	err = syscall.Bind(fd, &syscall.SockaddrInet4{Addr: [4]byte{127, 0, 0, 1}})
	if err == nil && listen {
		err = syscall.Listen(fd, 1)
	}
	var at syscall.Sockaddr
	if err == nil {
		at, err = syscall.Getsockname(fd)
	}
	if err != nil {
		syscall.Close(fd)
		return bound{}, false
	}
	return bound{fd, at}, true
}
