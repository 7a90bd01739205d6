package inspect

import (
	"bytes"
	"os"
	"strconv"
	"syscall"
	"unsafe"

	"hostnet/helper/internal/protocol"
)

// holders are the first two processes, by pid, that have a socket open.
type holders struct{ first, second int32 }

// own writes into sockets who has each open, by its inode, and returns why that could not be told of all; "" when of all.
func own(sockets []protocol.Listening, inodes []uint32) string {
	byInode := make(map[uint32]*holders, len(inodes))
	for _, inode := range inodes {
		if inode != 0 {
			byInode[inode] = &holders{}
		}
	}
	denied, err := walkProcesses(byInode)
	if err != nil {
		return "/proc cannot be read: " + err.Error()
	}
	known := processes{}
	missing, kernel := 0, 0
	for i, inode := range inodes {
		if inode == 0 {
			missing++
			kernel++
			continue
		}
		held := byInode[inode]
		if held.first == 0 {
			missing++
			continue
		}
		owner := known.of(held.first)
		// A socket unit's socket is open in systemd and in the service it was made for (systemd.socket(5)).
		if held.second != 0 && owner.name == "systemd" {
			owner = known.of(held.second)
		}
		sockets[i].PID, sockets[i].Process, sockets[i].Container = owner.pid, owner.name, owner.container
	}
	switch {
	case missing == 0:
		return ""
	case missing == kernel:
		return "sockets of the kernel itself belong to no process"
	case denied > 0 && os.Geteuid() != 0:
		return "processes of other users cannot be read without root"
	case denied > 0:
		return "processes cannot be read here without CAP_SYS_PTRACE and CAP_DAC_READ_SEARCH"
	}
	return "some sockets belong to processes that are not visible from here"
}

// walkProcesses reads which process has which of these sockets open, all of /proc once. denied counts the processes that
// could not be read.
func walkProcesses(byInode map[uint32]*holders) (denied int, err error) {
	proc, err := os.Open("/proc")
	if err != nil {
		return 0, err
	}
	names, err := proc.Readdirnames(-1) // in order of pid
	proc.Close()
	if err != nil {
		return 0, err
	}
	walk := fdWalk{entries: make([]byte, 1<<15)}
	for _, name := range names {
		pid, err := strconv.Atoi(name)
		if err != nil {
			continue
		}
		err = walk.sockets("/proc/"+name+"/fd", func(inode uint32) {
			held, ours := byInode[inode]
			switch {
			case !ours:
			case held.first == 0:
				held.first = int32(pid)
			case held.second == 0 && held.first != int32(pid):
				held.second = int32(pid)
			}
		})
		if err == syscall.EACCES || err == syscall.EPERM {
			denied++
		}
	}
	return denied, nil
}

// fdWalk reads links without a string or an allocation for each: there may be a hundred thousand.
type fdWalk struct {
	entries []byte
	link    [64]byte
}

// sockets calls each with the inode of every socket among the links of folder.
func (w *fdWalk) sockets(folder string, each func(inode uint32)) error {
	fd, err := syscall.Open(folder, syscall.O_RDONLY|syscall.O_DIRECTORY|syscall.O_CLOEXEC, 0)
	if err != nil {
		return err
	}
	defer syscall.Close(fd)
	for {
		n, err := syscall.ReadDirent(fd, w.entries)
		if err != nil || n <= 0 {
			return err
		}
		// linux_dirent64 (getdents64(2)): inode 8 bytes, offset 8, length 2, type 1, then the name and a zero byte.
		for rest := w.entries[:n]; len(rest) > 19; {
			length := int(order.Uint16(rest[16:]))
			if length <= 19 || length > len(rest) {
				break
			}
			if rest[19] != '.' {
				size, _, failed := syscall.Syscall6(syscall.SYS_READLINKAT, uintptr(fd), uintptr(unsafe.Pointer(&rest[19])),
					uintptr(unsafe.Pointer(&w.link[0])), uintptr(len(w.link)), 0, 0)
				if failed == 0 {
					if inode, ok := socketInode(w.link[:size]); ok {
						each(inode)
					}
				}
			}
			rest = rest[length:]
		}
	}
}

// socketInode reads "socket:[4711]".
func socketInode(link []byte) (uint32, bool) {
	const before = "socket:["
	if len(link) < len(before)+2 || string(link[:len(before)]) != before || link[len(link)-1] != ']' {
		return 0, false
	}
	var inode uint64
	for _, c := range link[len(before) : len(link)-1] {
		if c < '0' || c > '9' || inode > 1<<32 {
			return 0, false
		}
		inode = inode*10 + uint64(c-'0')
	}
	return uint32(inode), inode < 1<<32
}

type process struct {
	pid             int
	name, container string
}

// processes remembers what was read of each, so that one with a thousand sockets is read once.
type processes map[int32]process

func (p processes) of(pid int32) process {
	one, ok := p[pid]
	if !ok {
		folder := "/proc/" + strconv.Itoa(int(pid))
		name, _ := os.ReadFile(folder + "/comm")
		groups, _ := os.ReadFile(folder + "/cgroup")
		one = process{int(pid), string(bytes.TrimSuffix(name, []byte("\n"))), containerOf(string(groups), ownGroups())}
		p[pid] = one
	}
	return one
}
