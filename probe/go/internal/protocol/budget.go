// Package protocol is the probe protocol, version 1: what a session is asked (spec), what it prints (events) and what
// travels between two sessions (wire). core/src/protocol is the contract; every number here is that contract's.
package protocol

import "time"

// Version of the probe protocol. A spec of another version is refused.
const Version = 1

// Deadlines of one dial; each phase of a TCP dial has its own.
const (
	TCPConnect = 1000 * time.Millisecond
	TCPEcho    = 700 * time.Millisecond
	TCPClose   = 300 * time.Millisecond
	UDPTotal   = 1000 * time.Millisecond
	// SpreadTotal is UDPTotal of multicast and broadcast.
	SpreadTotal = 400 * time.Millisecond
	// UDPLinger is how long a first late reply keeps the socket open for replies still under way.
	UDPLinger   = 600 * time.Millisecond
	ResolveMax  = 1000 * time.Millisecond
	RedialEvery = 50 * time.Millisecond
	// LeaveMax is how long a connection to somebody else's program is read after its FIN; it is told of by then.
	LeaveMax = TCPClose
	// InspectMax is the longest one inspection may take.
	InspectMax = 1000 * time.Millisecond
	// WatchExtra is how much longer than its spec says an arrivals or discover inspection may take.
	WatchExtra = 200 * time.Millisecond
	// StopMax is the longest from a reason to end until the process has ended.
	StopMax = 500 * time.Millisecond
)

const (
	// SweepAtOnce ports of a sweep are tried at once.
	SweepAtOnce = 256
	// LeaveBytes are dropped at most of such a connection, and LeaveAtOnce of them are open at once.
	LeaveBytes  = 8 << 20
	LeaveAtOnce = 512
	// ListenersALine go into one facts line.
	ListenersALine = 500
)

// UDPSendAt holds the offsets from the first send at which a UDP request is sent.
var UDPSendAt = [...]time.Duration{0, 100 * time.Millisecond, 300 * time.Millisecond}
