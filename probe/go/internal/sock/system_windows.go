package sock

import (
	"net"
	"net/netip"
	"os"
	"syscall"
	"unsafe"
)

type handle = syscall.Handle

// Windows answers a reset of a SYN by two more SYNs half a second apart, so a refused port would look like a timeout.
const (
	// tcpFailConnectOnRST is TCP_FAIL_CONNECT_ON_RST of ws2ipdef.h, Windows 10 and later.
	tcpFailConnectOnRST = 18
	// sioTCPInitialRTO is SIO_TCP_INITIAL_RTO of mstcpip.h; TCP_INITIAL_RTO_PARAMETERS is {Rtt uint16, retransmissions uint8}.
	sioTCPInitialRTO = 0x98000011
)

type initialRTO struct {
	rtt                   uint16 // TCP_INITIAL_RTO_UNSPECIFIED_RTT
	maxSynRetransmissions uint8  // TCP_INITIAL_RTO_NO_SYN_RETRANSMISSIONS
}

// prepareTCP makes a refusal arrive at once. Both calls may fail on older systems: the lane then times out, which is
// what any program there would see.
func prepareTCP(addr netip.Addr, raw syscall.RawConn) error {
	return control(raw, func(fd handle) error {
		_ = syscall.SetsockoptInt(fd, syscall.IPPROTO_TCP, tcpFailConnectOnRST, 1)
		if addr.Unmap().IsLoopback() {
			params := initialRTO{rtt: 0xffff, maxSynRetransmissions: 0xfe}
			var returned uint32
			_ = syscall.WSAIoctl(fd, sioTCPInitialRTO, (*byte)(unsafe.Pointer(&params)), uint32(unsafe.Sizeof(params)),
				nil, 0, &returned, nil, 0)
		}
		return nil
	})
}

// join6: Go's SetsockoptIPv6Mreq is not written for Windows.
func join6(fd handle, mreq *syscall.IPv6Mreq) error {
	return syscall.Setsockopt(fd, syscall.IPPROTO_IPV6, syscall.IPV6_JOIN_GROUP,
		(*byte)(unsafe.Pointer(mreq)), int32(unsafe.Sizeof(*mreq)))
}

func setByte(err *error, fd handle, option int, value byte) {
	if *err == nil {
		*err = os.NewSyscallError("setsockopt", syscall.SetsockoptInt(fd, syscall.IPPROTO_IP, option, int(value)))
	}
}

// Go can make a listener only of a socket it opened itself on Windows, and it never binds a v4-mapped address.
func listenMappedTCP(netip.Addr, int) (net.Listener, error) {
	return nil, os.NewSyscallError("listen on a v4-mapped address", syscall.ENOTSUP)
}

func listenMappedUDP(netip.Addr, int) (*net.UDPConn, error) {
	return nil, os.NewSyscallError("listen on a v4-mapped address", syscall.ENOTSUP)
}
