package session

// outcomes by errno name, never by text. EINVAL is what Linux gives for a link-local address without its scope.
var outcomes = map[string]string{
	"ECONNREFUSED":  "refused",
	"ETIMEDOUT":     "timed-out",
	"ECONNRESET":    "reset",
	"ECONNABORTED":  "reset",
	"ENETRESET":     "reset",
	"EPIPE":         "reset",
	"EHOSTUNREACH":  "no-route",
	"ENETUNREACH":   "no-route",
	"EHOSTDOWN":     "no-route",
	"ENETDOWN":      "no-route",
	"EADDRNOTAVAIL": "address-unavailable",
	"EAFNOSUPPORT":  "address-unavailable",
	"EINVAL":        "address-unavailable",
	"EACCES":        "permission-denied",
	"EPERM":         "permission-denied",
}

// outcomeOf returns what an errno means for a dial; "" when it tells of this machine's own shortage (EMFILE, ENOBUFS)
// or is unknown, and so nothing of the lane. Winsock tells ICMP "port unreachable" on UDP as WSAECONNRESET.
func outcomeOf(errno, transport string) string {
	if transport == "udp" && errno == "ECONNRESET" {
		return "refused"
	}
	return outcomes[errno]
}

// mayChange reports outcomes that a forwarder still being set up can show: these alone are dialled again.
func mayChange(outcome string) bool {
	switch outcome {
	case "refused", "closed", "reset", "wrong-listener":
		return true
	}
	return false
}
