package sock

import (
	"context"
	"net"
	"net/netip"
	"testing"
	"time"
)

// 127.0.0.2 is this machine's too, and the routes would answer from 127.0.0.1.
func TestAReplyLeavesFromWhereTheRequestArrived(t *testing.T) {
	ctx := context.Background()
	for _, wildcard := range []string{"0.0.0.0", "::"} {
		socket, err := ListenUDP(ctx, netip.MustParseAddr(wildcard), 0, false)
		if err != nil {
			t.Skipf("no %s here: %v", wildcard, err)
		}
		defer socket.Close()
		if err := TellDestination(socket); err != nil {
			t.Fatal(err)
		}
		conn, err := Dial(ctx, "udp", netip.MustParseAddr("127.0.0.2"), socket.LocalAddr().(*net.UDPAddr).Port)
		if err != nil {
			t.Fatal(err)
		}
		defer conn.Close()
		if _, err := conn.Write([]byte("ask")); err != nil {
			t.Fatal(err)
		}
		buffer, oob := make([]byte, 16), make([]byte, 128)
		_, told, _, from, err := socket.ReadMsgUDPAddrPort(buffer, oob)
		if err != nil {
			t.Fatal(err)
		}
		source := ReplyFrom(oob[:told])
		if source == nil {
			t.Fatalf("%s: the destination was not told", wildcard)
		}
		if _, _, err := socket.WriteMsgUDPAddrPort([]byte("answer"), source, from); err != nil {
			t.Fatal(err)
		}
		_ = conn.SetReadDeadline(time.Now().Add(5 * time.Second))
		if n, err := conn.Read(buffer); err != nil || string(buffer[:n]) != "answer" {
			t.Errorf("%s: %q, %v", wildcard, buffer[:n], err)
		}
	}
}

func TestReplyFromSurvivesAnyControlMessage(t *testing.T) {
	for _, oob := range [][]byte{nil, {1}, make([]byte, 15), make([]byte, 16), make([]byte, 64)} {
		if got := ReplyFrom(oob); got != nil {
			t.Errorf("%v gave %v", oob, got)
		}
	}
}
