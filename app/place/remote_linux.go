package place

import (
	"bufio"
	"fmt"
	"io"
	"os"
	"strings"

	"golang.org/x/sys/unix"
)

// networks are the file systems of other computers, by the magic number that statfs
// gives (statfs(2) and linux/magic.h).
var networks = map[uint32]string{
	0x6969:     "nfs",
	0x517b:     "smb",
	0xff534d42: "cifs",
	0xfe534d42: "smb2",
	0x564c:     "ncp",
	0x5346414f: "afs",
	0x6b414653: "afs of the kernel",
	0x73757245: "coda",
	0x00c36400: "ceph",
	0x01021997: "9p",
	0x0bd00bd0: "lustre",
	0x47504653: "gpfs",
	0x19830326: "beegfs",
	0x7461636f: "ocfs2",
	0x01161970: "gfs2",
	0x786f4256: "a virtual machine's shared folder",
}

// magicFuse is every file system that a program provides; which one says the table
// of mounts.
const magicFuse = 0x65735546

// remoteFuse are those of them that are on another computer. Others (encrypted
// folders, NTFS, archives) are on this one.
var remoteFuse = []string{
	"sshfs", "rclone", "davfs", "gvfsd-fuse", "s3fs", "goofys", "glusterfs", "ceph", "ceph-fuse", "curlftpfs", "ftpfs",
	"smbnetfs", "afpfs", "afp", "google-drive-ocamlfuse", "onedriver", "onedrive", "pcloud", "pCloud.fs", "seadrive",
	"dropbox", "kio-fuse", "jmtpfs", "gcsfuse", "blobfuse", "hubicfuse", "juicefs", "moosefs", "mfs", "lizardfs", "ipfs",
}

func remote(dir string) bool {
	var at unix.Statfs_t
	if unix.Statfs(dir, &at) != nil {
		return false
	}
	return remoteMagic(uint32(at.Type), func() string {
		var what unix.Stat_t
		table, err := os.Open("/proc/self/mountinfo")
		if err != nil || unix.Stat(dir, &what) != nil {
			return ""
		}
		defer table.Close()
		return fuseOf(table, uint64(what.Dev))
	})
}

// remoteMagic judges by the number, and by the program's name where it provides it.
func remoteMagic(magic uint32, fuse func() string) bool {
	if magic != magicFuse {
		return networks[magic] != ""
	}
	kind := fuse()
	for _, name := range remoteFuse {
		if kind == name {
			return true
		}
	}
	return false
}

// fuseOf finds in a table of mounts (proc_pid_mountinfo(5)) the program that provides
// a device's file system: "sshfs" where the type is "fuse.sshfs", or the source's name
// where the type is a plain "fuse".
func fuseOf(table io.Reader, device uint64) string {
	number := fmt.Sprintf("%d:%d", unix.Major(device), unix.Minor(device))
	lines := bufio.NewScanner(table)
	for lines.Scan() {
		before, after, ok := strings.Cut(lines.Text(), " - ")
		fields, kind := strings.Fields(before), strings.Fields(after)
		if !ok || len(fields) < 3 || len(kind) < 2 || fields[2] != number {
			continue
		}
		if kind[0] == "fuse" {
			return kind[1]
		}
		return strings.TrimPrefix(kind[0], "fuse.")
	}
	return ""
}
