package sweep

import (
	"testing"

	"hostnet/helper/internal/inspect"
)

// listening returns the ports of this machine that somebody has, as the kernel tells.
func listening(t *testing.T, transport string) map[int]bool {
	t.Helper()
	found, err := inspect.Sockets()
	if err != nil {
		t.Fatal(err)
	}
	ports := map[int]bool{}
	for _, one := range found {
		if one.Transport == transport {
			ports[one.Port] = true
		}
	}
	return ports
}
