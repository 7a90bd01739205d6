package inspect

import (
	"context"
	"net/netip"

	"hostnet/helper/internal/errno"
	"hostnet/helper/internal/protocol"
	"hostnet/helper/internal/sock"
)

// Bind tries to bind a TCP socket to a free port of address, as the other implementation does, and closes it at once.
func Bind(ctx context.Context, address string) protocol.Carried {
	literal, err := netip.ParseAddr(address)
	if err != nil {
		return protocol.Carried{Status: "not-measured", Reason: address + " is not a literal IP address", Errno: "EINVAL"}
	}
	listener, err := sock.ListenTCP(ctx, literal, 0, true)
	if err == nil {
		listener.Close()
		return protocol.Carried{Status: "carried"}
	}
	verdict := protocol.Carried{Status: "not-measured", Reason: err.Error(), Errno: errno.Name(err)}
	if verdict.Errno == "EADDRNOTAVAIL" || verdict.Errno == "EAFNOSUPPORT" {
		verdict.Status = "not-carried"
	}
	return verdict
}
