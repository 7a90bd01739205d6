package sock

import (
	"context"
	"net"
	"net/netip"
	"strings"
	"syscall"
	"testing"
)

func TestMappedDialIsSeenAsMapped(t *testing.T) {
	ctx := context.Background()
	for _, transport := range []string{"tcp", "udp"} {
		loopback := netip.MustParseAddr("127.0.0.1")
		var port int
		if transport == "tcp" {
			listener, err := ListenTCP(ctx, loopback, 0, false)
			if err != nil {
				t.Fatal(err)
			}
			defer listener.Close()
			port = listener.Addr().(*net.TCPAddr).Port
		} else {
			socket, err := ListenUDP(ctx, loopback, 0, false)
			if err != nil {
				t.Fatal(err)
			}
			defer socket.Close()
			port = socket.LocalAddr().(*net.UDPAddr).Port
		}
		for address, local := range map[string]string{"127.0.0.1": "127.0.0.1", "::ffff:127.0.0.1": "::ffff:127.0.0.1"} {
			conn, err := Dial(ctx, transport, netip.MustParseAddr(address), port)
			if err != nil {
				t.Fatalf("%s %s: %v", transport, address, err)
			}
			if got := Endpoint(conn.LocalAddr()).Address; got != local {
				t.Errorf("%s to %s left from %s, want %s", transport, address, got, local)
			}
			if got, want := boundTo6(t, conn), strings.Contains(address, ":"); got != want {
				t.Errorf("%s to %s: an IPv6 socket: %v, want %v", transport, address, got, want)
			}
			conn.Close()
		}
	}
}

// boundTo6 asks the system itself which kind of address the socket has.
func boundTo6(t *testing.T, conn net.Conn) bool {
	t.Helper()
	raw, err := conn.(syscall.Conn).SyscallConn()
	if err != nil {
		t.Fatal(err)
	}
	six := false
	err = control(raw, func(fd handle) error {
		name, err := syscall.Getsockname(fd)
		_, six = name.(*syscall.SockaddrInet6)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return six
}

func TestDualListenerSeesIPv4AsMapped(t *testing.T) {
	ctx := context.Background()
	for _, only := range []bool{false, true} {
		listener, err := ListenTCP(ctx, netip.MustParseAddr("::"), 0, only)
		if err != nil {
			t.Skipf("no IPv6 here: %v", err)
		}
		defer listener.Close()
		conn, err := Dial(ctx, "tcp", netip.MustParseAddr("127.0.0.1"), listener.Addr().(*net.TCPAddr).Port)
		if only {
			if err == nil {
				t.Error("an IPv6-only listener took an IPv4 connection")
			}
			continue
		}
		if err != nil {
			t.Fatal(err)
		}
		defer conn.Close()
		accepted, err := listener.Accept()
		if err != nil {
			t.Fatal(err)
		}
		defer accepted.Close()
		if got := Endpoint(accepted.RemoteAddr()).Address; got != "::ffff:127.0.0.1" {
			t.Errorf("seen as %s", got)
		}
	}
}

func TestFindInterface(t *testing.T) {
	if _, err := findInterface("no-such-interface", false); err == nil {
		t.Error("an interface that does not exist was found")
	}
	chosen, err := findInterface("127.0.0.1", false)
	if err != nil || chosen.ipv4 != [4]byte{127, 0, 0, 1} || chosen.index == 0 {
		t.Errorf("by address: %+v, %v", chosen, err)
	}
	if none, err := findInterface("", true); err != nil || none.index != 0 {
		t.Errorf("the system's choice: %+v, %v", none, err)
	}
}
