package inspect

import (
	"bufio"
	"errors"
	"net/netip"
	"os"
	"strconv"
	"strings"

	"hostnet/helper/internal/hextext"
)

// procSocket is one line of /proc/net/{tcp,udp}{,6} (proc(5)).
type procSocket struct {
	local, remote netip.AddrPort
	state         uint8
	uid           int
	inode         uint32
	received      uint32 // rx_queue: of a listener the connections that its program has not taken yet, else bytes
}

// readProcNet calls each with every socket of one table. A kernel without IPv6 has no tcp6 and udp6: those are empty.
func readProcNet(table string, each func(procSocket)) error {
	file, err := os.Open("/proc/net/" + table)
	if err != nil {
		if os.IsNotExist(err) && strings.HasSuffix(table, "6") {
			return nil
		}
		return err
	}
	defer file.Close()
	lines := bufio.NewScanner(file)
	lines.Scan() // the heading
	for lines.Scan() {
		fields := strings.Fields(lines.Text())
		if len(fields) < 10 {
			continue
		}
		one, err := readProcSocket(fields)
		if err != nil {
			return errors.New("/proc/net/" + table + ": " + err.Error())
		}
		each(one)
	}
	return lines.Err()
}

func readProcSocket(fields []string) (procSocket, error) {
	var one procSocket
	var err error
	if one.local, err = readEnd(fields[1]); err != nil {
		return one, err
	}
	if one.remote, err = readEnd(fields[2]); err != nil {
		return one, err
	}
	state, stateErr := strconv.ParseUint(fields[3], 16, 8)
	uid, uidErr := strconv.ParseUint(fields[7], 10, 32)
	inode, inodeErr := strconv.ParseUint(fields[9], 10, 32)
	_, queue, _ := strings.Cut(fields[4], ":")
	received, queueErr := strconv.ParseUint(queue, 16, 32)
	if stateErr != nil || queueErr != nil || uidErr != nil || inodeErr != nil {
		return one, errors.New("not a socket: " + strings.Join(fields[:10], " "))
	}
	one.state, one.uid, one.inode, one.received = uint8(state), int(uid), uint32(inode), uint32(received)
	return one, nil
}

// readEnd reads "0100007F:1F90": 32-bit words in the machine's byte order (little-endian on both architectures the
// helper is built for), then the port.
func readEnd(text string) (netip.AddrPort, error) {
	words, portText, _ := strings.Cut(text, ":")
	bytes, isHex := hextext.Decode(words)
	if !isHex || len(bytes)%4 != 0 {
		return netip.AddrPort{}, errors.New("not an address: " + text)
	}
	for i := 0; i < len(bytes); i += 4 {
		bytes[i], bytes[i+1], bytes[i+2], bytes[i+3] = bytes[i+3], bytes[i+2], bytes[i+1], bytes[i]
	}
	address, ok := netip.AddrFromSlice(bytes)
	port, err := strconv.ParseUint(portText, 16, 16)
	if !ok || err != nil {
		return netip.AddrPort{}, errors.New("not an address: " + text)
	}
	return netip.AddrPortFrom(address, uint16(port)), nil
}
