package protocol

import (
	"encoding/base64"
	"errors"
	"strconv"
	"strings"
	"unicode/utf8"

	"hostnet/helper/internal/hextext"
	"hostnet/helper/internal/jsontext"
)

const (
	maxListen  = 64
	maxDial    = 256
	maxInspect = 16
	maxSweep   = 4
)

// DecodeSpec returns the spec in base64url text (RFC 4648 §5, no padding). The error is one sentence that names the
// first thing that is wrong.
func DecodeSpec(text string) (*Spec, error) {
	for _, c := range []byte(text) {
		if !(c >= '0' && c <= '9' || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c == '-' || c == '_') {
			return nil, errors.New("the spec is not base64url")
		}
	}
	if text == "" {
		return nil, errors.New("the spec is not base64url")
	}
	data, err := base64.RawURLEncoding.DecodeString(text)
	if err != nil || !utf8.Valid(data) {
		return nil, errors.New("the spec is not base64url of JSON")
	}
	value, err := jsontext.Parse(data)
	if err != nil {
		return nil, errors.New("the spec is not base64url of JSON")
	}
	spec, err := readSpec(value)
	if err != nil {
		return nil, errors.New("the spec does not fit the protocol: " + err.Error())
	}
	return spec, nil
}

func readSpec(value any) (*Spec, error) {
	var err error
	o := newObject("", value, &err)
	// The version first: a spec of another version may differ in anything else.
	o.integer("v", Version, Version)
	s := &Spec{
		Run:        o.text("run", 4, 32),
		Vantage:    o.text("vantage", 1, 1000),
		LifetimeMs: o.integer("lifetimeMs", 50, 120_000),
		Stay:       o.boolean("stay"),
	}
	token := o.text("token", 64, 64)
	if !lowerHex(token) {
		o.fail("token", "expected 64 hexadecimal digits in lower case")
	}
	s.Token, _ = hextext.Decode(token)
	if strings.Trim(s.Run, "abcdefghijklmnopqrstuvwxyz0123456789") != "" {
		o.fail("run", "expected 4 to 32 of a-z and 0-9")
	}
	if !isVantage(s.Vantage) {
		o.fail("vantage", "expected host, host-mode, bridge, published or node:<id>")
	}
	for i, item := range o.list("listen", maxListen) {
		s.Listen = append(s.Listen, readListen(newObject("listen."+strconv.Itoa(i), item, &err)))
	}
	for i, item := range o.list("dial", maxDial) {
		s.Dial = append(s.Dial, readDial(newObject("dial."+strconv.Itoa(i), item, &err)))
	}
	for i, item := range o.list("inspect", maxInspect) {
		s.Inspect = append(s.Inspect, readInspect(newObject("inspect."+strconv.Itoa(i), item, &err)))
	}
	if o.has("sweep") {
		for i, item := range o.list("sweep", maxSweep) {
			s.Sweep = append(s.Sweep, readSweep(newObject("sweep."+strconv.Itoa(i), item, &err)))
		}
	}
	o.done("v", "run", "token", "vantage", "lifetimeMs", "stay", "listen", "dial", "inspect", "sweep")
	return s, err
}

func isVantage(v string) bool {
	switch v {
	case "host", "host-mode", "bridge", "published":
		return true
	}
	return strings.HasPrefix(v, "node:") && len(v) > len("node:")
}

func readListen(o object) Listen {
	l := Listen{
		ID:                 o.text("id", 1, 120),
		Transport:          o.oneOf("transport", "tcp", "udp"),
		Address:            o.text("address", 1, 64),
		Port:               o.integer("port", 0, 65535),
		IPv6Only:           o.optionalBoolean("ipv6Only"),
		MulticastGroup:     o.optionalText("multicastGroup", 64),
		MulticastInterface: o.optionalText("multicastInterface", 64),
	}
	o.done("id", "transport", "address", "port", "ipv6Only", "multicastGroup", "multicastInterface")
	return l
}

func readDial(o object) Dial {
	d := Dial{
		Lane:               o.text("lane", 1, 120),
		Transport:          o.oneOf("transport", "tcp", "udp"),
		Address:            o.text("address", 1, 255),
		Port:               o.integer("port", 1, 65535),
		MulticastInterface: o.optionalText("multicastInterface", 64),
	}
	if o.has("spread") {
		d.Spread = o.oneOf("spread", "multicast", "broadcast")
	}
	if o.has("redialForMs") {
		d.RedialForMs = o.integer("redialForMs", 0, 2000)
	}
	if o.has("patienceMs") {
		d.PatienceMs = o.integer("patienceMs", 1, 4000)
	}
	if o.has("until") {
		d.ConnectOnly = o.oneOf("until", "echo", "connect") == "connect"
	}
	if o.has("holdMs") {
		if d.HoldMs = o.integer("holdMs", 0, 1000); !d.ConnectOnly {
			o.fail("holdMs", `expected none without "until": "connect": only a bare connection is held open`)
		}
	}
	if d.ConnectOnly && d.Transport == "udp" {
		o.fail("until", `expected "echo" for a UDP dial, or none: UDP has no handshake, only an answer tells that somebody is there`)
	}
	o.done("lane", "transport", "address", "port", "spread", "multicastInterface", "redialForMs", "patienceMs", "until", "holdMs")
	return d
}

func readInspect(o object) Inspect {
	i := Inspect{Kind: o.oneOf("kind", "interfaces", "sockets", "resolve", "icmp", "bind", "listeners", "arrivals",
		"discover")}
	switch i.Kind {
	case "resolve":
		i.Subject = o.text("name", 1, 255)
		o.done("kind", "name")
	case "icmp":
		i.Subject = o.text("target", 1, 64)
		i.Raw = o.boolean("raw")
		o.done("kind", "target", "raw")
	case "bind":
		i.Subject = o.text("address", 1, 64)
		o.done("kind", "address")
	case "arrivals":
		i.Port = o.integer("port", 1, 65535)
		i.Subject = strconv.Itoa(i.Port)
		i.ForMs = o.integer("forMs", 1, 5000)
		o.done("kind", "port", "forMs")
	case "discover":
		i.Subject = o.oneOf("protocol", "mdns", "ssdp")
		i.ForMs = o.integer("waitMs", 1, 3000)
		o.done("kind", "protocol", "waitMs")
	default:
		o.done("kind")
	}
	return i
}

func readSweep(o object) Sweep {
	s := Sweep{
		ID:        o.text("id", 1, 120),
		Transport: o.oneOf("transport", "tcp", "udp"),
		Address:   o.text("address", 1, 64),
		From:      o.integer("from", 1, 65535),
		To:        o.integer("to", 1, 65535),
		WaitMs:    o.integer("waitMs", 10, 2000),
	}
	if s.From > s.To {
		o.fail("to", `expected the last port, at or above "from"`)
	}
	o.done("id", "transport", "address", "from", "to", "waitMs")
	return s
}
