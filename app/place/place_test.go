package place

import (
	"path/filepath"
	"testing"
)

func TestWhereThingsAre(t *testing.T) {
	home := t.TempDir()
	t.Setenv("HOME", home)
	t.Setenv("XDG_DATA_HOME", "")
	t.Setenv("LocalAppData", filepath.Join(home, "Local"))
	for system, want := range map[string]string{
		"linux":   filepath.Join(home, ".local", "share", "afterglow", "journal"),
		"darwin":  filepath.Join(home, "Library", "Application Support", "Afterglow", "journal"),
		"windows": filepath.Join(home, "Local", "Afterglow", "journal"),
	} {
		if got, err := inData(system, "journal"); err != nil || got != want {
			t.Errorf("%s: %s, %v", system, got, err)
		}
		if demo, err := inData(system, "demo"); err != nil || demo == want || filepath.Dir(demo) != filepath.Dir(want) {
			t.Errorf("%s: the demo would be in %s, %v", system, demo, err)
		}
	}
	t.Setenv("XDG_DATA_HOME", filepath.Join(home, "data"))
	if got, _ := inData("linux", "journal"); got != filepath.Join(home, "data", "afterglow", "journal") {
		t.Errorf("with XDG_DATA_HOME: %s", got)
	}
	t.Setenv("XDG_DATA_HOME", "not/absolute")
	if got, _ := inData("linux", "journal"); !filepath.IsAbs(got) {
		t.Errorf("a relative XDG_DATA_HOME was followed: %s", got)
	}
}

func TestTheVariableOverrides(t *testing.T) {
	dir := t.TempDir()
	t.Setenv(EnvJournal, dir)
	if got, err := Journal(); err != nil || got != dir {
		t.Errorf("%s, %v", got, err)
	}
}

func TestWithoutAHome(t *testing.T) {
	for _, name := range []string{"HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME", "LocalAppData", EnvJournal} {
		t.Setenv(name, "")
	}
	for _, system := range []string{"linux", "darwin", "windows"} {
		if got, err := inData(system, "journal"); err != ErrNoHome {
			t.Errorf("%s: %q, %v", system, got, err)
		}
	}
	if KnownFile() != "" || LookFile() != "" {
		t.Error("files in no folder")
	}
}
