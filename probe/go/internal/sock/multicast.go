package sock

import (
	"net"
	"net/netip"
	"os"
	"strings"
	"syscall"
)

// Join makes conn a member of group on iface: an interface's name, an IPv4 address of it, or Node's "::%name"; "" is
// the system's choice.
func Join(conn *net.UDPConn, group netip.Addr, iface string) error {
	raw, err := conn.SyscallConn()
	if err != nil {
		return err
	}
	chosen, err := findInterface(iface, group.Is6())
	if err != nil {
		return err
	}
	return control(raw, func(fd handle) error {
		if group.Is6() {
			return os.NewSyscallError("setsockopt", join6(fd, &syscall.IPv6Mreq{Multiaddr: group.As16(), Interface: chosen.index}))
		}
		mreq := &syscall.IPMreq{Multiaddr: group.As4(), Interface: chosen.ipv4}
		return os.NewSyscallError("setsockopt", syscall.SetsockoptIPMreq(fd, syscall.IPPROTO_IP, syscall.IP_ADD_MEMBERSHIP, mreq))
	})
}

func setSpread(fd handle, ipv6 bool, iface string) error {
	chosen, err := findInterface(iface, ipv6)
	if err != nil {
		return err
	}
	set := func(level, option, value int) {
		if err == nil {
			err = os.NewSyscallError("setsockopt", syscall.SetsockoptInt(fd, level, option, value))
		}
	}
	if ipv6 {
		set(syscall.IPPROTO_IPV6, syscall.IPV6_UNICAST_HOPS, 1)
		set(syscall.IPPROTO_IPV6, syscall.IPV6_MULTICAST_HOPS, 1)
		if iface != "" {
			set(syscall.IPPROTO_IPV6, syscall.IPV6_MULTICAST_IF, int(chosen.index))
		}
		return err
	}
	set(syscall.IPPROTO_IP, syscall.IP_TTL, 1)
	setByte(&err, fd, syscall.IP_MULTICAST_TTL, 1)
	if iface != "" && err == nil {
		err = os.NewSyscallError("setsockopt", syscall.SetsockoptInet4Addr(fd, syscall.IPPROTO_IP, syscall.IP_MULTICAST_IF, chosen.ipv4))
	}
	return err
}

type chosenInterface struct {
	index uint32
	ipv4  [4]byte
}

// findInterface returns both names the system's calls know an interface by. ENODEV when there is none.
func findInterface(text string, ipv6 bool) (chosenInterface, error) {
	var chosen chosenInterface
	if text == "" {
		return chosen, nil
	}
	name := text[strings.LastIndexByte(text, '%')+1:]
	wanted, _ := netip.ParseAddr(text)
	interfaces, err := net.Interfaces()
	if err != nil {
		return chosen, err
	}
	for _, candidate := range interfaces {
		matches := candidate.Name == name
		var ipv4 netip.Addr
		addresses, _ := candidate.Addrs()
		for _, address := range addresses {
			prefix, err := netip.ParsePrefix(address.String())
			if err != nil {
				continue
			}
			if prefix.Addr() == wanted {
				matches, ipv4 = true, prefix.Addr()
			} else if prefix.Addr().Is4() && !ipv4.IsValid() {
				ipv4 = prefix.Addr()
			}
		}
		if matches && (ipv6 || ipv4.Is4()) {
			chosen.index = uint32(candidate.Index)
			if ipv4.Is4() {
				chosen.ipv4 = ipv4.As4()
			}
			return chosen, nil
		}
	}
	return chosen, os.NewSyscallError("multicast interface "+text, syscall.ENODEV)
}

func control(raw syscall.RawConn, do func(fd handle) error) error {
	var inner error
	if err := raw.Control(func(fd uintptr) { inner = do(handle(fd)) }); err != nil {
		return err
	}
	return inner
}
