// Somebody's program, as the generated truth needs it: it listens as told and treats its clients as told.
//
// usage: somebody MARK SOCKET...
//
// MARK is a file: MARK.ready is written when all sockets listen, MARK.failed when one cannot. A SOCKET is
// `TRANSPORT ADDRESS PORT BEHAVIOUR WAITING FLAGS`, fields joined by `,`. WAITING is how many connections it makes to
// itself and never takes. FLAGS may hold `v6only` and `share` (SO_REUSEPORT).
package main

import (
	"fmt"
	"net"
	"os"
	"os/signal"
	"strconv"
	"strings"
	"syscall"
	"time"
)

// SO_REUSEPORT of Linux (socket(7)), which package syscall does not have for every architecture.
const reusePort = 15

type spec struct {
	udp, v6only, share bool
	address, behaviour string
	port, waiting      int
}

func parse(text string) spec {
	f := strings.Split(text, ",")
	port, _ := strconv.Atoi(f[2])
	waiting, _ := strconv.Atoi(f[4])
	return spec{f[0] == "udp", strings.Contains(f[5], "v6only"), strings.Contains(f[5], "share"), f[1], f[3], port, waiting}
}

func (s spec) place() (int, syscall.Sockaddr) {
	ip := net.ParseIP(s.address)
	if four := ip.To4(); four != nil {
		at := &syscall.SockaddrInet4{Port: s.port}
		copy(at.Addr[:], four)
		return syscall.AF_INET, at
	}
	at := &syscall.SockaddrInet6{Port: s.port}
	copy(at.Addr[:], ip.To16())
	return syscall.AF_INET6, at
}

func open(s spec) (int, error) {
	family, at := s.place()
	kind := syscall.SOCK_STREAM
	if s.udp {
		kind = syscall.SOCK_DGRAM
	}
	fd, err := syscall.Socket(family, kind, 0)
	if err != nil {
		return 0, err
	}
	if !s.udp {
		syscall.SetsockoptInt(fd, syscall.SOL_SOCKET, syscall.SO_REUSEADDR, 1)
	}
	if s.share {
		syscall.SetsockoptInt(fd, syscall.SOL_SOCKET, reusePort, 1)
	}
	if family == syscall.AF_INET6 {
		only := 0
		if s.v6only {
			only = 1
		}
		syscall.SetsockoptInt(fd, syscall.IPPROTO_IPV6, syscall.IPV6_V6ONLY, only)
	}
	if err := syscall.Bind(fd, at); err != nil || s.udp {
		return fd, err
	}
	backlog := 64
	if s.behaviour == "full" {
		backlog = 0
	}
	return fd, syscall.Listen(fd, backlog)
}

// Held here, since a connection that nobody holds is closed by the garbage collector.
var crowded []net.Conn

// Connections of its own that it never takes: to the address it listens on, or to loopback of a wildcard.
func crowd(s spec) {
	host := s.address
	if host == "0.0.0.0" {
		host = "127.0.0.1"
	} else if host == "::" {
		host = "::1"
	}
	if s.behaviour == "full" {
		s.waiting = 3
	}
	for n := 0; n < s.waiting; n++ {
		client, err := net.DialTimeout("tcp", net.JoinHostPort(host, strconv.Itoa(s.port)), 200*time.Millisecond)
		if err == nil {
			crowded = append(crowded, client)
		}
	}
}

func serve(fd int, s spec) {
	if s.udp {
		buffer := make([]byte, 2048)
		for {
			n, from, err := syscall.Recvfrom(fd, buffer, 0)
			if err == nil && s.behaviour == "serves" {
				syscall.Sendto(fd, buffer[:n], 0, from)
			}
		}
	}
	if s.behaviour == "hangs" || s.behaviour == "full" {
		return
	}
	for {
		client, _, err := syscall.Accept(fd)
		if err != nil {
			continue
		}
		go meet(client, s.behaviour)
	}
}

func meet(client int, behaviour string) {
	defer syscall.Close(client)
	switch behaviour {
	case "closes":
		return
	case "resets":
		syscall.SetsockoptLinger(client, syscall.SOL_SOCKET, syscall.SO_LINGER, &syscall.Linger{Onoff: 1, Linger: 0})
		return
	case "greets":
		syscall.Write(client, []byte("220 somebody\r\n"))
	}
	buffer := make([]byte, 2048)
	for {
		n, err := syscall.Read(client, buffer)
		if err != nil || n == 0 {
			return
		}
		if behaviour == "serves" {
			syscall.Write(client, buffer[:n])
		}
	}
}

func main() {
	// The first process of a container ends at no signal that it does not ask for.
	asked := make(chan os.Signal, 1)
	signal.Notify(asked, syscall.SIGTERM)
	mark := os.Args[1]
	for _, text := range os.Args[2:] {
		s := parse(text)
		fd, err := open(s)
		if err != nil {
			// As Node says it, whose words name the address and the port.
			call := map[bool]string{false: "listen", true: "bind"}[s.udp]
			name := map[error]string{syscall.EADDRINUSE: "EADDRINUSE", syscall.EADDRNOTAVAIL: "EADDRNOTAVAIL"}[err]
			fmt.Printf("Error: %s %s: %v %s:%d\n", call, name, err, s.address, s.port)
			os.WriteFile(mark+".failed", []byte(err.Error()), 0o644)
			os.Exit(1)
		}
		crowd(s)
		go serve(fd, s)
	}
	os.WriteFile(mark+".ready", nil, 0o644)
	<-asked
}
