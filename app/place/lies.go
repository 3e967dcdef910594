package place

import (
	"os"
	"path/filepath"

	"afterglow/assets"
)

// Kind is what a folder looks like it lies in.
type Kind int

const (
	// Local is an ordinary folder of this computer, or nothing that is known.
	Local Kind = iota
	// Network is on another computer, or shared with one.
	Network
	// Synced is kept the same in several places by a service.
	Synced
)

// Where is where a folder lies.
type Where struct {
	Kind    Kind
	Service string // the name of what synchronises it, for Synced
}

// Says is the warning that a journal there deserves, with its reason; "" for none.
func (w Where) Says(words *assets.Words) string {
	switch w.Kind {
	case Network:
		return words.T("place.network")
	case Synced:
		return words.T("place.synced", "Service", w.Service)
	}
	return ""
}

// Lies says where a folder lies, which need not exist yet: it goes by its nearest
// parent that does. It looks at names, never into files, and answers at once.
func Lies(folder string) Where {
	home, _ := os.UserHomeDir()
	return lies(folder, surroundings{home: home, env: os.Getenv, remote: remote})
}

// surroundings are what a folder's place is judged by.
type surroundings struct {
	home string
	env  func(string) string
	// remote says whether a folder that exists is on another computer.
	remote func(dir string) bool
}

func lies(folder string, s surroundings) Where {
	path, err := filepath.Abs(folder)
	if err != nil {
		return Where{}
	}
	there, real := nearest(path)
	for _, p := range []string{path, real} { // a link may lead into a synced folder, or lie in one
		if service := syncedBy(p, s); service != "" {
			return Where{Kind: Synced, Service: service}
		}
	}
	if s.remote(there) {
		return Where{Kind: Network}
	}
	return Where{}
}

// nearest is the nearest parent of a path that exists, or the path itself, and the
// whole path with the links of that parent followed.
func nearest(path string) (there, real string) {
	rest := ""
	for dir := path; ; dir = filepath.Dir(dir) {
		if real, err := filepath.EvalSymlinks(dir); err == nil {
			return real, filepath.Join(real, rest)
		}
		if filepath.Dir(dir) == dir {
			return dir, path
		}
		rest = filepath.Join(filepath.Base(dir), rest)
	}
}
