package inspect

import (
	"net"
	"os"
	"strings"
	"testing"

	"hostnet/helper/internal/protocol"
)

func fieldsOf(local string) []string {
	return strings.Fields("0: " + local + " 00000000:0000 0A 00000000:00000000 00:00000000 00000000 1000 0 4711 1")
}

func TestReadProcSocket(t *testing.T) {
	for _, test := range []struct{ local, address string }{
		{"0100007F:1F90", "127.0.0.1"},
		{"00000000:1F90", "0.0.0.0"},
		{"00000000000000000000000000000000:1F90", "::"},
		{"00000000000000000000000001000000:1F90", "::1"},
		{"0000000000000000FFFF00000100007F:1F90", "::ffff:127.0.0.1"},
		{"000080FE00000000FF00FC020100FEFF:1F90", "fe80::2fc:ff:fffe:1"},
	} {
		got, err := readProcSocket(fieldsOf(test.local))
		if err != nil || got.local.Addr().String() != test.address || got.local.Port() != 8080 ||
			got.state != stateListen || got.uid != 1000 || got.inode != 4711 {
			t.Errorf("%s = %+v, %v", test.local, got, err)
		}
	}
	for _, broken := range []string{"x", "0100007F", "01:1F90", "zz00007F:1F90", "0100007F:1F901"} {
		if got, err := readProcSocket(fieldsOf(broken)); err == nil {
			t.Errorf("%q was read as %+v", broken, got)
		}
	}
	for _, column := range []int{3, 7, 9} {
		fields := fieldsOf("0100007F:1F90")
		fields[column] = "x"
		if got, err := readProcSocket(fields); err == nil {
			t.Errorf("column %d, which is no number, was read as %+v", column, got)
		}
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
