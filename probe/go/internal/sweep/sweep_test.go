package sweep

import (
	"context"
	"io"
	"math/rand"
	"net"
	"net/netip"
	"testing"
	"time"

	"hostnet/helper/internal/protocol"
)

// ended gathers what became of each port and that it was told once.
func ended(t *testing.T, run func(note)) map[int]state {
	t.Helper()
	got := map[int]state{}
	events := make(chan [2]int, 1<<17)
	run(func(port int, how state, _ string) { events <- [2]int{port, int(how)} })
	close(events)
	for e := range events {
		if _, twice := got[e[0]]; twice {
			t.Errorf("port %d was told twice", e[0])
		}
		got[e[0]] = state(e[1])
	}
	return got
}

var ways = map[string]func(context.Context, task, note){"this system's": try, "every system's": dialEach}

func TestEachWayTellsOpenFromClosed(t *testing.T) {
	tcp, err := net.Listen("tcp4", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer tcp.Close()
	echo, err := net.ListenPacket("udp4", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer echo.Close()
	go func() {
		buffer := make([]byte, 64)
		for {
			n, from, err := echo.ReadFrom(buffer)
			if err != nil {
				return
			}
			_, _ = echo.WriteTo(buffer[:n], from)
		}
	}()
	mute, err := net.ListenPacket("udp4", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer mute.Close()
	loopback := netip.MustParseAddr("127.0.0.1")
	for what, run := range ways {
		for _, test := range []struct {
			transport string
			port      int
			want      state
		}{
			{"tcp", tcp.Addr().(*net.TCPAddr).Port, open}, {"udp", echo.LocalAddr().(*net.UDPAddr).Port, open},
			{"udp", mute.LocalAddr().(*net.UDPAddr).Port, silent},
		} {
			ask := task{transport: test.transport, address: loopback, from: test.port, to: test.port, wait: 300 * time.Millisecond}
			got := ended(t, func(tell note) { run(context.Background(), ask, tell) })
			if len(got) != 1 || got[test.port] != test.want {
				t.Errorf("%s way: %s port %d is %v, want %v", what, test.transport, test.port, got, test.want)
			}
		}
	}
}

// The ports the system gives out by itself are those where a socket can meet itself, or another of the sweep.
func TestNobodyListensWhereTheSweepMeetsItself(t *testing.T) {
	for what, run := range ways {
		for _, transport := range []string{"tcp", "udp"} {
			before := listening(t, transport)
			ask := task{transport: transport, address: netip.MustParseAddr("127.0.0.1"), from: 30_000, to: 62_000, wait: time.Second}
			got := ended(t, func(tell note) { run(context.Background(), ask, tell) })
			if len(got) != ask.to-ask.from+1 {
				t.Errorf("%s way: %d %s ports were told", what, len(got), transport)
			}
			after := listening(t, transport)
			for port, how := range got {
				if how == open && !before[port] && !after[port] {
					t.Errorf("%s way: %s port %d is open, and nobody listens there", what, transport, port)
				}
			}
		}
	}
}

func TestASweepEndsWithItsSession(t *testing.T) {
	for what, run := range ways {
		ctx, cancel := context.WithCancel(context.Background())
		time.AfterFunc(30*time.Millisecond, cancel)
		begun := time.Now()
		// TEST-NET-1 (RFC 5737): nobody answers, or there is no route at all.
		run(ctx, task{transport: "tcp", address: netip.MustParseAddr("192.0.2.1"), from: 1, to: 65535, wait: 2 * time.Second}, func(int, state, string) {})
		if took := time.Since(begun); took > 2*time.Second {
			t.Errorf("%s way: it ended after %v", what, took)
		}
		cancel()
	}
}

func TestEveryPortIsInOneLine(t *testing.T) {
	spec := &protocol.Sweep{ID: "s", Transport: "tcp", Address: "127.0.0.1", From: 7, To: 3506}
	var told []protocol.Swept
	l := newLines(spec, func(line protocol.Swept) { told = append(told, line) })
	for _, i := range rand.Perm(spec.To - spec.From + 1) {
		how := state(1 + i%4)
		name := ""
		if how == failed {
			name = "EACCES"
		}
		l.note(spec.From+i, how, name)
	}
	next, open, silent := spec.From, 0, 0
	for i, line := range told {
		all := len(line.Open) + line.Closed + len(line.Silent) + line.Failed
		if line.From != next || all != line.To-line.From+1 || all > linePorts || line.Last != (line.To == spec.To) {
			t.Fatalf("line %d: %d ports in %d to %d after %d, last %v", i, all, line.From, line.To, next, line.Last)
		}
		if line.Failed > 0 && line.Errno != "EACCES" {
			t.Errorf("line %d: errno %q", i, line.Errno)
		}
		next, open, silent = line.To+1, open+len(line.Open), silent+len(line.Silent)
	}
	if next != spec.To+1 || open != 875 || silent != 875 {
		t.Errorf("ended before %d, with %d open and %d silent", next, open, silent)
	}
}

func TestStateOf(t *testing.T) {
	for _, test := range []struct {
		errno, transport string
		want             state
	}{
		{"ECONNREFUSED", "tcp", closed}, {"ECONNREFUSED", "udp", closed}, {"ECONNRESET", "tcp", open}, {"EPIPE", "tcp", open},
		{"ECONNRESET", "udp", closed}, {"ETIMEDOUT", "tcp", silent}, {"EHOSTUNREACH", "tcp", failed}, {"", "tcp", failed},
	} {
		if got := stateOf(test.errno, test.transport); got != test.want {
			t.Errorf("%s over %s is %d, want %d", test.errno, test.transport, got, test.want)
		}
	}
}

// A server that speaks first and reads until its client ends: a reset is an error of its read.
func TestNoWayResetsAServer(t *testing.T) {
	for what, run := range ways {
		server, err := net.Listen("tcp4", "127.0.0.1:0")
		if err != nil {
			t.Fatal(err)
		}
		ends := make(chan error, 1)
		go func() {
			conn, err := server.Accept()
			if err == nil {
				_, _ = conn.Write(make([]byte, 1<<20))
				_, err = io.Copy(io.Discard, conn)
				conn.Close()
			}
			ends <- err
		}()
		port := server.Addr().(*net.TCPAddr).Port
		ask := task{transport: "tcp", address: netip.MustParseAddr("127.0.0.1"), from: port, to: port, wait: time.Second}
		got := ended(t, func(tell note) { run(context.Background(), ask, tell) })
		if err := <-ends; err != nil || got[port] != open {
			t.Errorf("%s way: the port is %v, and its server read until %v", what, got[port], err)
		}
		server.Close()
	}
}
