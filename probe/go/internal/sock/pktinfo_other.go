//go:build !linux

package sock

import "net"

// TellDestination does nothing: a reply leaves from the address the system's routes choose.
func TellDestination(*net.UDPConn) error { return nil }

// ReplyFrom returns nil.
func ReplyFrom([]byte) []byte { return nil }
