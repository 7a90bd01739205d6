package sock

import (
	"net"
	"net/netip"
	"os"
	"syscall"
	"unsafe"
)

// TellDestination has the kernel tell with each datagram which address it was sent to (IP_PKTINFO in ip(7), RFC 3542
// §6.1), so that the reply can leave from there: a host with several addresses would choose by its routes.
func TellDestination(conn *net.UDPConn) error {
	raw, err := conn.SyscallConn()
	if err != nil {
		return err
	}
	return control(raw, func(fd handle) error {
		if local := conn.LocalAddr().(*net.UDPAddr).AddrPort().Addr(); local.Is4() {
			return os.NewSyscallError("setsockopt", syscall.SetsockoptInt(fd, syscall.IPPROTO_IP, syscall.IP_PKTINFO, 1))
		}
		return os.NewSyscallError("setsockopt", syscall.SetsockoptInt(fd, syscall.IPPROTO_IPV6, syscall.IPV6_RECVPKTINFO, 1))
	})
}

// ReplyFrom returns the control message that sends a reply from the address that got oob's datagram; nil where none is
// told, and for a multicast group, which nobody can send from. The interface stays the routes' choice.
func ReplyFrom(oob []byte) []byte {
	messages, err := syscall.ParseSocketControlMessage(oob)
	if err != nil {
		return nil
	}
	for _, m := range messages {
		switch {
		case m.Header.Level == syscall.IPPROTO_IP && m.Header.Type == syscall.IP_PKTINFO && len(m.Data) >= syscall.SizeofInet4Pktinfo:
			// struct in_pktinfo: interface, the local address that a reply would have, the destination.
			data := make([]byte, syscall.SizeofInet4Pktinfo)
			copy(data[4:8], m.Data[4:8])
			return controlMessage(syscall.IPPROTO_IP, syscall.IP_PKTINFO, data)
		case m.Header.Level == syscall.IPPROTO_IPV6 && m.Header.Type == syscall.IPV6_PKTINFO && len(m.Data) >= syscall.SizeofInet6Pktinfo:
			// struct in6_pktinfo: the destination, interface. A link-local address means something on its interface alone.
			data := make([]byte, syscall.SizeofInet6Pktinfo)
			copy(data, m.Data[:16])
			to := netip.AddrFrom16(*(*[16]byte)(m.Data))
			if to.Unmap().IsMulticast() {
				return nil
			}
			if to.IsLinkLocalUnicast() {
				copy(data[16:], m.Data[16:20])
			}
			return controlMessage(syscall.IPPROTO_IPV6, syscall.IPV6_PKTINFO, data)
		}
	}
	return nil
}

func controlMessage(level, kind int, data []byte) []byte {
	message := make([]byte, syscall.CmsgSpace(len(data)))
	header := (*syscall.Cmsghdr)(unsafe.Pointer(&message[0]))
	header.Level, header.Type = int32(level), int32(kind)
	header.SetLen(syscall.CmsgLen(len(data)))
	copy(message[syscall.CmsgLen(0):], data)
	return message
}
