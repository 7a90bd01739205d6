// Package inspect looks at the network namespace the helper runs in. It runs no command.
package inspect

import (
	"net"
	"net/netip"

	"hostnet/helper/internal/protocol"
)

// Interfaces returns the interfaces that are up and running and have an address, as Node's os.networkInterfaces() picks
// them, so that both implementations say the same of one machine.
func Interfaces() ([]protocol.Interface, error) {
	all, err := net.Interfaces()
	if err != nil {
		return nil, err
	}
	found := []protocol.Interface{}
	for _, one := range all {
		if one.Flags&net.FlagUp == 0 || !running(one.Name) {
			continue
		}
		addresses, err := one.Addrs()
		if err != nil {
			continue
		}
		entry := protocol.Interface{Name: one.Name, MAC: mac(one.HardwareAddr)}
		for _, address := range addresses {
			prefix, err := netip.ParsePrefix(address.String())
			if err != nil {
				continue
			}
			entry.Addresses = append(entry.Addresses, protocol.InterfaceAddress{
				Address:  prefix.Addr().WithZone("").String(),
				Prefix:   prefix.Bits(),
				Internal: one.Flags&net.FlagLoopback != 0,
			})
		}
		if len(entry.Addresses) > 0 {
			found = append(found, entry)
		}
	}
	return found, nil
}

func mac(address net.HardwareAddr) string {
	if len(address) == 0 {
		return "00:00:00:00:00:00"
	}
	return address.String()
}
