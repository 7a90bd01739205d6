package inspect

import (
	"encoding/binary"
	"errors"
	"net/netip"
	"syscall"
	"time"
	"unsafe"
)

// sock_diag(7) and linux/inet_diag.h. Numbers of netlink are in the machine's byte order, ports and addresses in the
// network's.
const (
	netlinkSockDiag  = 4
	sockDiagByFamily = 20
	attrV6Only       = 11 // INET_DIAG_SKV6ONLY, which the kernel adds to every AF_INET6 socket that listens or has no peer
	requestBytes     = syscall.NLMSG_HDRLEN + 56
	answerBytes      = 72
	diagWithin       = 500 * time.Millisecond
)

// States (net/tcp_states.h). A datagram socket without a peer is TCP_CLOSE.
const (
	stateTimeWait    = 6
	stateUnconnected = 7
	stateListen      = 10
)

// diagSocket is one socket of a dump. v6Only is -1 where the kernel did not tell. received is idiag_rqueue: of a listener the
// connections that its program has not taken yet, else bytes.
type diagSocket struct {
	local, remote netip.AddrPort
	state         uint8
	v6Only        int
	uid           int
	inode         uint32
	received      uint32
}

// dumpSockets calls each with every socket of family (AF_INET, AF_INET6) and transport in one of states (a mask), and,
// unless it is 0, of that local port.
func dumpSockets(family uint8, transport string, states uint32, port uint16, each func(diagSocket)) error {
	fd, err := syscall.Socket(syscall.AF_NETLINK, syscall.SOCK_RAW|syscall.SOCK_CLOEXEC, netlinkSockDiag)
	if err != nil {
		return err
	}
	defer syscall.Close(fd)
	wait := syscall.NsecToTimeval(diagWithin.Nanoseconds())
	if err := syscall.SetsockoptTimeval(fd, syscall.SOL_SOCKET, syscall.SO_RCVTIMEO, &wait); err != nil {
		return err
	}
	request := make([]byte, requestBytes)
	order.PutUint32(request[0:], requestBytes)
	order.PutUint16(request[4:], sockDiagByFamily)
	order.PutUint16(request[6:], syscall.NLM_F_REQUEST|syscall.NLM_F_DUMP)
	request[16] = family
	request[17] = syscall.IPPROTO_TCP
	if transport == "udp" {
		request[17] = syscall.IPPROTO_UDP
	}
	order.PutUint32(request[20:], states)
	binary.BigEndian.PutUint16(request[24:], port)
	if err := syscall.Sendto(fd, request, 0, &syscall.SockaddrNetlink{Family: syscall.AF_NETLINK}); err != nil {
		return err
	}
	buffer := make([]byte, 1<<16)
	for {
		n, _, err := syscall.Recvfrom(fd, buffer, 0)
		if err == syscall.EINTR {
			continue
		}
		if err != nil {
			return err
		}
		if done, err := readDump(buffer[:n], each); done || err != nil {
			return err
		}
	}
}

// readDump reads the messages of one datagram; done after the last of a dump.
func readDump(data []byte, each func(diagSocket)) (done bool, err error) {
	for len(data) >= syscall.NLMSG_HDRLEN {
		length := int(order.Uint32(data))
		if length < syscall.NLMSG_HDRLEN || length > len(data) {
			return false, errors.New("a message of sock_diag is cut")
		}
		body := data[syscall.NLMSG_HDRLEN:length]
		switch order.Uint16(data[4:]) {
		case syscall.NLMSG_DONE:
			return true, nil
		case syscall.NLMSG_ERROR:
			if len(body) < 4 {
				return false, errors.New("a message of sock_diag is cut")
			}
			return true, syscall.Errno(-int32(order.Uint32(body)))
		case sockDiagByFamily:
			if len(body) >= answerBytes {
				each(readAnswer(body))
			}
		}
		if length = (length + 3) &^ 3; length > len(data) {
			length = len(data)
		}
		data = data[length:]
	}
	return false, nil
}

// readAnswer reads an inet_diag_msg and its attributes.
func readAnswer(body []byte) diagSocket {
	one := diagSocket{
		local:    readDiagEnd(body[0], body[4:], body[8:]),
		remote:   readDiagEnd(body[0], body[6:], body[24:]),
		state:    body[1],
		v6Only:   -1,
		received: order.Uint32(body[56:]),
		uid:      int(order.Uint32(body[64:])),
		inode:    order.Uint32(body[68:]),
	}
	for rest := body[answerBytes:]; len(rest) >= 5; {
		length := int(order.Uint16(rest))
		if length < 4 || length > len(rest) {
			break
		}
		if order.Uint16(rest[2:]) == attrV6Only && length == 5 {
			one.v6Only = int(rest[4])
		}
		if length = (length + 3) &^ 3; length > len(rest) {
			break
		}
		rest = rest[length:]
	}
	return one
}

func readDiagEnd(family byte, port, address []byte) netip.AddrPort {
	at := netip.AddrFrom16(*(*[16]byte)(address))
	if family == syscall.AF_INET {
		at = netip.AddrFrom4(*(*[4]byte)(address))
	}
	return netip.AddrPortFrom(at, binary.BigEndian.Uint16(port))
}

// order is the machine's byte order.
var order = func() binary.ByteOrder {
	one := uint16(1)
	if *(*byte)(unsafe.Pointer(&one)) == 1 {
		return binary.LittleEndian
	}
	return binary.BigEndian
}()
