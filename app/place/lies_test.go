package place

import (
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	"afterglow/assets"
)

// lay makes folders (names that end in /) and empty files.
func lay(t *testing.T, root string, names ...string) {
	t.Helper()
	for _, name := range names {
		path := filepath.Join(root, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
			t.Fatal(err)
		}
		var err error
		if strings.HasSuffix(name, "/") {
			err = os.MkdirAll(path, 0o700)
		} else {
			err = os.WriteFile(path, nil, 0o600)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
}

func near(home string) surroundings {
	return surroundings{home: home, env: func(string) string { return "" }, remote: func(string) bool { return false }}
}

func TestFoldersOfSyncServicesAreKnown(t *testing.T) {
	for _, c := range []struct{ laid, folder, want string }{
		{"home/Dropbox/", "home/Dropbox/deep/journal", "Dropbox"},
		{"home/Dropbox (Clinic)/", "home/Dropbox (Clinic)/journal", "Dropbox"},
		{"home/dropbox/", "home/dropbox/journal", "Dropbox"},
		{"disk/mine/.dropbox.cache/", "disk/mine/journal", "Dropbox"},
		{"home/OneDrive - Clinic/", "home/OneDrive - Clinic/j", "OneDrive"},
		{"home/Google Drive/", "home/Google Drive/j", "Google Drive"},
		{"disk/g/.tmp.drivedownload/", "disk/g/j", "Google Drive"},
		{"home/Library/CloudStorage/GoogleDrive-me@example.org/", "home/Library/CloudStorage/GoogleDrive-me@example.org/My Drive/j", "Google Drive"},
		{"home/Library/CloudStorage/Box-Box/", "home/Library/CloudStorage/Box-Box/j", "Box"},
		{"home/Library/Mobile Documents/com~apple~CloudDocs/", "home/Library/Mobile Documents/com~apple~CloudDocs/j", "iCloud"},
		{"home/iCloudDrive/", "home/iCloudDrive/j", "iCloud"},
		{"home/Nextcloud/", "home/Nextcloud/j", "Nextcloud"},
		{"disk/n/.nextcloudsync.log", "disk/n/a/j", "Nextcloud"},
		{"home/ownCloud/", "home/owncloud/j", "ownCloud"},
		{"disk/s/.stfolder/", "disk/s/a/b/j", "Syncthing"},
		{"home/.stignore", "home/.local/share/afterglow/journal", "Syncthing"},
		{"disk/s/j/.stfolder", "disk/s/j", "Syncthing"},
		{"home/Seafile/", "home/Seafile/j", "Seafile"},
		{"home/pCloudDrive/", "home/pCloudDrive/j", "pCloud"},
		{"home/MEGA/", "home/MEGA/j", "MEGA"},
		{"home/Box Sync/", "home/Box Sync/j", "Box"},
		{"home/Tresorit/", "home/Tresorit/j", "Tresorit"},
		{"disk/t/.tresorit/", "disk/t/j", "Tresorit"},
		{"home/Proton Drive/", "home/Proton Drive/j", "Proton Drive"},
		{"disk/r/.sync/ID", "disk/r/j", "Resilio Sync"},

		{"home/.local/share/", "home/.local/share/afterglow/journal", ""},
		{"home/Documents/Box/", "home/Documents/Box/j", ""}, // a box of one's own
		{"home/Boxes/", "home/Boxes/j", ""},
		{"home/Megaphone/", "home/Megaphone/j", ""},
		{"home/Dropbox/", "home/other/j", ""}, // beside it
		{"disk/Dropbox/", "disk/Dropbox/j", ""},
		{"home/.dropbox/", "home/j", ""}, // the program's own folder
		{"home/Mobile Documents/", "home/Mobile Documents/j", ""},
	} {
		root := t.TempDir()
		lay(t, root, "home/", c.laid)
		got := lies(filepath.Join(root, filepath.FromSlash(c.folder)), near(filepath.Join(root, "home")))
		want := Where{}
		if c.want != "" {
			want = Where{Kind: Synced, Service: c.want}
		}
		if got != want {
			t.Errorf("%s beside %s: %+v, want %+v", c.folder, c.laid, got, want)
		}
	}
}

func TestLinksIntoAndOutOfASyncedFolder(t *testing.T) {
	if runtime.GOOS == "windows" {
		return // links need rights there
	}
	root := t.TempDir()
	lay(t, root, "home/Dropbox/real/", "home/elsewhere/", "disk/big/")
	for link, to := range map[string]string{"home/link": "home/Dropbox/real", "home/Dropbox/out": "home/elsewhere", "home/OneDrive": "disk/big", "house": "home"} {
		if err := os.Symlink(filepath.Join(root, to), filepath.Join(root, link)); err != nil {
			t.Fatal(err)
		}
	}
	for folder, want := range map[string]string{
		"home/link/journal": "Dropbox", "home/Dropbox/out/journal": "Dropbox", "home/OneDrive/journal": "OneDrive",
		"house/Dropbox/real/journal": "Dropbox", "house/elsewhere/journal": "",
	} {
		if got := lies(filepath.Join(root, folder), near(filepath.Join(root, "home"))); got.Service != want {
			t.Errorf("%s: %+v, want %q", folder, got, want)
		}
	}
	if got := lies(filepath.Join(root, "home/Dropbox/x"), near(filepath.Join(root, "house"))); got.Service != "Dropbox" {
		t.Errorf("with a home that is a link: %+v", got)
	}
}

func TestTheVariablesOfWindowsNameAFolder(t *testing.T) {
	root := t.TempDir()
	s := near(filepath.Join(root, "home"))
	s.env = func(name string) string {
		return map[string]string{"OneDriveCommercial": filepath.Join(root, "work"), "OneDrive": "not/absolute"}[name]
	}
	for folder, want := range map[string]Kind{"work/journal": Synced, "work": Synced, "workshop/journal": Local} {
		if got := lies(filepath.Join(root, folder), s); got.Kind != want {
			t.Errorf("%s: %+v", folder, got)
		}
	}
}

func TestANetworkFolderIsJudgedByWhatIsThere(t *testing.T) {
	root := t.TempDir()
	lay(t, root, "share/deep/", "home/Dropbox/")
	root, _ = filepath.EvalSymlinks(root)
	s := near(filepath.Join(root, "home"))
	asked := ""
	s.remote = func(dir string) bool {
		asked = dir
		return strings.HasPrefix(dir, filepath.Join(root, "share"))
	}
	if got := lies(filepath.Join(root, "share", "deep", "not", "there", "yet"), s); got != (Where{Kind: Network}) || asked != filepath.Join(root, "share", "deep") {
		t.Errorf("%+v, asked of %s", got, asked)
	}
	if got := lies(filepath.Join(root, "home", "journal"), s); got != (Where{}) {
		t.Errorf("%+v", got)
	}
}

func TestTheWarningsSayWhy(t *testing.T) {
	words := assets.English()
	if got := (Where{}).Says(words); got != "" {
		t.Errorf("an ordinary folder is warned of: %s", got)
	}
	if got := (Where{Kind: Network}).Says(words); !strings.Contains(got, "network folder") || !strings.Contains(got, "saved") {
		t.Errorf("%s", got)
	}
	if got := (Where{Kind: Synced, Service: "Dropbox"}).Says(words); !strings.Contains(got, "Dropbox") || !strings.Contains(got, "older copies") {
		t.Errorf("%s", got)
	}
}
