package inspect

import (
	"net/netip"

	"hostnet/helper/internal/protocol"
)

// Echo is not measured: Windows gives an unprivileged program no ICMP socket.
func Echo(netip.Addr, bool) protocol.Carried {
	return protocol.Carried{Status: "not-measured", Reason: "Windows has no ICMP socket for an ordinary user"}
}
