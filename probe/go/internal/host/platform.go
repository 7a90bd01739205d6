package host

import "runtime"

// Platform returns this system's name as Node's os.platform() has it.
func Platform() string {
	if runtime.GOOS == "windows" {
		return "win32"
	}
	return runtime.GOOS
}

// Arch returns this program's architecture as Node's os.arch() has it.
func Arch() string {
	if runtime.GOARCH == "amd64" {
		return "x64"
	}
	return runtime.GOARCH
}
