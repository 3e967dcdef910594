package outfile

import (
	"net/url"
	"path/filepath"
	"strings"

	"fyne.io/fyne/v2"
)

// View opens a file that was written in the system's own viewer.
func View(path string) error { return fyne.CurrentApp().OpenURL(address(path)) }

// address is the address of a file: it leads nowhere but to this computer's disk.
func address(path string) *url.URL {
	path = filepath.ToSlash(path)
	if !strings.HasPrefix(path, "/") {
		path = "/" + path // a drive's letter
	}
	return &url.URL{Scheme: "file", Path: path}
}
