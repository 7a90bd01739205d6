package facts

import (
	"net"
	"net/netip"
	"os"

	"hostnet/helper/internal/desktop"
	"hostnet/helper/internal/errno"
	"hostnet/helper/internal/protocol"
)

// elsewhere is in TEST-NET-3 (RFC 5737), so it follows the default route; connecting a datagram socket only chooses the
// source address and sends nothing.
const elsewhere = "203.0.113.1:9"

// lanVariable names the LAN address where the helper cannot know it: a network of the tests' own, or a VPN's.
const lanVariable = "HOSTNET_LAN_ADDRESS"

// lanAddress returns the IPv4 address this computer uses towards others: what the environment says, when that is one,
// else the system's choice.
func lanAddress(interfaces []protocol.Interface) desktop.Known[string] {
	if given, err := netip.ParseAddr(os.Getenv(lanVariable)); err == nil && given.Is4() {
		return desktop.Told(given.String(), lanVariable)
	}
	conn, err := net.Dial("udp4", elsewhere)
	if err != nil {
		name := errno.Name(err)
		if name == "ENETUNREACH" || name == "EHOSTUNREACH" {
			return desktop.Unknown[string]("this computer has no IPv4 route to others (" + name + ")")
		}
		return desktop.Unknown[string]("the system chose no source address (" + name + ")")
	}
	defer conn.Close()
	source := conn.LocalAddr().(*net.UDPAddr).AddrPort().Addr().Unmap()
	return judgeSource(source, interfaces)
}

func judgeSource(source netip.Addr, interfaces []protocol.Interface) desktop.Known[string] {
	switch {
	case source.IsUnspecified(), source.IsLoopback():
		return desktop.Unknown[string]("the route to others starts at " + source.String())
	case source.IsLinkLocalUnicast():
		return desktop.Unknown[string]("there is only a link-local address, " + source.String())
	}
	for _, one := range interfaces {
		for _, address := range one.Addresses {
			if address.Address == source.String() {
				return desktop.Told(source.String(), "source address of the default route, on "+one.Name)
			}
		}
	}
	return desktop.Told(source.String(), "source address of the default route")
}
