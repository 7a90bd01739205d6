package inspect

import (
	"os"
	"strings"
)

// running reports IFF_RUNNING: RFC 2863's operational state up or unknown (Linux, Documentation/networking/operstates).
func running(name string) bool {
	state, err := os.ReadFile("/sys/class/net/" + name + "/operstate")
	if err != nil {
		return true
	}
	text := strings.TrimSpace(string(state))
	return text == "up" || text == "unknown"
}
