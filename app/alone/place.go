package alone

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"os"
	"path/filepath"
	"runtime"
	"strings"
)

// longestSocket is what fits into the address of a socket everywhere: 104 bytes on
// macOS and the BSDs, 108 on Linux and Windows, each with a zero at the end.
const longestSocket = 103

// errNowhere: no folder of this user's can hold a socket.
var errNowhere = errors.New("there is no private folder for a socket")

// spot is where the window of one journal is found.
type spot struct{ lock, socket string }

// spotOf is the spot of a journal's folder, in the first folder that is private,
// or can be made so, and whose name is short enough.
func spotOf(folder string) (spot, error) {
	path, err := realPath(folder)
	if err != nil {
		return spot{}, err
	}
	sum := sha256.Sum256([]byte(path))
	name := hex.EncodeToString(sum[:12])
	for _, dir := range rooms() {
		s := spot{lock: filepath.Join(dir, name+".lock"), socket: filepath.Join(dir, name+".sock")}
		if len(s.socket) <= longestSocket && private(dir) {
			return s, nil
		}
	}
	return spot{}, errNowhere
}

// rooms are the folders that may hold it, best first.
func rooms() []string {
	var dirs []string
	// The specification has relative paths ignored.
	if dir := os.Getenv("XDG_RUNTIME_DIR"); filepath.IsAbs(dir) && runtime.GOOS != "windows" {
		if info, err := os.Stat(dir); err == nil && info.IsDir() { // it is not ours to make
			dirs = append(dirs, filepath.Join(dir, "afterglow"))
		}
	}
	if dir, err := os.UserCacheDir(); err == nil {
		dirs = append(dirs, filepath.Join(dir, "afterglow", "window"))
	}
	if dir, err := os.UserConfigDir(); err == nil {
		dirs = append(dirs, filepath.Join(dir, "afterglow", "window"))
	}
	return dirs
}

// private makes the folder if need be, and says whether it is the user's alone.
func private(dir string) bool {
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return false
	}
	info, err := os.Lstat(dir)
	if err != nil || !info.IsDir() || !ours(info) {
		return false
	}
	return runtime.GOOS == "windows" || info.Mode().Perm() == 0o700 || os.Chmod(dir, 0o700) == nil
}

// realPath is the one name of a folder that may be there or not: absolute, clean,
// with the links of what is there followed.
func realPath(folder string) (string, error) {
	path, err := filepath.Abs(folder)
	if err != nil {
		return "", err
	}
	rest := ""
	for dir := path; ; dir = filepath.Dir(dir) {
		if real, err := filepath.EvalSymlinks(dir); err == nil {
			path = filepath.Join(real, rest)
			break
		}
		if filepath.Dir(dir) == dir {
			break
		}
		rest = filepath.Join(filepath.Base(dir), rest)
	}
	if runtime.GOOS == "windows" || runtime.GOOS == "darwin" {
		path = strings.ToLower(path) // names that differ in case are one there
	}
	return path, nil
}
