package facts

import (
	"net/netip"
	"strings"
	"testing"

	"hostnet/helper/internal/jsontext"
	"hostnet/helper/internal/protocol"
)

func TestJudgeSource(t *testing.T) {
	interfaces := []protocol.Interface{{Name: "en0", Addresses: []protocol.InterfaceAddress{{Address: "198.51.100.7", Prefix: 24}}}}
	for source, want := range map[string]string{
		"198.51.100.7": `{"known":true,"value":"198.51.100.7","source":"source address of the default route, on en0"}`,
		"198.51.100.8": `{"known":true,"value":"198.51.100.8","source":"source address of the default route"}`,
		"127.0.0.1":    `{"known":false,`,
		"0.0.0.0":      `{"known":false,`,
		"169.254.1.1":  `{"known":false,`,
	} {
		known := judgeSource(netip.MustParseAddr(source), interfaces)
		if got := string(jsontext.Append(nil, known.Object())); !strings.HasPrefix(got, want) {
			t.Errorf("%s: %s, want %s", source, got, want)
		}
	}
}
