package protocol

// Listen is one socket the session shall listen on.
type Listen struct {
	ID                 string
	Transport          string
	Address            string
	Port               int
	IPv6Only           bool
	MulticastGroup     string
	MulticastInterface string
}

// Dial is one lane the session shall dial. Spread is "", "multicast" or "broadcast". ConnectOnly asks for the TCP
// handshake alone, HoldMs to keep its connection open for so long. PatienceMs is what connect and echo may take together,
// 0 for the deadlines of their own.
type Dial struct {
	Lane               string
	Transport          string
	Address            string
	Port               int
	Spread             string
	MulticastInterface string
	RedialForMs        int
	PatienceMs         int
	ConnectOnly        bool
	HoldMs             int
}

// Inspect is one look at the network the session runs in. Subject is the name, target, address, port or protocol it is
// about. ForMs is how long arrivals are watched or answers awaited.
type Inspect struct {
	Kind    string
	Subject string
	Raw     bool
	Port    int
	ForMs   int
}

// Sweep is a range of ports to try on one address, each once. WaitMs is how long one may stay silent.
type Sweep struct {
	ID        string
	Transport string
	Address   string
	From, To  int
	WaitMs    int
}

// Spec is what one session shall do.
type Spec struct {
	Run        string
	Token      []byte
	Vantage    string
	LifetimeMs int
	Stay       bool
	Listen     []Listen
	Dial       []Dial
	Inspect    []Inspect
	Sweep      []Sweep
}
