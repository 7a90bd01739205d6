package inspect

import (
	"context"
	"net"
	"net/netip"

	"hostnet/helper/internal/protocol"
)

// Resolve returns every address of name, without duplicates, in the resolver's order, within the protocol's deadline.
// A literal is its own address. On Linux and macOS this is Go's own resolver: the hosts file and the servers of
// resolv.conf, not mDNS or per-domain resolvers; on Windows it is the system's.
func Resolve(ctx context.Context, name string) ([]netip.Addr, error) {
	if literal, err := netip.ParseAddr(name); err == nil {
		return []netip.Addr{literal}, nil
	}
	ctx, cancel := context.WithTimeout(ctx, protocol.ResolveMax)
	defer cancel()
	found, err := net.DefaultResolver.LookupIPAddr(ctx, name)
	if err != nil {
		return nil, err
	}
	return distinct(found), nil
}

// distinct keeps each address once, in order: a hosts file may give a name the same one twice.
func distinct(found []net.IPAddr) []netip.Addr {
	addresses := make([]netip.Addr, 0, len(found))
	seen := map[netip.Addr]bool{}
	for _, one := range found {
		address, ok := netip.AddrFromSlice(one.IP)
		if !ok {
			continue
		}
		// Go keeps IPv4 answers in 16 bytes; a resolver never answers with a mapped address.
		address = address.Unmap().WithZone(one.Zone)
		if !seen[address] {
			seen[address] = true
			addresses = append(addresses, address)
		}
	}
	return addresses
}
