package place

import (
	"os"
	"path/filepath"
	"strings"
)

// services are the folders that sync services make, as far as they are known.
var services = []struct {
	name string
	// folders are the beginnings of its folder's names, as they stand in the home
	// folder, in macOS's CloudStorage, or in a disk's root on Windows: the name
	// itself, or the name and after it a space, a bracket, a hyphen.
	folders []string
	// markers are what it leaves at the top of what it synchronises.
	markers []string
}{
	{"Dropbox", []string{"Dropbox"}, []string{".dropbox.cache"}},
	{"OneDrive", []string{"OneDrive"}, nil},
	{"Google Drive", []string{"Google Drive", "GoogleDrive", "My Drive", "Insync"}, []string{".tmp.drivedownload", ".tmp.driveupload"}},
	{"iCloud", []string{"iCloudDrive", "iCloud Drive", "iCloud~"}, nil},
	{"Nextcloud", []string{"Nextcloud"}, []string{".nextcloudsync.log"}},
	{"ownCloud", []string{"ownCloud"}, []string{".owncloudsync.log"}},
	{"Syncthing", nil, []string{".stfolder", ".stignore", ".stversions"}},
	{"Seafile", []string{"Seafile", "SeaDrive"}, []string{".seafile-data", "seafile-ignore.txt"}},
	{"pCloud", []string{"pCloud Drive", "pCloudDrive", "pCloud Sync"}, nil},
	{"MEGA", []string{"MEGA", "MEGAsync"}, []string{".megaignore"}},
	{"Box", []string{"Box", "Box Sync", "Box-Box"}, nil},
	{"Tresorit", []string{"Tresorit", "Tresors"}, []string{".tresorit"}},
	{"Proton Drive", []string{"Proton Drive", "ProtonDrive"}, nil},
	{"Resilio Sync", []string{"Resilio Sync"}, []string{".sync/ID"}},
}

// variables name a service's folder on Windows.
var variables = map[string]string{"OneDrive": "OneDrive", "OneDriveConsumer": "OneDrive", "OneDriveCommercial": "OneDrive"}

// syncedBy is the service that seems to synchronise a path, or "".
func syncedBy(path string, s surroundings) string {
	for name, service := range variables {
		if root := s.env(name); filepath.IsAbs(root) && inside(path, root) {
			return service
		}
	}
	home := s.home
	if real, err := filepath.EvalSymlinks(home); err == nil && inside(path, real) {
		home = real
	}
	for dir := path; ; dir = filepath.Dir(dir) {
		above := filepath.Dir(dir)
		if service := byName(filepath.Base(dir), above, home); service != "" {
			return service
		}
		if service := byMarker(dir); service != "" {
			return service
		}
		if above == dir {
			return ""
		}
	}
}

// byName knows a folder by its name, where a service would put it.
func byName(name, above, home string) string {
	library := filepath.Join(home, "Library")
	switch {
	case home != "" && samePath(above, library) && strings.EqualFold(name, "Mobile Documents"):
		return "iCloud"
	case home != "" && (samePath(above, home) || samePath(above, filepath.Join(library, "CloudStorage"))):
	case filepath.VolumeName(above) != "" && above == filepath.VolumeName(above)+string(filepath.Separator):
	default:
		return ""
	}
	for _, s := range services {
		for _, folder := range s.folders {
			if begins(name, folder) {
				return s.name
			}
		}
	}
	return ""
}

// begins says whether a folder has this name, or this name and something after it
// that does not go on with the word: "Dropbox (Home)", "OneDrive - Clinic".
func begins(name, folder string) bool {
	if len(name) < len(folder) || !strings.EqualFold(name[:len(folder)], folder) {
		return false
	}
	rest := name[len(folder):]
	return rest == "" || strings.HasSuffix(folder, "~") || strings.ContainsAny(rest[:1], " (-_@")
}

// byMarker knows the top of a synced folder by what lies there.
func byMarker(dir string) string {
	for _, s := range services {
		for _, marker := range s.markers {
			if _, err := os.Lstat(filepath.Join(dir, filepath.FromSlash(marker))); err == nil {
				return s.name
			}
		}
	}
	return ""
}

func samePath(a, b string) bool { return strings.EqualFold(filepath.Clean(a), filepath.Clean(b)) }

// inside says whether a path is a folder or below it.
func inside(path, folder string) bool {
	path, folder = filepath.Clean(path), filepath.Clean(folder)
	return samePath(path, folder) ||
		len(path) > len(folder) && strings.EqualFold(path[:len(folder)], folder) &&
			(os.IsPathSeparator(path[len(folder)]) || os.IsPathSeparator(folder[len(folder)-1]))
}
