package sock

import (
	"context"
	"errors"
	"net"
	"net/netip"
	"os"
	"strconv"
	"strings"
	"syscall"
)

// Dial returns a connected socket to addr: its UDP form gets ICMP errors back. A v4-mapped addr goes through an
// AF_INET6 socket on every system: a local address of :: makes Go open a dual-stack socket and hand the kernel
// ::ffff:a.b.c.d, and guard refuses the socket should Go ever choose otherwise.
func Dial(ctx context.Context, transport string, addr netip.Addr, port int) (net.Conn, error) {
	d := net.Dialer{KeepAlive: -1, FallbackDelay: -1}
	network, family := transport+"4", "4"
	switch {
	case addr.Is4In6():
		network, family = transport, "6"
		d.LocalAddr = anyIPv6(transport)
	case addr.Is6():
		network, family = transport+"6", "6"
	}
	d.Control = func(opened, _ string, raw syscall.RawConn) error {
		if !strings.HasSuffix(opened, family) {
			return errors.New("the socket is not of the address family that was asked for")
		}
		if transport == "udp" {
			// Go allows broadcast on every IPv4 datagram socket; an ordinary program does not have that leave.
			return control(raw, func(fd handle) error {
				return os.NewSyscallError("setsockopt", syscall.SetsockoptInt(fd, syscall.SOL_SOCKET, syscall.SO_BROADCAST, 0))
			})
		}
		return prepareTCP(addr, raw)
	}
	return d.DialContext(ctx, network, net.JoinHostPort(addr.String(), strconv.Itoa(port)))
}

func anyIPv6(transport string) net.Addr {
	if transport == "udp" {
		return &net.UDPAddr{IP: net.IPv6unspecified}
	}
	return &net.TCPAddr{IP: net.IPv6unspecified}
}

// DialSpread returns an unconnected UDP socket for a multicast group or a broadcast address: TTL 1, and broadcast
// allowed (Go sets SO_BROADCAST on every IPv4 datagram socket). iface picks the interface multicast leaves by, "" the
// system's choice.
func DialSpread(ctx context.Context, to netip.Addr, iface string) (*net.UDPConn, error) {
	network, local := "udp4", "0.0.0.0:0"
	if to.Is6() {
		network, local = "udp6", "[::]:0"
	}
	config := net.ListenConfig{Control: func(_, _ string, raw syscall.RawConn) error {
		return control(raw, func(fd handle) error { return setSpread(fd, to.Is6(), iface) })
	}}
	conn, err := config.ListenPacket(ctx, network, local)
	if err != nil {
		return nil, err
	}
	return conn.(*net.UDPConn), nil
}
