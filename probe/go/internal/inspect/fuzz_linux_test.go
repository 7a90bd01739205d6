package inspect

import (
	"strings"
	"syscall"
	"testing"
)

// FuzzReadDump gives any bytes where the kernel's answer is expected.
func FuzzReadDump(f *testing.F) {
	f.Add(message(sockDiagByFamily, answer(attribute(attrV6Only, 1)...)))
	f.Add(message(syscall.NLMSG_ERROR, []byte{1, 0}))
	f.Add(message(syscall.NLMSG_DONE, nil))
	f.Fuzz(func(t *testing.T, data []byte) {
		sockets := 0
		_, _ = readDump(data, func(diagSocket) { sockets++ })
		if sockets > len(data)/syscall.NLMSG_HDRLEN {
			t.Fatalf("%d sockets in %d bytes", sockets, len(data))
		}
	})
}

// FuzzProcSocket gives any words where a line of /proc/net/tcp is expected.
func FuzzProcSocket(f *testing.F) {
	f.Add("0: 0100007F:1F90 00000000:0000 0A 00000000:00000000 00:00000000 00000000 0 0 4711 1")
	f.Add("0: zz: : : : : : : : : :")
	f.Add("0: 00000000000000000000000001000000:FFFF 00:00 FF 1:1 a a -1 a -1")
	f.Fuzz(func(t *testing.T, line string) {
		fields := strings.Fields(line)
		if len(fields) < 10 {
			return
		}
		if one, err := readProcSocket(fields); err == nil && !one.local.IsValid() {
			t.Fatalf("%q is a socket without an address", line)
		}
	})
}

// FuzzContainerOf gives any text where cgroups are expected: what is found is an id that stands there.
func FuzzContainerOf(f *testing.F) {
	id := strings.Repeat("0f", 32)
	f.Add("0::/docker/"+id, "0::/")
	f.Add("0::/../docker-"+id+".scope", "0::/a/b")
	f.Add("1:cpu:", "1:cpu:nothing")
	f.Fuzz(func(t *testing.T, groups, own string) {
		found := containerOf(groups, own)
		if found != "" && (len(found) != idDigits || !strings.Contains(groups, found)) {
			t.Fatalf("%q is found in %q", found, groups)
		}
	})
}
