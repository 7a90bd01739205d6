package inspect

import (
	"context"
	"net/netip"

	"hostnet/helper/internal/errno"
	"hostnet/helper/internal/protocol"
	"hostnet/helper/internal/sock"
)

// Bind tries to bind a datagram socket, which nobody can connect to, to a free port of address.
func Bind(ctx context.Context, address string) protocol.Carried {
	literal, err := netip.ParseAddr(address)
	if err != nil {
		return protocol.Carried{Status: "not-measured", Reason: "the address is not a literal IP address"}
	}
	conn, err := sock.ListenUDP(ctx, literal, 0, false)
	if err == nil {
		conn.Close()
		return protocol.Carried{Status: "carried"}
	}
	verdict := protocol.Carried{Status: "not-measured", Reason: err.Error(), Errno: errno.Name(err)}
	if verdict.Errno == "EADDRNOTAVAIL" || verdict.Errno == "EAFNOSUPPORT" {
		verdict.Status = "not-carried"
	}
	return verdict
}
