package inspect

import (
	"net"
	"net/netip"
	"reflect"
	"testing"
)

func TestDistinctKeepsEachAddressOnceInOrder(t *testing.T) {
	four, six, near := net.IPAddr{IP: net.IPv4(127, 0, 0, 1)}, net.IPAddr{IP: net.IPv6loopback}, net.IPAddr{IP: net.ParseIP("fe80::1"), Zone: "a"}
	far := net.IPAddr{IP: near.IP, Zone: "b"}
	short := net.IPAddr{IP: four.IP.To4()}
	got := distinct([]net.IPAddr{six, four, six, short, near, far, near, {IP: net.IP{1}}})
	var want []netip.Addr
	for _, text := range []string{"::1", "127.0.0.1", "fe80::1%a", "fe80::1%b"} {
		want = append(want, netip.MustParseAddr(text))
	}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
}
