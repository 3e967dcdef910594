package main_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"maps"
	"os"
	"os/exec"
	"slices"
	"strings"
	"testing"
)

// The house has one direction, app -> journal -> crypto, with assets beside them;
// only app knows the toolkit, and only main starts it.

const (
	toolkit       = "fyne.io/fyne/v2"
	toolkitDriver = "fyne.io/fyne/v2/app" // brings the real window; not for tests or pages
)

// walls lists, for every room, the rooms and libraries that nothing in it may
// reach, directly or through others, nor its tests import.
var walls = []struct {
	rooms  []string
	except string
	reach  []string
}{
	{rooms: []string{"afterglow/journal", "afterglow/crypto", "afterglow/assets", "afterglow/app/cli"}, reach: []string{toolkit}},
	{rooms: []string{"afterglow/crypto"}, reach: []string{"afterglow/journal", "afterglow/app"}},
	{rooms: []string{"afterglow/journal"}, reach: []string{"afterglow/app"}},
	{rooms: []string{"afterglow/assets"}, except: "afterglow/assets", reach: []string{"afterglow"}},
}

// listed is what "go list -json" says of one package, as far as it matters here.
type listed struct {
	ImportPath   string
	Name         string
	Imports      []string
	TestImports  []string
	XTestImports []string
}

func TestImportsGoOneWay(t *testing.T) {
	for name, tags := range map[string]string{"as tested": "ci", "as run": "x11"} {
		t.Run(name, func(t *testing.T) {
			packages := list(t, tags)
			for _, room := range []string{"afterglow/crypto", "afterglow/journal", "afterglow/assets"} {
				if _, ok := packages[room]; !ok {
					t.Errorf("go list names no package %s, so its wall holds nothing", room)
				}
			}
			for _, v := range violations(packages) {
				t.Error(v)
			}
		})
	}
}

func TestEveryWallIsNoticed(t *testing.T) {
	through := listed{ImportPath: "example.org/widgets", Name: "widgets", Imports: []string{toolkit + "/widget"}}
	for name, test := range map[string]struct {
		from listed
		want bool
	}{
		"journal uses the toolkit":            {listed{ImportPath: "afterglow/journal/vault", Imports: []string{toolkit}}, true},
		"crypto uses the toolkit":             {listed{ImportPath: "afterglow/crypto", Imports: []string{toolkit + "/widget"}}, true},
		"assets uses it through a library":    {listed{ImportPath: "afterglow/assets", Imports: []string{"example.org/widgets"}}, true},
		"the command line's test uses it":     {listed{ImportPath: "afterglow/app/cli", XTestImports: []string{toolkit + "/test"}}, true},
		"crypto knows the journal":            {listed{ImportPath: "afterglow/crypto", Imports: []string{"afterglow/journal"}}, true},
		"crypto knows the app":                {listed{ImportPath: "afterglow/crypto", TestImports: []string{"afterglow/app/run"}}, true},
		"the journal knows the app":           {listed{ImportPath: "afterglow/journal/report", Imports: []string{"afterglow/app/look"}}, true},
		"assets knows crypto":                 {listed{ImportPath: "afterglow/assets", Imports: []string{"afterglow/crypto"}}, true},
		"a page starts the real window":       {listed{ImportPath: "afterglow/app/pages/write", Name: "write", Imports: []string{toolkitDriver}}, true},
		"a page's test starts it":             {listed{ImportPath: "afterglow/app/kit", Name: "kit", TestImports: []string{toolkitDriver}}, true},
		"main starts the real window":         {listed{ImportPath: "afterglow", Name: "main", Imports: []string{toolkitDriver}}, false},
		"a page uses toolkit, journal, words": {listed{ImportPath: "afterglow/app/kit", Name: "kit", Imports: []string{toolkit, "afterglow/journal", "afterglow/assets"}}, false},
		"the journal uses crypto and assets":  {listed{ImportPath: "afterglow/journal", Imports: []string{"afterglow/crypto", "afterglow/assets"}}, false},
		"assets uses a part of itself":        {listed{ImportPath: "afterglow/assets", Imports: []string{"afterglow/assets/data"}}, false},
		"a name that only begins alike":       {listed{ImportPath: "afterglow/journalism", Imports: []string{toolkit}}, false},
	} {
		t.Run(name, func(t *testing.T) {
			packages := map[string]listed{test.from.ImportPath: test.from, through.ImportPath: through}
			if got := violations(packages); (len(got) > 0) != test.want {
				t.Errorf("violations: %q", got)
			}
		})
	}
}

// violations says, one sentence each, where an import goes the wrong way.
func violations(packages map[string]listed) []string {
	var found []string
	for _, path := range slices.Sorted(maps.Keys(packages)) {
		p := packages[path]
		if !within(path, "afterglow") {
			continue
		}
		tests := slices.Concat(p.TestImports, p.XTestImports)
		if p.Name != "main" && slices.Contains(append(tests, p.Imports...), toolkitDriver) {
			found = append(found, path+" imports "+toolkitDriver+", which is for main alone")
		}
		for _, wall := range walls {
			if !slices.ContainsFunc(wall.rooms, func(room string) bool { return within(path, room) }) {
				continue
			}
			forbidden := func(to string) bool {
				return slices.ContainsFunc(wall.reach, func(r string) bool { return within(to, r) }) &&
					(wall.except == "" || !within(to, wall.except))
			}
			if way := wayTo(packages, path, tests, forbidden); way != nil {
				found = append(found, "the wrong way: "+strings.Join(way, " -> "))
			}
		}
	}
	return found
}

// wayTo is the chain of imports from a package, or from its tests, to the first
// forbidden one, or nil.
func wayTo(packages map[string]listed, from string, tests []string, forbidden func(string) bool) []string {
	seen := map[string]bool{from: true}
	ways := [][]string{{from}}
	for len(ways) > 0 {
		way := ways[0]
		ways = ways[1:]
		next := packages[way[len(way)-1]].Imports
		if len(way) == 1 {
			next = append(slices.Clone(next), tests...)
		}
		for _, to := range next {
			if seen[to] {
				continue
			}
			seen[to] = true
			longer := append(slices.Clone(way), to)
			if forbidden(to) {
				return longer
			}
			ways = append(ways, longer)
		}
	}
	return nil
}

func within(path, room string) bool { return path == room || strings.HasPrefix(path, room+"/") }

// list asks go for every package of the project and all they depend on, as built
// with these tags.
func list(t *testing.T, tags string) map[string]listed {
	t.Helper()
	cmd := exec.Command("go", "list", "-deps", "-json=ImportPath,Name,Imports,TestImports,XTestImports", "-tags", tags, "./...")
	cmd.Env = append(os.Environ(), "CGO_ENABLED=1")
	var complaints bytes.Buffer
	cmd.Stderr = &complaints
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("go list: %v\n%s", err, complaints.String())
	}
	packages := map[string]listed{}
	for decoder := json.NewDecoder(bytes.NewReader(out)); ; {
		var p listed
		if err := decoder.Decode(&p); errors.Is(err, io.EOF) {
			return packages
		} else if err != nil {
			t.Fatal(err)
		}
		packages[p.ImportPath] = p
	}
}
