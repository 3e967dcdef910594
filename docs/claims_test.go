package docs_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"regexp"
	"strings"
	"testing"
)

var (
	claimed  = regexp.MustCompile("`([a-z0-9_/]+_test\\.go): ((?:Test|Fuzz)[A-Za-z0-9_]+)`")
	testName = regexp.MustCompile(`\b(?:Test|Fuzz)[A-Z][A-Za-z0-9_]*`)
	script   = regexp.MustCompile("`([a-z0-9_/-]+\\.txtar)`")
	link     = regexp.MustCompile(`\]\(([A-Za-z0-9_./-]+)[#)]`)
	picture  = regexp.MustCompile(`(?:src|srcset)="([^"]+)"`)
)

// TestEveryTestThatSecurityNamesExists: a promise whose test went away, or was
// renamed, is no longer a promise.
func TestEveryTestThatSecurityNamesExists(t *testing.T) {
	text := read(t, "SECURITY.md")
	claims := claimed.FindAllStringSubmatch(text, -1)
	if len(claims) < 40 {
		t.Errorf("SECURITY.md names %d tests only", len(claims))
	}
	if bare := len(testName.FindAllString(text, -1)); bare != len(claims) {
		t.Errorf("SECURITY.md names %d tests, %d of them with their file", bare, len(claims))
	}
	tests := map[string]map[string]bool{}
	for _, c := range claims {
		path, name := c[1], c[2]
		if tests[path] == nil {
			tests[path] = testsIn(t, path)
		}
		if !tests[path][name] {
			t.Errorf("SECURITY.md: there is no %s in %s", name, path)
		}
	}
	for _, s := range script.FindAllStringSubmatch(text, -1) {
		if _, err := os.Stat("../" + s[1]); err != nil {
			t.Errorf("SECURITY.md: there is no %s", s[1])
		}
	}
}

func TestTheSearchForTestsFindsOnlyTests(t *testing.T) {
	found := testsIn(t, "docs/claims_test.go")
	if !found["TestEveryTestThatSecurityNamesExists"] || found["testsIn"] || found["TestThatIsNotThere"] {
		t.Errorf("found %v", found)
	}
}

// TestThePagesLeadSomewhere: every link and picture of the pages is there.
func TestThePagesLeadSomewhere(t *testing.T) {
	for _, page := range []string{"README.md", "ARCHITECTURE.md", "SECURITY.md", "FORMAT.md"} {
		text := read(t, page)
		for _, found := range append(link.FindAllStringSubmatch(text, -1), picture.FindAllStringSubmatch(text, -1)...) {
			if strings.HasPrefix(found[1], "https://") {
				continue
			}
			if _, err := os.Stat("../" + found[1]); err != nil {
				t.Errorf("%s leads to %s, which is not there", page, found[1])
			}
		}
	}
}

// testsIn is the names of the tests and fuzz targets in one file of the project.
func testsIn(t *testing.T, path string) map[string]bool {
	t.Helper()
	found := map[string]bool{}
	file, err := parser.ParseFile(token.NewFileSet(), "../"+path, nil, parser.SkipObjectResolution)
	if err != nil {
		t.Errorf("%s cannot be read: %v", path, err)
		return found
	}
	for _, d := range file.Decls {
		if f, ok := d.(*ast.FuncDecl); ok && f.Recv == nil && testName.FindString(f.Name.Name) == f.Name.Name {
			found[f.Name.Name] = true
		}
	}
	return found
}

func read(t *testing.T, page string) string {
	t.Helper()
	b, err := os.ReadFile("../" + page)
	must(t, err)
	return string(b)
}
