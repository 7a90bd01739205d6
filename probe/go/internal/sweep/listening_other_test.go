//go:build !linux

package sweep

import "testing"

func listening(t *testing.T, _ string) map[int]bool {
	t.Skip("nothing tells here who listens")
	return nil
}
