package inspect

import (
	"net"
	"os"
	"testing"

	"hostnet/helper/internal/protocol"
)

func TestReadSocket(t *testing.T) {
	for _, test := range []struct{ local, address string }{
		{"0100007F:1F90", "127.0.0.1"},
		{"00000000:1F90", "0.0.0.0"},
		{"00000000000000000000000000000000:1F90", "::"},
		{"00000000000000000000000001000000:1F90", "::1"},
		{"0000000000000000FFFF00000100007F:1F90", "::ffff:127.0.0.1"},
		{"000080FE00000000FF00FC020100FEFF:1F90", "fe80::2fc:ff:fffe:1"},
	} {
		got, err := readSocket("tcp", test.local, "1000")
		want := protocol.Socket{Transport: "tcp", Address: test.address, Port: 8080, UID: 1000}
		if err != nil || got != want {
			t.Errorf("%s = %+v, %v", test.local, got, err)
		}
	}
	for _, broken := range []string{"", "0100007F", "01:1F90", "zz00007F:1F90", "0100007F:1F901"} {
		if got, err := readSocket("tcp", broken, "0"); err == nil {
			t.Errorf("%q was read as %+v", broken, got)
		}
	}
	if _, err := readSocket("tcp", "0100007F:1F90", "x"); err == nil {
		t.Error("an owner that is no number was read")
	}
}

func TestSocketsSeesAListener(t *testing.T) {
	listener, err := net.Listen("tcp4", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer listener.Close()
	want := protocol.Socket{Transport: "tcp", Address: "127.0.0.1", Port: listener.Addr().(*net.TCPAddr).Port, UID: os.Getuid()}
	sockets, err := Sockets()
	if err != nil {
		t.Fatal(err)
	}
	for _, one := range sockets {
		if one == want {
			return
		}
	}
	t.Errorf("%+v is not among %d sockets", want, len(sockets))
}
