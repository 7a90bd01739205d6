package inspect

import "hostnet/helper/internal/protocol"

// Sockets returns the TCP sockets that listen and the UDP sockets without a peer, read from /proc/net.
func Sockets() ([]protocol.Socket, error) {
	sockets := []protocol.Socket{}
	for _, table := range tables {
		err := readProcNet(table.name, func(one procSocket) {
			if one.state != table.state {
				return
			}
			sockets = append(sockets, protocol.Socket{
				Transport: table.transport, Address: one.local.Addr().String(), Port: int(one.local.Port()), UID: one.uid,
			})
		})
		if err != nil {
			return nil, err
		}
	}
	return sockets, nil
}
