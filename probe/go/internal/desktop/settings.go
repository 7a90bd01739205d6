package desktop

import (
	"time"

	"hostnet/helper/internal/jsontext"
)

// Settings are core's DesktopSettings.
type Settings struct {
	HostNetworkingEnabled            Known[bool]
	HostNetworkingLocked             Known[bool]
	EnhancedContainerIsolation       Known[bool]
	EnhancedContainerIsolationLocked Known[bool]
	UseWindowsContainers             Known[bool]
	KernelForUDP                     Known[bool]
	ExtensionsEnabled                Known[bool]
}

// Object returns core's DesktopSettings.
func (s Settings) Object() jsontext.Object {
	return jsontext.Object{
		"hostNetworkingEnabled", s.HostNetworkingEnabled.Object(),
		"hostNetworkingLocked", s.HostNetworkingLocked.Object(),
		"enhancedContainerIsolation", s.EnhancedContainerIsolation.Object(),
		"enhancedContainerIsolationLocked", s.EnhancedContainerIsolationLocked.Object(),
		"useWindowsContainers", s.UseWindowsContainers.Object(),
		"kernelForUdp", s.KernelForUDP.Object(),
		"extensionsEnabled", s.ExtensionsEnabled.Object(),
	}
}

// setting is one key: its name in settings.json and in the backend's answer (settings-store.json has it with a capital),
// and in which groups of the answer it may stand. offByDefault: a fresh installation is known to have it off. Isolation
// is not, because a policy from Docker's cloud leaves no file, nor are extensions, whose default changed with 4.74.
type setting struct {
	key          string
	groups       [][]string
	offByDefault bool
}

var (
	hostNetworking    = setting{"hostNetworkingEnabled", [][]string{{"vm", "network"}, {"desktop"}, {}}, true}
	isolation         = setting{"enhancedContainerIsolation", [][]string{{"desktop"}, {"vm"}, {}}, false}
	windowsContainers = setting{"useWindowsContainers", [][]string{{"desktop"}, {"vm"}, {}}, true}
	kernelForUDP      = setting{"kernelForUDP", [][]string{{"vm", "network"}, {"desktop"}, {}}, true}
	extensions        = setting{"extensionsEnabled", [][]string{{"desktop"}, {"desktop", "extensions"}, {}}, false}
)

// budget is for everything together.
const budget = time.Second

// Read returns what Docker Desktop's settings say, within a second.
func Read(places Places) Settings {
	read := make(chan readings, 1)
	go func() {
		backend := make(chan document, 1)
		go func() { backend <- askBackend(places.backend) }()
		r := readings{admin: readDocument(places.admin), store: readDocument(places.store)}
		if r.store.absent {
			r.store, r.old = readDocument(places.old), true
		}
		r.noStore = places.store.shown
		r.backend = <-backend
		read <- r
	}()
	var r readings
	select {
	case r = <-read:
	case <-time.After(budget):
		r.late = "Docker Desktop's settings could not be read within a second"
	}
	return Settings{
		HostNetworkingEnabled:            r.value(hostNetworking),
		HostNetworkingLocked:             r.locked(hostNetworking),
		EnhancedContainerIsolation:       r.value(isolation),
		EnhancedContainerIsolationLocked: r.locked(isolation),
		UseWindowsContainers:             r.value(windowsContainers),
		KernelForUDP:                     r.value(kernelForUDP),
		ExtensionsEnabled:                r.value(extensions),
	}
}

// readings are the three sources, in falling trust. old: store is the settings.json of 4.34 and before. late is why
// there are none at all.
type readings struct {
	backend document
	admin   document
	store   document
	old     bool
	noStore string
	late    string
}
