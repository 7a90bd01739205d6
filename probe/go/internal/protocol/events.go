package protocol

import "hostnet/helper/internal/jsontext"

// Event is one line of a session. At is ms since the session started, in every event.
type Event interface{ Object() jsontext.Object }

// Endpoint is one end of a conversation.
type Endpoint struct {
	Address string
	Port    int
}

func (e Endpoint) object() jsontext.Object {
	return jsontext.Object{"address", e.Address, "port", e.Port}
}

// Failure is a system error: its POSIX name and its own words.
type Failure struct{ Errno, Message string }

// Bound is one listener of a ready line: what is really bound, or why nothing is (port 0 then).
type Bound struct {
	ID, Transport string
	Endpoint
	Error *Failure
}

// Ready is the first line of a session.
type Ready struct {
	Vantage   string
	PID       int
	At        float64
	Listeners []Bound
}

// Object returns the event's line.
func (e *Ready) Object() jsontext.Object {
	listeners := jsontext.List{}
	for _, l := range e.Listeners {
		entry := jsontext.Object{"id", l.ID, "transport", l.Transport, "address", l.Address, "port", l.Port}
		if l.Error != nil {
			failure := jsontext.Object{"errno", l.Error.Errno, "message", l.Error.Message}
			entry = append(entry, "error", failure)
		}
		listeners = append(listeners, entry)
	}
	return jsontext.Object{
		"event", "ready", "v", Version, "vantage", e.Vantage, "pid", e.PID, "at", e.At, "listeners", listeners,
	}
}

// Received says that one authentic request arrived at a listener.
type Received struct {
	Listener, Transport, Nonce string
	From                       Endpoint
	At                         float64
}

// Object returns the event's line.
func (e *Received) Object() jsontext.Object {
	return jsontext.Object{
		"event", "received", "listener", e.Listener, "transport", e.Transport, "nonce", e.Nonce,
		"from", e.From.object(), "at", e.At,
	}
}

// Dialed says how the dial of one address of one lane ended. Address "" is a name that did not resolve, Of how many
// addresses it resolved to, Errno "" none. LastSent and LastAnswered are of the try that decided.
type Dialed struct {
	Lane, Transport, Address string
	Port, Of                 int
	Outcome, Phase, Errno    string
	Local                    *Endpoint
	Nonces                   []string
	Answered, Tries          int
	LastSent, LastAnswered   int
	ElapsedMs                float64
	FirstSuccessMs           *float64
	At                       float64
}

// Object returns the event's line.
func (e *Dialed) Object() jsontext.Object {
	var local any
	if e.Local != nil {
		local = e.Local.object()
	}
	return jsontext.Object{
		"event", "dialed", "lane", e.Lane, "transport", e.Transport, "address", orNull(e.Address),
		"port", e.Port, "of", e.Of, "outcome", e.Outcome, "phase", e.Phase, "errno", orNull(e.Errno),
		"local", local, "nonces", e.Nonces, "sent", len(e.Nonces), "answered", e.Answered,
		"lastSent", e.LastSent, "lastAnswered", e.LastAnswered, "tries", e.Tries,
		"elapsedMs", e.ElapsedMs, "firstSuccessMs", e.FirstSuccessMs, "at", e.At,
	}
}

// Swept is a part of a sweep: what each port from From to To did. Errno "" is none.
type Swept struct {
	ID, Transport, Address string
	From, To               int
	Open                   []int
	Closed                 int
	Silent                 []int
	Failed                 int
	Errno                  string
	Last                   bool
	At                     float64
}

// Object returns the event's line.
func (e *Swept) Object() jsontext.Object {
	return jsontext.Object{
		"event", "swept", "id", e.ID, "transport", e.Transport, "address", e.Address, "from", e.From, "to", e.To,
		"open", numbers(e.Open), "closed", e.Closed, "silent", numbers(e.Silent), "failed", e.Failed,
		"errno", orNull(e.Errno), "last", e.Last, "at", e.At,
	}
}

func numbers(all []int) jsontext.List {
	list := make(jsontext.List, len(all))
	for i, one := range all {
		list[i] = one
	}
	return list
}

// Done is the last line of a session.
type Done struct {
	Reason string
	At     float64
}

// Object returns the event's line.
func (e *Done) Object() jsontext.Object {
	return jsontext.Object{"event", "done", "reason", e.Reason, "at", e.At}
}

func orNull(text string) any {
	if text == "" {
		return nil
	}
	return text
}
