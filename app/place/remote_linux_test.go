package place

import (
	"strings"
	"testing"

	"golang.org/x/sys/unix"
)

const mounts = `25 1 254:0 / / rw,relatime shared:1 - ext4 /dev/vda rw
40 25 0:45 / /home/me/far rw,nosuid,nodev shared:2 - fuse.sshfs me@host:/ rw,user_id=1000
41 25 0:46 / /home/me/vault\040one rw - fuse.gocryptfs /home/me/cipher rw
42 25 0:47 / /home/me/pCloudDrive rw - fuse pCloud.fs rw
43 25 8:17 / /media/stick rw - fuseblk /dev/sdb1 rw
a line that is none
44 25 0:48 / /run/user/1000/gvfs rw - fuse.gvfsd-fuse gvfsd-fuse rw
`

func TestNetworkFileSystemsAreKnownByTheirNumber(t *testing.T) {
	for name, c := range map[string]struct {
		magic uint32
		dev   uint64
		want  bool
	}{
		"ext4":           {0xef53, 0, false},
		"btrfs":          {0x9123683e, 0, false},
		"xfs":            {0x58465342, 0, false},
		"tmpfs":          {0x01021994, 0, false},
		"overlay":        {0x794c7630, 0, false},
		"ecryptfs":       {0xf15f, 0, false},
		"nfs":            {unix.NFS_SUPER_MAGIC, 0, true},
		"cifs":           {0xff534d42, 0, true},
		"smb2":           {0xfe534d42, 0, true},
		"smb":            {unix.SMB_SUPER_MAGIC, 0, true},
		"afs":            {unix.AFS_SUPER_MAGIC, 0, true},
		"afs, kernel":    {unix.AFS_FS_MAGIC, 0, true},
		"coda":           {unix.CODA_SUPER_MAGIC, 0, true},
		"ceph":           {unix.CEPH_SUPER_MAGIC, 0, true},
		"9p":             {unix.V9FS_MAGIC, 0, true},
		"ocfs2":          {unix.OCFS2_SUPER_MAGIC, 0, true},
		"sshfs":          {unix.FUSE_SUPER_MAGIC, unix.Mkdev(0, 45), true},
		"gocryptfs":      {unix.FUSE_SUPER_MAGIC, unix.Mkdev(0, 46), false},
		"pCloud":         {unix.FUSE_SUPER_MAGIC, unix.Mkdev(0, 47), true},
		"ntfs":           {unix.FUSE_SUPER_MAGIC, unix.Mkdev(8, 17), false},
		"gvfs":           {unix.FUSE_SUPER_MAGIC, unix.Mkdev(0, 48), true},
		"an unknown one": {unix.FUSE_SUPER_MAGIC, unix.Mkdev(9, 9), false},
	} {
		if got := remoteMagic(c.magic, func() string { return fuseOf(strings.NewReader(mounts), c.dev) }); got != c.want {
			t.Errorf("%s: %v", name, got)
		}
	}
}

// The real calls: a folder of the kernel's own is nobody else's.
func TestTheKernelsOwnFoldersAreLocal(t *testing.T) {
	for _, dir := range []string{"/proc", "/sys", "/dev"} {
		if remote(dir) {
			t.Errorf("%s is on another computer", dir)
		}
	}
	if remote("/nonexistent") {
		t.Error("a folder that is not there is on another computer")
	}
}
