package inspect

import (
	"bufio"
	"encoding/hex"
	"errors"
	"net/netip"
	"os"
	"strconv"
	"strings"

	"hostnet/helper/internal/protocol"
)

// States of /proc/net/{tcp,udp}: TCP_LISTEN, and TCP_CLOSE for a datagram socket without a peer (Linux, tcp_states.h).
const (
	stateListen      = "0A"
	stateUnconnected = "07"
)

// Sockets returns the TCP sockets that listen and the UDP sockets without a peer, read from /proc/net (proc(5)).
func Sockets() ([]protocol.Socket, error) {
	sockets := []protocol.Socket{}
	for _, table := range [...]struct{ file, transport, state string }{
		{"tcp", "tcp", stateListen},
		{"tcp6", "tcp", stateListen},
		{"udp", "udp", stateUnconnected},
		{"udp6", "udp", stateUnconnected},
	} {
		file, err := os.Open("/proc/net/" + table.file)
		if os.IsNotExist(err) && strings.HasSuffix(table.file, "6") {
			continue // IPv6 is not built in
		}
		if err != nil {
			return nil, err
		}
		lines := bufio.NewScanner(file)
		lines.Scan() // the heading
		for lines.Scan() {
			fields := strings.Fields(lines.Text())
			if len(fields) < 8 || fields[3] != table.state {
				continue
			}
			socket, err := readSocket(table.transport, fields[1], fields[7])
			if err != nil {
				file.Close()
				return nil, errors.New("/proc/net/" + table.file + ": " + err.Error())
			}
			sockets = append(sockets, socket)
		}
		err = lines.Err()
		file.Close()
		if err != nil {
			return nil, err
		}
	}
	return sockets, nil
}

// readSocket reads "0100007F:1F90": 32-bit words in the machine's byte order (little-endian on both architectures the
// helper is built for), then the port.
func readSocket(transport, local, owner string) (protocol.Socket, error) {
	words, portText, _ := strings.Cut(local, ":")
	bytes, err := hex.DecodeString(words)
	if err != nil || len(bytes)%4 != 0 {
		return protocol.Socket{}, errors.New("not an address: " + local)
	}
	for i := 0; i < len(bytes); i += 4 {
		bytes[i], bytes[i+1], bytes[i+2], bytes[i+3] = bytes[i+3], bytes[i+2], bytes[i+1], bytes[i]
	}
	address, ok := netip.AddrFromSlice(bytes)
	port, portErr := strconv.ParseUint(portText, 16, 16)
	uid, uidErr := strconv.Atoi(owner)
	if !ok || portErr != nil || uidErr != nil {
		return protocol.Socket{}, errors.New("not a socket: " + local + " of " + owner)
	}
	return protocol.Socket{Transport: transport, Address: address.String(), Port: int(port), UID: uid}, nil
}
