package takeout

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"

	"afterglow/journal"
)

// Why a folder is not written.
var (
	// ErrNotEmpty: there is something in it.
	ErrNotEmpty = errors.New("that folder is not empty: choose a new or an empty one")
	// ErrNotAFolder: something else has this name.
	ErrNotAFolder = errors.New("that is a file: choose a new or an empty folder")
	// ErrNoParent: the folder it would be in is not there.
	ErrNoParent = errors.New("the folder that it would lie in is not there: make it first, or choose another place")
	// ErrInside: it would lie in the journal's own folder.
	ErrInside = errors.New("that is inside the journal's own folder, where nothing readable lies: choose another place")
	// ErrHere: it is the folder the program was started in.
	ErrHere = errors.New("this is the folder you are in: name a new one in it")
)

// Fit says whether everything in the journal in the folder home can be written
// to dir: nil, or one of the errors above.
func Fit(dir, home string) error {
	_, err := place(dir, home)
	return err
}

// place is where the folder will be: past a link, from the root.
func place(dir, home string) (string, error) {
	dir, err := filepath.Abs(dir)
	if err != nil {
		return "", err
	}
	if real, err := filepath.EvalSymlinks(dir); err == nil {
		dir = real
	}
	switch err := journal.FitForBackups(filepath.Dir(dir), home); err {
	case nil:
	case journal.ErrInsideJournal:
		return "", ErrInside
	default:
		return "", ErrNoParent
	}
	list, err := os.ReadDir(dir)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		if _, err := os.Lstat(dir); err == nil {
			return "", ErrNotAFolder // a link that leads nowhere
		}
		return dir, nil
	case err != nil:
		if info, statErr := os.Stat(dir); statErr == nil && !info.IsDir() {
			return "", ErrNotAFolder
		}
		return "", err
	case len(list) > 0:
		return "", ErrNotEmpty
	}
	here, err1 := os.Stat(".")
	there, err2 := os.Stat(dir)
	if err1 == nil && err2 == nil && os.SameFile(here, there) {
		return "", ErrHere
	}
	return dir, nil
}

// folder is the folder while it is being written, beside its place.
type folder struct {
	at, to string
	root   *os.Root
}

func newFolder(to string) (*folder, error) {
	at, err := os.MkdirTemp(filepath.Dir(to), ".afterglow-unfinished-") // 0700
	if err != nil {
		return nil, unnamed(err)
	}
	root, err := os.OpenRoot(at)
	if err != nil {
		os.Remove(at)
		return nil, err
	}
	return &folder{at, to, root}, nil
}

// create makes a file; its name has slashes.
func (f *folder) create(name string) (*os.File, error) {
	name = filepath.FromSlash(name)
	if err := f.root.MkdirAll(filepath.Dir(name), 0o700); err != nil {
		return nil, err
	}
	return f.root.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
}

func (f *folder) write(name string, data []byte) error {
	out, err := f.create(name)
	if err != nil {
		return err
	}
	_, err = out.Write(data)
	return errors.Join(err, out.Close())
}

// finish waits until all of it is on the disk and gives the folder its name.
func (f *folder) finish() error {
	err := filepath.WalkDir(f.at, func(path string, d fs.DirEntry, err error) error {
		how := os.O_WRONLY
		switch {
		case err != nil:
			return err
		case d.IsDir() && runtime.GOOS == "windows":
			return nil // a folder cannot be flushed there
		case d.IsDir():
			how = os.O_RDONLY
		}
		file, err := os.OpenFile(path, how, 0)
		if err != nil {
			return err
		}
		return errors.Join(file.Sync(), file.Close())
	})
	if err = errors.Join(err, f.root.Close()); err != nil {
		return err
	}
	// An empty folder of that name gives way; one that was filled meanwhile stays.
	gone := os.Remove(f.to)
	if gone != nil && !errors.Is(gone, fs.ErrNotExist) {
		return gone
	}
	if err = os.Rename(f.at, f.to); err != nil && gone == nil {
		err = errors.Join(err, os.Mkdir(f.to, 0o700))
	}
	return err
}

// unnamed is what the system says without the name of a file, which may be the
// title of an entry.
func unnamed(err error) error {
	var path *fs.PathError
	var link *os.LinkError
	switch {
	case errors.As(err, &path):
		err = path.Err
	case errors.As(err, &link):
		err = link.Err
	default:
		return err
	}
	return fmt.Errorf("the folder could not be written, and nothing of it is left: %w", err)
}

// undo takes away what was written; after finish there is nothing to take.
func (f *folder) undo() {
	f.root.Close()
	os.RemoveAll(f.at)
}
