package sock

import (
	"context"
	"net"
	"net/netip"
	"strconv"
)

// ListenTCP returns a listener on addr and port (0 takes a free one).
func ListenTCP(ctx context.Context, addr netip.Addr, port int, ipv6Only bool) (net.Listener, error) {
	if addr.Is4In6() {
		return listenMappedTCP(addr, port)
	}
	var config net.ListenConfig
	return config.Listen(ctx, "tcp"+suffix(addr, ipv6Only), hostPort(addr, port))
}

// ListenUDP returns a bound datagram socket.
func ListenUDP(ctx context.Context, addr netip.Addr, port int, ipv6Only bool) (*net.UDPConn, error) {
	if addr.Is4In6() {
		return listenMappedUDP(addr, port)
	}
	var config net.ListenConfig
	conn, err := config.ListenPacket(ctx, "udp"+suffix(addr, ipv6Only), hostPort(addr, port))
	if err != nil {
		return nil, err
	}
	return conn.(*net.UDPConn), nil
}

// suffix picks Go's network name: only "tcp" and "udp" on :: open a dual-stack socket (IPV6_V6ONLY off, RFC 3493 §5.3).
func suffix(addr netip.Addr, ipv6Only bool) string {
	switch {
	case addr.Is4():
		return "4"
	case addr.IsUnspecified() && !ipv6Only:
		return ""
	}
	return "6"
}

func hostPort(addr netip.Addr, port int) string {
	return net.JoinHostPort(addr.String(), strconv.Itoa(port))
}
