// Package facts says what this computer is: core's HostFacts.
package facts

import (
	"io"

	"hostnet/helper/internal/desktop"
	"hostnet/helper/internal/host"
	"hostnet/helper/internal/inspect"
	"hostnet/helper/internal/jsontext"
	"hostnet/helper/internal/protocol"
)

// Print writes the facts as one JSON line. home stands for the user's home, "" for the real one (desktop.PlacesOf).
func Print(out io.Writer, home string) error {
	settings := make(chan desktop.Settings, 1)
	go func() { settings <- desktop.Read(desktop.PlacesOf(home)) }()
	interfaces, err := inspect.Interfaces()
	if err != nil {
		interfaces = []protocol.Interface{}
	}
	line := jsontext.Append(nil, jsontext.Object{
		"platform", host.Platform(),
		"release", host.Release(),
		"arch", host.Arch(),
		"interfaces", protocol.InterfaceList(interfaces),
		"lanAddress", lanAddress(interfaces).Object(),
		"ipv6Loopback", hasIPv6Loopback(interfaces),
		"desktop", (<-settings).Object(),
	})
	_, err = out.Write(append(line, '\n'))
	return err
}

func hasIPv6Loopback(interfaces []protocol.Interface) bool {
	for _, one := range interfaces {
		for _, address := range one.Addresses {
			if address.Address == "::1" {
				return true
			}
		}
	}
	return false
}
