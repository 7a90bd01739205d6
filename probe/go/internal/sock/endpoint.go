// Package sock opens the sockets a session needs. Go's net package picks the address family by the address and unmaps
// v4-mapped addresses on the way; here the family is the one that was asked for.
package sock

import (
	"net"
	"net/netip"

	"hostnet/helper/internal/protocol"
)

// Endpoint returns addr as events carry it. An IPv4 peer of an IPv6 socket keeps its mapped form (::ffff:a.b.c.d).
func Endpoint(addr net.Addr) protocol.Endpoint {
	switch a := addr.(type) {
	case *net.TCPAddr:
		return FromAddrPort(a.AddrPort())
	case *net.UDPAddr:
		return FromAddrPort(a.AddrPort())
	}
	return protocol.Endpoint{}
}

// FromAddrPort returns ap as events carry it.
func FromAddrPort(ap netip.AddrPort) protocol.Endpoint {
	return protocol.Endpoint{Address: ap.Addr().String(), Port: int(ap.Port())}
}
