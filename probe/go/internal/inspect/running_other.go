//go:build !linux

package inspect

// running: Windows' FlagUp is the operational state already, and macOS takes the addresses of an interface without link.
func running(string) bool { return true }
