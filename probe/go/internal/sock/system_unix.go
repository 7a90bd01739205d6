//go:build !windows

package sock

import (
	"net"
	"net/netip"
	"os"
	"syscall"
)

type handle = int

func prepareTCP(netip.Addr, syscall.RawConn) error { return nil }

func join6(fd handle, mreq *syscall.IPv6Mreq) error {
	return syscall.SetsockoptIPv6Mreq(fd, syscall.IPPROTO_IPV6, syscall.IPV6_JOIN_GROUP, mreq)
}

// setByte: the BSDs take IP_MULTICAST_TTL as one byte (ip(4)), Linux as either.
func setByte(err *error, fd handle, option int, value byte) {
	if *err == nil {
		*err = os.NewSyscallError("setsockopt", syscall.SetsockoptByte(fd, syscall.IPPROTO_IP, option, value))
	}
}

func listenMappedTCP(addr netip.Addr, port int) (net.Listener, error) {
	file, err := bindMapped(syscall.SOCK_STREAM, addr, port)
	if err != nil {
		return nil, err
	}
	defer file.Close()
	if err := syscall.Listen(int(file.Fd()), syscall.SOMAXCONN); err != nil {
		return nil, os.NewSyscallError("listen", err)
	}
	return net.FileListener(file)
}

func listenMappedUDP(addr netip.Addr, port int) (*net.UDPConn, error) {
	file, err := bindMapped(syscall.SOCK_DGRAM, addr, port)
	if err != nil {
		return nil, err
	}
	defer file.Close()
	conn, err := net.FilePacketConn(file)
	if err != nil {
		return nil, err
	}
	return conn.(*net.UDPConn), nil
}

// bindMapped opens an AF_INET6 socket on ::ffff:a.b.c.d, which Go's net package has no name for.
func bindMapped(kind int, addr netip.Addr, port int) (*os.File, error) {
	syscall.ForkLock.RLock()
	fd, err := syscall.Socket(syscall.AF_INET6, kind, 0)
	if err == nil {
		syscall.CloseOnExec(fd)
	}
	syscall.ForkLock.RUnlock()
	if err != nil {
		return nil, os.NewSyscallError("socket", err)
	}
	file := os.NewFile(uintptr(fd), "listener")
	err = syscall.SetsockoptInt(fd, syscall.IPPROTO_IPV6, syscall.IPV6_V6ONLY, 0)
	if err == nil && kind == syscall.SOCK_STREAM {
		err = syscall.SetsockoptInt(fd, syscall.SOL_SOCKET, syscall.SO_REUSEADDR, 1)
	}
	if err == nil {
		err = syscall.Bind(fd, &syscall.SockaddrInet6{Port: port, Addr: addr.As16()})
	}
	if err != nil {
		file.Close()
		return nil, os.NewSyscallError("bind", err)
	}
	return file, nil
}
