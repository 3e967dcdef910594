package kit_test

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// What the window's code must not do, each for a reason measured of Fyne 2.8.1.
var (
	forbiddenCalls = map[string]string{
		"NewRichTextFromMarkdown": "fetches pictures from addresses in the text, and can panic: parse with journal/markdown",
		"ParseMarkdown":           "as NewRichTextFromMarkdown",
		"AppendMarkdown":          "as NewRichTextFromMarkdown",
		"DoAndWait":               "stands still for ever on the window's thread: use fyne.Do",
		"AddShortcut":             "is swallowed by a focused field: put the shortcut on a menu item",
		"Preferences":             "are clear text on disk, under Fyne's name",
		"OpenURL":                 "hands an address to another program: nothing of ours opens a connection",
		"SendNotification":        "shows words outside the window",
	}
	forbiddenImports = map[string]string{
		"fyne.io/fyne/v2/dialog": "has no Escape and no Enter, and its file dialog notes the last folder: use package kit",
		"fyne.io/fyne/v2/app":    "needs a display: main.go alone",
		"net/http":               "nothing of ours opens a connection",
	}
	// setters change a widget; on a goroutine of one's own that is a race.
	setters = []string{"Set", "Refresh", "Show", "Hide", "Resize", "Move", "Add", "Remove", "Enable", "Disable", "Focus"}
)

// faults lists what is wrong with one file, as "line: reason".
func faults(src *ast.File, files *token.FileSet, exempt func(name string) bool) []string {
	var found []string
	say := func(n ast.Node, name, why string) {
		if !exempt(name) {
			found = append(found, fmt.Sprintf("%d: %s %s", files.Position(n.Pos()).Line, name, why))
		}
	}
	for _, i := range src.Imports {
		path, _ := strconv.Unquote(i.Path.Value)
		if why, bad := forbiddenImports[path]; bad {
			say(i, path, why)
		}
	}
	ast.Inspect(src, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.CallExpr:
			if why, bad := forbiddenCalls[called(n)]; bad {
				say(n, called(n), why)
			}
		case *ast.GoStmt:
			for _, name := range settersIn(n) {
				say(n, "go … "+name, "changes a widget away from the window's thread: use run.Runner, or fyne.Do")
			}
		}
		return true
	})
	return found
}

// called is the last name of what is called: "Do" of fyne.Do(f).
func called(c *ast.CallExpr) string {
	if s, ok := c.Fun.(*ast.SelectorExpr); ok {
		return s.Sel.Name
	}
	return ""
}

// settersIn are the calls in a goroutine that look like changes to a widget and
// are not inside a function given to fyne.Do.
func settersIn(g *ast.GoStmt) []string {
	var names []string
	ast.Inspect(g, func(n ast.Node) bool {
		c, ok := n.(*ast.CallExpr)
		if !ok {
			return true
		}
		name := called(c)
		if name == "Do" || name == "onWindow" || name == "post" {
			return false
		}
		s, method := c.Fun.(*ast.SelectorExpr)
		if !method {
			return true
		}
		if x, ok := s.X.(*ast.Ident); ok && x.Name == "wg" { // a WaitGroup adds too
			return true
		}
		for _, set := range setters {
			if name == set || set == "Set" && strings.HasPrefix(name, set) {
				names = append(names, name)
			}
		}
		return true
	})
	return names
}

func TestTheWindowsCodeKeepsToTheRules(t *testing.T) {
	seen := 0
	err := filepath.WalkDir("..", func(path string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		slashed := filepath.ToSlash(path)
		if d.IsDir() && (d.Name() == "testdata" || slashed == "../cli") {
			return filepath.SkipDir
		}
		if d.IsDir() || !strings.HasSuffix(path, ".go") {
			return nil
		}
		files := token.NewFileSet()
		src, err := parser.ParseFile(files, path, nil, parser.SkipObjectResolution)
		if err != nil {
			return err
		}
		seen++
		for _, f := range faults(src, files, exemption(slashed)) {
			t.Errorf("%s:%s", strings.TrimPrefix(slashed, "../"), f)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if seen < 50 {
		t.Errorf("only %d files were read", seen)
	}
}

// exemption is what a file may do that others may not: our dialogs alone may
// build on Fyne's, and one place alone hands a file, never an address of the net, to
// the system's viewer.
func exemption(path string) func(name string) bool {
	return func(name string) bool {
		return path == "../pages/outfile/viewer.go" && name == "OpenURL" || strings.HasPrefix(path, "../kit/") && name == "fyne.io/fyne/v2/dialog"
	}
}

func TestTheRulesAreNoticedWhenBroken(t *testing.T) {
	const bad = `package p
import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/dialog"
	"fyne.io/fyne/v2/widget"
)
func f(l *widget.Label, w fyne.Window, a fyne.App) {
	widget.NewRichTextFromMarkdown("x")
	fyne.DoAndWait(func() {})
	w.Canvas().AddShortcut(nil, nil)
	a.Preferences().SetString("k", "v")
	go func() { l.SetText("x") }()
	go l.Refresh()
	go func() { fyne.Do(func() { l.SetText("fine") }) }()
	dialog.ShowInformation("", "", w)
}`
	files := token.NewFileSet()
	src, err := parser.ParseFile(files, "bad.go", bad, 0)
	if err != nil {
		t.Fatal(err)
	}
	var lines []string
	for _, f := range faults(src, files, func(string) bool { return false }) {
		line, _, _ := strings.Cut(f, ":")
		lines = append(lines, line)
	}
	if want := []string{"4", "8", "9", "10", "11", "12", "13"}; !slices.Equal(lines, want) {
		t.Errorf("faults in lines %v, want %v", lines, want)
	}
}
