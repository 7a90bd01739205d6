package inspect

import (
	"net"
	"os"
	"strings"
	"syscall"
	"testing"
	"time"

	"hostnet/helper/internal/protocol"
)

func TestListenersSeesOwnSockets(t *testing.T) {
	tcp, err := net.Listen("tcp4", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer tcp.Close()
	udp, err := net.ListenPacket("udp4", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer udp.Close()
	found, err := Listeners()
	if err != nil {
		t.Fatal(err)
	}
	name, _ := os.ReadFile("/proc/self/comm")
	for transport, port := range map[string]int{"tcp": tcp.Addr().(*net.TCPAddr).Port, "udp": udp.LocalAddr().(*net.UDPAddr).Port} {
		seen := 0
		for _, one := range found.Sockets {
			if one.Transport == transport && one.Port == port {
				seen++
				if one.PID != os.Getpid() || one.Process != strings.TrimSpace(string(name)) || one.UID != os.Getuid() || one.Family != "ipv4" {
					t.Errorf("%+v", one)
				}
			}
		}
		if seen != 1 {
			t.Errorf("the %s listener stands %d times in the list", transport, seen)
		}
	}
	if (found.Owners == "all") != (found.Reason == "") {
		t.Errorf("owners %s with reason %q", found.Owners, found.Reason)
	}
}

func TestEachSocketOfASharedPortIsAnEntry(t *testing.T) {
	open := func(port int) int {
		fd, err := syscall.Socket(syscall.AF_INET, syscall.SOCK_STREAM, 0)
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { syscall.Close(fd) })
		const reusePort = 15 // SO_REUSEPORT, which package syscall leaves out on some architectures
		for _, err := range []error{
			syscall.SetsockoptInt(fd, syscall.SOL_SOCKET, reusePort, 1),
			syscall.Bind(fd, &syscall.SockaddrInet4{Port: port, Addr: [4]byte{127, 0, 0, 1}}),
			syscall.Listen(fd, 1),
		} {
			if err != nil {
				t.Fatal(err)
			}
		}
		name, err := syscall.Getsockname(fd)
		if err != nil {
			t.Fatal(err)
		}
		return name.(*syscall.SockaddrInet4).Port
	}
	port := open(0)
	open(port)
	found, err := Listeners()
	if err != nil {
		t.Fatal(err)
	}
	seen := 0
	for _, one := range found.Sockets {
		if one.Transport == "tcp" && one.Port == port {
			seen++
		}
	}
	if seen != 2 {
		t.Errorf("two sockets of one port are %d entries", seen)
	}
}

func TestWatchSeesNewConnectionsOnly(t *testing.T) {
	listener, err := net.Listen("tcp", "[::]:0")
	if err != nil {
		t.Skipf("no IPv6 here: %v", err)
	}
	defer listener.Close()
	port := listener.Addr().(*net.TCPAddr).Port
	dial := func() net.Conn {
		conn, err := net.DialTCP("tcp4", nil, &net.TCPAddr{IP: net.IPv4(127, 0, 0, 1), Port: port})
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { conn.Close() })
		return conn
	}
	dial()
	watch, err := NewWatch(port)
	if err != nil {
		t.Fatal(err)
	}
	stop := make(chan struct{})
	if seen, err := watch.Await(60, stop); seen != nil || err != nil {
		t.Errorf("an old connection counts: %v, %v", seen, err)
	}
	conn := dial()
	seen, err := watch.Await(5000, stop)
	local := conn.LocalAddr().(*net.TCPAddr)
	want := [2]protocol.Endpoint{{Address: "::ffff:127.0.0.1", Port: port}, {Address: "::ffff:127.0.0.1", Port: local.Port}}
	if err != nil || seen == nil || *seen != want {
		t.Errorf("%v, %v, want %v", seen, err, want)
	}
	close(stop)
	begun := time.Now()
	if other, _ := NewWatch(port); other != nil {
		if seen, _ := other.Await(5000, stop); seen != nil || time.Since(begun) > 4*time.Second {
			t.Errorf("after the end of the session: %v after %v", seen, time.Since(begun))
		}
	}
}
