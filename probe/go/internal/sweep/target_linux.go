package sweep

import (
	"net"
	"net/netip"
	"strconv"
	"sync/atomic"
	"syscall"
)

// target returns the address family of address and the socket address of a port of it; one caller at a time.
func target(address netip.Addr) (int, func(port int) syscall.Sockaddr) {
	if address.Is4() {
		to := &syscall.SockaddrInet4{Addr: address.As4()}
		return syscall.AF_INET, func(port int) syscall.Sockaddr { to.Port = port; return to }
	}
	to := &syscall.SockaddrInet6{Addr: address.As16()}
	if zone := address.Zone(); zone != "" {
		if index, err := strconv.ParseUint(zone, 10, 32); err == nil {
			to.ZoneId = uint32(index)
		} else if one, err := net.InterfaceByName(zone); err == nil {
			to.ZoneId = uint32(one.Index)
		}
	}
	return syscall.AF_INET6, func(port int) syscall.Sockaddr { to.Port = port; return to }
}

// Whom of this sweep's own sockets a socket is connected to. A port of the ephemeral range may be given to a socket of
// ours, and two that open at once meet (RFC 9293 §3.5): nobody listens there.
const (
	nobody = iota
	itself
	another
)

func (r *round) met(fd, port int) int {
	name, err := syscall.Getsockname(fd)
	if err != nil {
		return nobody
	}
	local, here := 0, false
	switch at := name.(type) {
	case *syscall.SockaddrInet4:
		local, here = at.Port, netip.AddrFrom4(at.Addr) == r.address
	case *syscall.SockaddrInet6:
		local, here = at.Port, netip.AddrFrom16(at.Addr) == r.address.WithZone("")
	}
	switch {
	case !here:
		return nobody
	case local == port:
		return itself
	case atomic.LoadUint32(&r.shared.trying[local]) != 0:
		return another
	}
	return nobody
}
