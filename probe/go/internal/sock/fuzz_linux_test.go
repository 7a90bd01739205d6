package sock

import "testing"

// FuzzReplyFrom gives any bytes where the kernel's control message is expected: what is sent back is no longer.
func FuzzReplyFrom(f *testing.F) {
	f.Add([]byte{})
	f.Add(controlMessage(0, 8, make([]byte, 12)))
	f.Add(controlMessage(41, 50, make([]byte, 20)))
	f.Add(controlMessage(41, 50, []byte{1}))
	f.Fuzz(func(t *testing.T, oob []byte) {
		if from := ReplyFrom(oob); len(from) > len(oob)+8 {
			t.Fatalf("%d bytes for %d", len(from), len(oob))
		}
	})
}
