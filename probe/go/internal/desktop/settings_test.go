package desktop

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// laid lays files out as Docker Desktop would, below a folder of the test's, and returns their places. A nil map entry
// is no file.
func laid(t *testing.T, store, old, admin string) Places {
	t.Helper()
	folder := t.TempDir()
	at := func(name, content string) file {
		path := filepath.Join(folder, name)
		if content != "" {
			if err := os.WriteFile(path, []byte(content), 0o600); err != nil {
				t.Fatal(err)
			}
		}
		return file{path, name}
	}
	return Places{
		store:   at("settings-store.json", store),
		old:     at("settings.json", old),
		admin:   at("admin-settings.json", admin),
		backend: file{filepath.Join(folder, "backend.sock"), "backend.sock"},
	}
}

// told is how a Known reads in these tables: its value and source, or "?" and its reason.
func told(k Known[bool]) string {
	switch {
	case !k.ok:
		return "? " + k.reason
	case k.value:
		return "on " + k.source
	}
	return "off " + k.source
}

func TestHostNetworkingFromFiles(t *testing.T) {
	huge := `{"HostNetworkingEnabled":true,"x":"` + strings.Repeat("x", maxBytes) + `"}`
	for _, test := range []struct {
		what, store, old, admin string
		value, locked           string
	}{
		{"no file", "", "", "", "? settings-store.json does not exist", "? a policy from Docker's cloud leaves no file"},
		{"on", `{"HostNetworkingEnabled":true}`, "", "", "on settings-store.json", "?"},
		{"off", `{"HostNetworkingEnabled":false}`, "", "", "off settings-store.json", "?"},
		{"camelCase in the new file", `{"hostNetworkingEnabled":true}`, "", "", "? whose version does not say", "?"},
		{"old file", "", `{"hostNetworkingEnabled":true}`, "", "on settings.json", "?"},
		{"old file without the key", "", `{"settingsVersion":50,"SettingsVersion":50}`, "", "? whose version does not say", "?"},
		{"new file before old", `{"HostNetworkingEnabled":false}`, `{"hostNetworkingEnabled":true}`, "", "off settings-store.json", "?"},
		{"absent, new store", `{"SettingsVersion":43}`, "", "", "off HostNetworkingEnabled is not set in settings-store.json, which is the default (SettingsVersion 43)", "?"},
		{"absent, first sparse store", `{"SettingsVersion":41}`, "", "", "off ", "?"},
		{"absent, full store", `{"SettingsVersion":40}`, "", "", "? whose version does not say", "?"},
		{"absent, no version", `{}`, "", "", "? whose version does not say", "?"},
		{"absent, version as text", `{"SettingsVersion":"43"}`, "", "", "? whose version does not say", "?"},
		{"absent, company", `{"SettingsVersion":43}`, "", `{"configurationFileVersion":2}`, "? an administrator's file is in force", "? does not name hostNetworkingEnabled"},
		{"text", `{"HostNetworkingEnabled":"true"}`, "", "", "? HostNetworkingEnabled in settings-store.json is a text, expected true or false", "?"},
		{"number", `{"HostNetworkingEnabled":1}`, "", "", "? is a number", "?"},
		{"null", `{"HostNetworkingEnabled":null}`, "", "", "? is null", "?"},
		{"object", `{"HostNetworkingEnabled":{"value":true}}`, "", "", "? is an object", "?"},
		{"BOM", "\xef\xbb\xbf" + `{"HostNetworkingEnabled":true}`, "", "", "? starts with a byte order mark", "?"},
		{"UTF-16", "\xff\xfe{\x00}\x00", "", "", "? starts with a byte order mark", "?"},
		{"not UTF-8", "{\"a\":\"\xff\"}", "", "", "? is not UTF-8", "?"},
		{"cut", `{"HostNetworkingEnabled":tr`, "", "", "? is not JSON", "?"},
		{"comments", "// x\n{}", "", "", "? is not JSON", "?"},
		{"list", `[true]`, "", "", "? is not a JSON object", "?"},
		{"huge", huge, "", "", "? is larger than 1 MiB", "?"},
		{"locked on", `{"HostNetworkingEnabled":false}`, "", `{"hostNetworkingEnabled":{"locked":true,"value":true}}`, "on admin-settings.json", "on admin-settings.json"},
		{"locked off, other case", `{"HostNetworkingEnabled":true}`, "", `{"HOSTnetworkingENABLED":{"value":false,"locked":true}}`, "off admin-settings.json", "on admin-settings.json"},
		{"unlocked, user's own", `{"HostNetworkingEnabled":true}`, "", `{"hostNetworkingEnabled":{"locked":false,"value":false}}`, "on settings-store.json", "off admin-settings.json"},
		{"unlocked, not set", `{"SettingsVersion":43}`, "", `{"hostNetworkingEnabled":{"locked":false,"value":true}}`, "? only suggests true", "off admin-settings.json"},
		{"unlocked, no store", "", "", `{"hostNetworkingEnabled":{"locked":false,"value":true}}`, "? only suggests true", "off admin-settings.json"},
		{"twice", `{"HostNetworkingEnabled":true}`, "", `{"hostNetworkingEnabled":{"locked":true,"value":true},"HostNetworkingEnabled":{"locked":false,"value":false}}`, "? stands more than once", "? stands more than once"},
		{"bare in admin", `{"HostNetworkingEnabled":true}`, "", `{"hostNetworkingEnabled":true}`, "? is not {locked, value}", "? is not {locked, value}"},
		{"locked as text", `{"HostNetworkingEnabled":true}`, "", `{"hostNetworkingEnabled":{"locked":"true","value":true}}`, "? hostNetworkingEnabled.locked in admin-settings.json is a text", "? is a text"},
		{"value missing", `{"HostNetworkingEnabled":true}`, "", `{"hostNetworkingEnabled":{"locked":true}}`, "? is null", "on admin-settings.json"},
		{"broken admin hides the store", `{"HostNetworkingEnabled":true}`, "", `{`, "? admin-settings.json is not JSON, and it outranks", "? admin-settings.json is not JSON"},
		{"admin with BOM", `{"HostNetworkingEnabled":true}`, "", "\xef\xbb\xbf{}", "? admin-settings.json starts with a byte order mark", "? byte order mark"},
		{"another key in admin", `{"HostNetworkingEnabled":true}`, "", `{"proxy":{"locked":true}}`, "on settings-store.json", "? does not name"},
	} {
		got := Read(laid(t, test.store, test.old, test.admin))
		expect(t, test.what+": value", told(got.HostNetworkingEnabled), test.value)
		expect(t, test.what+": locked", told(got.HostNetworkingLocked), test.locked)
	}
}

// expect wants the same first word and the rest of want somewhere after it.
func expect(t *testing.T, what, got, want string) {
	t.Helper()
	first, rest, _ := strings.Cut(want, " ")
	if !strings.HasPrefix(got, first+" ") || !strings.Contains(got, rest) {
		t.Errorf("%s is %q, want %q", what, got, want)
	}
}

func TestOtherSettings(t *testing.T) {
	got := Read(laid(t, `{"SettingsVersion":45,"UseWindowsContainers":true,"KernelForUDP":true}`, "", ""))
	expect(t, "windows", told(got.UseWindowsContainers), "on settings-store.json")
	expect(t, "kernel", told(got.KernelForUDP), "on settings-store.json")
	expect(t, "isolation", told(got.EnhancedContainerIsolation), "? EnhancedContainerIsolation is not set")
	expect(t, "extensions", told(got.ExtensionsEnabled), "? ExtensionsEnabled is not set")
	got = Read(laid(t, `{"EnhancedContainerIsolation":false,"ExtensionsEnabled":true}`, "",
		`{"enhancedContainerIsolation":{"locked":true,"value":true,"dockerSocketMount":{}}}`))
	expect(t, "isolation", told(got.EnhancedContainerIsolation), "on admin-settings.json")
	expect(t, "its lock", told(got.EnhancedContainerIsolationLocked), "on admin-settings.json")
	expect(t, "extensions", told(got.ExtensionsEnabled), "on settings-store.json")
}

func TestAPlaceThatIsNoFile(t *testing.T) {
	places := laid(t, "", "", "")
	if err := os.Mkdir(places.store.path, 0o700); err != nil {
		t.Fatal(err)
	}
	expect(t, "a folder", told(Read(places).HostNetworkingEnabled), "? settings-store.json is not a file")
}

func TestSettingsThatCameTooLate(t *testing.T) {
	late := readings{late: "too late"}
	expect(t, "value", told(late.value(hostNetworking)), "? too late")
	expect(t, "lock", told(late.locked(hostNetworking)), "? too late")
}

func TestPlacesShowNoUserName(t *testing.T) {
	for _, home := range []string{"", filepath.Join(t.TempDir(), "somebody")} {
		places := PlacesOf(home)
		if home == "" {
			home, _ = os.UserHomeDir()
		}
		for _, one := range []file{places.store, places.old, places.admin, places.backend} {
			if strings.Contains(one.shown, home) {
				t.Errorf("%q shows the home folder", one.shown)
			}
		}
	}
}

func TestMovedPlacesLeaveTheRealOnesAlone(t *testing.T) {
	home := t.TempDir()
	places := PlacesOf(home)
	for _, one := range []file{places.store, places.old, places.admin, places.backend} {
		if one.path != "" && !strings.HasPrefix(one.path, home) {
			t.Errorf("%q is outside %q", one.path, home)
		}
	}
}
