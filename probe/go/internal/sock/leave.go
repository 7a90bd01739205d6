package sock

import (
	"context"
	"io"
	"net"
	"time"

	"hostnet/helper/internal/protocol"
)

// unread is how long what has already arrived may take to be read after time is over.
const unread = 10 * time.Millisecond

// Leave ends a connection to somebody else's program as a client ends that has nothing to say: FIN, then what comes is
// read and dropped until the other side ends too, for LeaveMax at most. To close at once, or by SO_LINGER 0, would reset
// the program at the other end, and many a small server dies of ECONNRESET. When ctx ends the connection is closed at once.
func Leave(ctx context.Context, conn net.Conn) {
	defer conn.Close()
	if half, ok := conn.(*net.TCPConn); ok {
		_ = half.CloseWrite()
	}
	over := make(chan struct{})
	defer close(over)
	go func() {
		select {
		case <-ctx.Done():
			conn.Close()
		case <-over:
		}
	}()
	_ = conn.SetReadDeadline(time.Now().Add(protocol.LeaveMax))
	n, _ := io.CopyN(io.Discard, conn, protocol.LeaveBytes)
	// A close with unread data would be a reset, and a deadline that has passed reads nothing.
	_ = conn.SetReadDeadline(time.Now().Add(unread))
	_, _ = io.CopyN(io.Discard, conn, protocol.LeaveBytes-n)
}
