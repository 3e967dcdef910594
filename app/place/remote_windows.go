package place

import (
	"path/filepath"
	"strings"

	"golang.org/x/sys/windows"
)

// remote goes by the disk's letter, or by a share's name: \\server\share.
func remote(dir string) bool {
	volume := filepath.VolumeName(dir)
	if strings.HasPrefix(volume, `\\`) && !strings.HasPrefix(volume, `\\?\`) && !strings.HasPrefix(volume, `\\.\`) {
		return true
	}
	if strings.HasPrefix(strings.ToUpper(volume), `\\?\UNC\`) {
		return true
	}
	root, err := windows.UTF16PtrFromString(volume + `\`)
	return err == nil && windows.GetDriveType(root) == windows.DRIVE_REMOTE
}
