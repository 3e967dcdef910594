package assets_test

import (
	"encoding/json"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"text/template"
	"text/template/parse"

	"afterglow/assets"
)

// message is one message of a translation file as it stands there.
type message struct {
	file  string
	forms map[string]string // "other", "one", …
}

// messages reads every translation file of a language, with the raw keys, so
// that a key that is there twice is seen.
func messages(t *testing.T, language string) map[string]message {
	t.Helper()
	files, err := filepath.Glob("translations/*." + language + ".json")
	if err != nil || len(files) == 0 {
		t.Fatalf("no translation files: %v", err)
	}
	all := map[string]message{}
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		d := json.NewDecoder(strings.NewReader(string(text)))
		if tok, err := d.Token(); err != nil || tok != json.Delim('{') {
			t.Errorf("%s does not begin with {: %v", file, err)
			continue
		}
		for d.More() {
			key, err := d.Token()
			var forms map[string]string
			if err == nil {
				err = d.Decode(&forms)
			}
			if err != nil {
				t.Errorf("%s: %v: %v", file, key, err)
				break
			}
			id := key.(string)
			if other, twice := all[id]; twice {
				t.Errorf("%s is in %s and in %s", id, other.file, file)
			}
			all[id] = message{file, forms}
		}
	}
	return all
}

func TestTranslationsAreWhole(t *testing.T) {
	idForm := regexp.MustCompile(`^[a-z0-9_]+(\.[A-Za-z0-9_-]+)+$`)
	for id, m := range messages(t, "en") {
		if !idForm.MatchString(id) {
			t.Errorf("%s: %q is not written like area.what", m.file, id)
		}
		if m.forms["other"] == "" {
			t.Errorf("%s: %s has no text", m.file, id)
		}
		for form, text := range m.forms {
			if !slices.Contains([]string{"zero", "one", "two", "few", "many", "other", "description"}, form) {
				t.Errorf("%s: %s has an unknown form %q", m.file, id, form)
			}
			if _, err := fields(text); err != nil {
				t.Errorf("%s: %s: %v", m.file, id, err)
			}
		}
	}
}

// Every id that stands in the code of this module as a literal has a message,
// and is given the values that the message shows.
func TestEveryMessageTheCodeAsksForIsThere(t *testing.T) {
	known := messages(t, "en")
	areas := map[string]bool{}
	for id := range known {
		areas[strings.SplitN(id, ".", 2)[0]] = true
	}
	w := assets.English()
	asked := 0
	eachGoFile(t, "..", func(path string, file *ast.File, position func(ast.Node) string) {
		ast.Inspect(file, func(n ast.Node) bool {
			switch n := n.(type) {
			case *ast.ImportSpec:
				return false
			case *ast.BasicLit:
				if id, ok := messageID(n, areas); ok {
					asked++
					if !w.Has(id) {
						t.Errorf("%s: there is no message %s", position(n), id)
					}
				}
			case *ast.CallExpr:
				checkValues(t, n, areas, known, position)
			}
			return true
		})
	})
	if asked == 0 {
		t.Error("no message is asked for anywhere: the search is broken")
	}
}

// notIDs are endings of file names, which look like ids otherwise.
var notIDs = regexp.MustCompile(`\.(json|jsonl|html|pdf|md|txt|png|svg|ttf|toml|go|log|db|bak|sig|tar|tmp|afterglow|sock|lock|com|org)$`)

var idLiteral = regexp.MustCompile(`^([a-z0-9_]+)(\.[A-Za-z0-9_-]+)+$`)

// messageID says whether a literal is the id of a message in a known area.
func messageID(lit *ast.BasicLit, areas map[string]bool) (string, bool) {
	if lit.Kind != token.STRING {
		return "", false
	}
	s, err := strconv.Unquote(lit.Value)
	if err != nil {
		return "", false
	}
	m := idLiteral.FindStringSubmatch(s)
	return s, m != nil && areas[m[1]] && !notIDs.MatchString(s)
}

// checkValues holds a call of T, N or Wrong with a literal id, and values that all
// have literal names, against the fields of its message.
func checkValues(t *testing.T, call *ast.CallExpr, areas map[string]bool, known map[string]message, position func(ast.Node) string) {
	f, ok := call.Fun.(*ast.SelectorExpr)
	if !ok || (f.Sel.Name != "T" && f.Sel.Name != "N" && f.Sel.Name != "Wrong") || len(call.Args) == 0 || call.Ellipsis != token.NoPos {
		return
	}
	lit, ok := call.Args[0].(*ast.BasicLit)
	if !ok {
		return
	}
	id, ok := messageID(lit, areas)
	m, found := known[id]
	if !ok || !found {
		return
	}
	given := map[string]bool{"One": true, "Many": true, "OneUp": true, "ManyUp": true} // the word for a session
	pairs := call.Args[1:]
	if f.Sel.Name != "T" && len(pairs) > 0 { // the count of N, the place of Wrong
		given["Count"] = f.Sel.Name == "N"
		pairs = pairs[1:]
	}
	if len(pairs)%2 != 0 {
		t.Errorf("%s: %s is given a name without a value", position(call), id)
	}
	for i := 0; i+1 < len(pairs); i += 2 {
		name, ok := pairs[i].(*ast.BasicLit)
		if !ok {
			return
		}
		s, _ := strconv.Unquote(name.Value)
		given[s] = true
	}
	for form, text := range m.forms {
		names, _ := fields(text)
		for _, name := range names {
			if form != "description" && !given[name] {
				t.Errorf("%s: %s needs %s", position(call), id, name)
			}
		}
	}
}

// fields lists the values a message shows: {{.Name}}; anything else in braces
// is refused.
func fields(text string) ([]string, error) {
	tpl, err := template.New("").Parse(text)
	if err != nil {
		return nil, err
	}
	var names []string
	for _, node := range tpl.Root.Nodes {
		action, ok := node.(*parse.ActionNode)
		if !ok {
			continue
		}
		name, ok := strings.CutPrefix(action.String(), "{{.")
		if !ok || strings.ContainsAny(name, " .|(") {
			return nil, &os.PathError{Op: "message", Path: action.String(), Err: fs.ErrInvalid}
		}
		names = append(names, strings.TrimSuffix(name, "}}"))
	}
	return names, nil
}

// eachGoFile parses the Go files below root that are part of the program.
func eachGoFile(t *testing.T, root string, do func(path string, file *ast.File, position func(ast.Node) string)) {
	t.Helper()
	err := filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if name := d.Name(); d.IsDir() && path != root && (strings.HasPrefix(name, ".") || name == "testdata") {
			return filepath.SkipDir
		}
		if d.IsDir() || !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go") {
			return nil
		}
		set := token.NewFileSet()
		file, err := parser.ParseFile(set, path, nil, parser.SkipObjectResolution)
		if err != nil {
			return err
		}
		do(path, file, func(n ast.Node) string { return set.Position(n.Pos()).String() })
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}
