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

func TestTheEnvironmentMayNameTheLANAddress(t *testing.T) {
	for given, source := range map[string]string{
		"198.51.100.9": `{"known":true,"value":"198.51.100.9","source":"HOSTNET_LAN_ADDRESS"}`,
		"":             "", "::1": "", "198.51.100": "", "::ffff:198.51.100.9": "", "name": "",
	} {
		t.Setenv("HOSTNET_LAN_ADDRESS", given)
		got := string(jsontext.Append(nil, lanAddress(nil).Object()))
		if source != "" && got != source || source == "" && strings.Contains(got, "HOSTNET_LAN_ADDRESS") {
			t.Errorf("%q: %s", given, got)
		}
	}
}
