package inspect

import (
	"net/netip"
	"syscall"
	"testing"
)

// message is one netlink message: length, type, flags, sequence, sender, body.
func message(kind uint16, body []byte) []byte {
	data := make([]byte, syscall.NLMSG_HDRLEN, 200)
	order.PutUint32(data, uint32(syscall.NLMSG_HDRLEN+len(body)))
	order.PutUint16(data[4:], kind)
	data = append(data, body...)
	for len(data)%4 != 0 {
		data = append(data, 0)
	}
	return data
}

// answer is an inet_diag_msg of a listener on [::]:8080, uid 1000, inode 4711.
func answer(attributes ...byte) []byte {
	body := make([]byte, answerBytes)
	body[0], body[1] = syscall.AF_INET6, stateListen
	body[4], body[5] = 0x1f, 0x90
	order.PutUint32(body[64:], 1000)
	order.PutUint32(body[68:], 4711)
	return append(body, attributes...)
}

func attribute(kind uint16, value ...byte) []byte {
	data := make([]byte, 4, 12)
	order.PutUint16(data, uint16(4+len(value)))
	order.PutUint16(data[2:], kind)
	data = append(data, value...)
	for len(data)%4 != 0 {
		data = append(data, 0)
	}
	return data
}

func TestReadDump(t *testing.T) {
	data := message(sockDiagByFamily, answer(append(attribute(8, 0), attribute(attrV6Only, 1)...)...))
	data = append(data, message(sockDiagByFamily, answer(attribute(attrV6Only, 0)...))...)
	data = append(data, message(sockDiagByFamily, answer())...)
	var got []diagSocket
	done, err := readDump(data, func(one diagSocket) { got = append(got, one) })
	if done || err != nil || len(got) != 3 {
		t.Fatalf("%v, %v, %+v", done, err, got)
	}
	for i, only := range []int{1, 0, -1} {
		want := diagSocket{
			local: netip.MustParseAddrPort("[::]:8080"), remote: netip.MustParseAddrPort("[::]:0"),
			state: stateListen, v6Only: only, uid: 1000, inode: 4711,
		}
		if got[i] != want {
			t.Errorf("%+v, want %+v", got[i], want)
		}
	}
	if done, err := readDump(message(syscall.NLMSG_DONE, make([]byte, 4)), nil); !done || err != nil {
		t.Errorf("the end: %v, %v", done, err)
	}
	refused := make([]byte, 20)
	code := -int32(syscall.ENOENT)
	order.PutUint32(refused, uint32(code))
	if _, err := readDump(message(syscall.NLMSG_ERROR, refused), nil); err != syscall.ENOENT {
		t.Errorf("a refusal: %v", err)
	}
}

func TestReadDumpSurvivesWhatIsCut(t *testing.T) {
	whole := message(sockDiagByFamily, answer(attribute(attrV6Only, 1)...))
	for length := range whole {
		cut := append([]byte{}, whole[:length]...)
		_, _ = readDump(cut, func(diagSocket) {})
		if length >= syscall.NLMSG_HDRLEN {
			order.PutUint32(cut, uint32(length))
			_, _ = readDump(cut, func(diagSocket) {})
		}
	}
}

func TestFamilyOf(t *testing.T) {
	for _, test := range []struct {
		address string
		v6Only  int
		want    string
	}{
		{"0.0.0.0", -1, "ipv4"}, {"::ffff:127.0.0.1", 0, "ipv4"}, {"::1", 0, "ipv6"}, {"::1", -1, "ipv6"},
		{"::", 1, "ipv6"}, {"::", 0, "dual"}, {"::", -1, "unknown"},
	} {
		if got := familyOf(netip.MustParseAddr(test.address), test.v6Only); got != test.want {
			t.Errorf("%s %d is %s, want %s", test.address, test.v6Only, got, test.want)
		}
	}
}
