package inspect

import (
	"net/netip"
	"os"
	"strconv"
	"strings"
	"syscall"

	"hostnet/helper/internal/errno"
	"hostnet/helper/internal/protocol"
)

// tables are the four kinds of sockets that strangers can reach, and the state that makes one a listener.
var tables = [...]struct {
	name, transport string
	family          uint8
	state           uint8
}{
	{"tcp", "tcp", syscall.AF_INET, stateListen},
	{"tcp6", "tcp", syscall.AF_INET6, stateListen},
	{"udp", "udp", syscall.AF_INET, stateUnconnected},
	{"udp6", "udp", syscall.AF_INET6, stateUnconnected},
}

// Listeners returns every listening socket of this network namespace with its family and its owner, as far as this
// user's rights reach.
func Listeners() (protocol.Listeners, error) {
	found := protocol.Listeners{Sockets: []protocol.Listening{}, UnprivilegedPortStart: unprivilegedPortStart()}
	inodes := []uint32{}
	add := func(transport string, local netip.AddrPort, v6Only, uid int, inode, received uint32) {
		queued := -1
		if transport == "tcp" {
			queued = int(received)
		}
		found.Sockets = append(found.Sockets, protocol.Listening{
			Transport: transport, Address: local.Addr().String(), Port: int(local.Port()),
			Family: familyOf(local.Addr(), v6Only), UID: uid, PID: -1, Queued: queued,
		})
		inodes = append(inodes, inode)
	}
	refused := ""
	for _, table := range tables {
		mark := len(inodes)
		err := dumpSockets(table.family, table.transport, 1<<table.state, 0, func(one diagSocket) {
			add(table.transport, one.local, one.v6Only, one.uid, one.inode, one.received)
		})
		if err == nil {
			continue
		}
		// What came before a dump broke would stand twice.
		found.Sockets, inodes = found.Sockets[:mark], inodes[:mark]
		if refused == "" {
			refused = errno.Name(err)
		}
		err = readProcNet(table.name, func(one procSocket) {
			if one.state == table.state {
				add(table.transport, one.local, -1, one.uid, one.inode, one.received)
			}
		})
		if err != nil {
			return found, err
		}
	}
	why := own(found.Sockets, inodes)
	if refused != "" {
		told := "the kernel refused sock_diag (" + refused + "), so a socket on :: may take IPv4 too or not"
		why = strings.TrimPrefix(why+"; "+told, "; ")
	}
	found.Owners, found.Reason = protocol.OwnersOf(found.Sockets), why
	return found, nil
}

// familyOf: v6Only is IPV6_V6ONLY, -1 where it is not told. A mapped address is reached over IPv4 alone.
func familyOf(local netip.Addr, v6Only int) string {
	switch {
	case local.Is4(), local.Is4In6():
		return "ipv4"
	case !local.IsUnspecified(), v6Only == 1:
		return "ipv6"
	case v6Only == 0:
		return "dual"
	}
	return "unknown"
}

// unprivilegedPortStart returns net.ipv4.ip_unprivileged_port_start (kernel, ip-sysctl); -1 where it is not told.
func unprivilegedPortStart() int {
	text, err := os.ReadFile("/proc/sys/net/ipv4/ip_unprivileged_port_start")
	if err != nil {
		return -1
	}
	port, err := strconv.Atoi(strings.TrimSpace(string(text)))
	if err != nil {
		return -1
	}
	return port
}
