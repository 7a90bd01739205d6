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
// handshake alone.
type Dial struct {
	Lane               string
	Transport          string
	Address            string
	Port               int
	Spread             string
	MulticastInterface string
	RedialForMs        int
	ConnectOnly        bool
}

// Inspect is one look at the network the session runs in. Subject is the name, target or address it is about.
type Inspect struct {
	Kind    string
	Subject string
	Raw     bool
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
}
