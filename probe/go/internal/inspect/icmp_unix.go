//go:build !windows

package inspect

import (
	"bytes"
	"net/netip"
	"syscall"
	"time"

	"hostnet/helper/internal/errno"
	"hostnet/helper/internal/nonce"
	"hostnet/helper/internal/protocol"
)

// ICMP types (RFC 792, RFC 4443 §4).
const (
	echoRequest4, echoReply4 = 8, 0
	echoRequest6, echoReply6 = 128, 129
	ipv6ICMP                 = 58
)

// Echo sends one ICMP echo request and waits for its reply: through a datagram socket, which needs no privilege on
// macOS and on Linux within net.ipv4.ping_group_range (icmp(7)), or through a raw one.
func Echo(target netip.Addr, raw bool) protocol.Carried {
	family, proto, request, reply := syscall.AF_INET, syscall.IPPROTO_ICMP, byte(echoRequest4), byte(echoReply4)
	var to syscall.Sockaddr
	if target = target.Unmap(); target.Is6() {
		family, proto, request, reply = syscall.AF_INET6, ipv6ICMP, echoRequest6, echoReply6
		to = &syscall.SockaddrInet6{Addr: target.As16()}
	} else {
		to = &syscall.SockaddrInet4{Addr: target.As4()}
	}
	kind := syscall.SOCK_DGRAM
	if raw {
		kind = syscall.SOCK_RAW
	}
	fd, err := syscall.Socket(family, kind, proto)
	if err != nil {
		why := "no ICMP socket can be opened here"
		if err == syscall.EPERM || err == syscall.EACCES {
			why = "an ordinary user may not open an ICMP socket here"
		}
		return failed("not-measured", why, err)
	}
	defer syscall.Close(fd)
	payload := []byte(nonce.New())
	message := append([]byte{request, 0, 0, 0, 0, 0, 0, 1}, payload...)
	sum := checksum(message)
	message[2], message[3] = byte(sum>>8), byte(sum)
	if err := syscall.Sendto(fd, message, 0, to); err != nil {
		return failed("not-carried", "the echo request could not be sent", err)
	}
	return awaitEcho(fd, reply, payload)
}

// failed is a result with one short sentence that names the errno.
func failed(status, why string, err error) protocol.Carried {
	name := errno.Name(err)
	return protocol.Carried{Status: status, Errno: name, Reason: why + " (" + name + ")"}
}

func awaitEcho(fd int, reply byte, payload []byte) protocol.Carried {
	end := time.Now().Add(protocol.InspectMax - 50*time.Millisecond)
	buffer := make([]byte, 1500)
	for {
		left := time.Until(end)
		if left <= 0 {
			return protocol.Carried{Status: "not-carried", Reason: "no echo reply came in time"}
		}
		wait := syscall.NsecToTimeval(left.Nanoseconds())
		if err := syscall.SetsockoptTimeval(fd, syscall.SOL_SOCKET, syscall.SO_RCVTIMEO, &wait); err != nil {
			return failed("not-measured", "the wait for a reply could not be bounded", err)
		}
		n, _, err := syscall.Recvfrom(fd, buffer, 0)
		switch err {
		case nil:
		case syscall.EAGAIN, syscall.EINTR:
			continue
		default:
			return failed("not-carried", "an error came instead of an echo reply", err)
		}
		if isEcho(buffer[:n], reply, payload) {
			return protocol.Carried{Status: "carried"}
		}
	}
}

// isEcho skips an IPv4 header where the system hands it over: raw sockets, and every kind on macOS.
func isEcho(packet []byte, reply byte, payload []byte) bool {
	if len(packet) >= 20 && packet[0]>>4 == 4 {
		if header := int(packet[0]&0x0f) * 4; len(packet) >= header {
			packet = packet[header:]
		}
	}
	return len(packet) >= 8+len(payload) && packet[0] == reply && bytes.Equal(packet[8:8+len(payload)], payload)
}

// checksum is RFC 1071's; the kernel does it for ICMPv6 and overwrites ours on Linux datagram sockets.
func checksum(message []byte) uint16 {
	var sum uint32
	for i := 0; i+1 < len(message); i += 2 {
		sum += uint32(message[i])<<8 | uint32(message[i+1])
	}
	if len(message)%2 == 1 {
		sum += uint32(message[len(message)-1]) << 8
	}
	for sum>>16 != 0 {
		sum = sum&0xffff + sum>>16
	}
	return ^uint16(sum)
}
