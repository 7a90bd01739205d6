package desktop

import (
	"os"
	"path/filepath"
	"runtime"
)

// file is a place and how people are told of it: without the user's name in it.
type file struct{ path, shown string }

// Places are where Docker Desktop keeps what this package reads.
type Places struct {
	store   file // settings-store.json, since 4.35
	old     file // settings.json, up to 4.34, in the same folder
	admin   file // admin-settings.json of a company
	backend file // unix socket or named pipe of the backend API
}

// PlacesOf returns this system's places (Docker docs, "Change settings" and "Configure Settings Management with a JSON
// file"; the backend's from docker/mcp-gateway, pkg/desktop). home "" is the real home. Any other folder stands for the
// user's home, the administrator's file is then <home>/admin/admin-settings.json, and on Windows no pipe is asked,
// because a pipe belongs to no folder.
func PlacesOf(home string) Places {
	moved := home != ""
	if !moved {
		home, _ = os.UserHomeDir()
	}
	var p Places
	switch runtime.GOOS {
	case "darwin":
		p = inFolder(filepath.Join(home, "Library", "Group Containers", "group.com.docker"), "~/Library/Group Containers/group.com.docker/")
		p.admin = same("/Library/Application Support/com.docker.docker/admin-settings.json")
		p.backend = file{filepath.Join(home, "Library", "Containers", "com.docker.docker", "Data", "backend.sock"),
			"~/Library/Containers/com.docker.docker/Data/backend.sock"}
	case "windows":
		roaming := filepath.Join(home, "AppData", "Roaming")
		if set := os.Getenv("APPDATA"); set != "" && !moved {
			roaming = set
		}
		p = inFolder(filepath.Join(roaming, "Docker"), `%APPDATA%\Docker\`)
		programs := os.Getenv("ProgramData")
		if programs == "" {
			programs = `C:\ProgramData`
		}
		p.admin = same(filepath.Join(programs, "DockerDesktop", "admin-settings.json"))
		p.backend = same(`\\.\pipe\dockerBackendApiServer`)
	default:
		p = inFolder(filepath.Join(home, ".docker", "desktop"), "~/.docker/desktop/")
		p.admin = same("/usr/share/docker-desktop/admin-settings.json")
		p.backend = file{filepath.Join(home, ".docker", "desktop", "backend.sock"), "~/.docker/desktop/backend.sock"}
	}
	if moved {
		p.admin = file{filepath.Join(home, "admin", "admin-settings.json"), "~/admin/admin-settings.json"}
		if runtime.GOOS == "windows" {
			p.backend = file{}
		}
	}
	return p
}

func inFolder(folder, shown string) Places {
	return Places{
		store: file{filepath.Join(folder, "settings-store.json"), shown + "settings-store.json"},
		old:   file{filepath.Join(folder, "settings.json"), shown + "settings.json"},
	}
}

func same(path string) file { return file{path, path} }
