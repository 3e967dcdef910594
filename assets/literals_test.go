package assets_test

import (
	"go/ast"
	"go/token"
	"regexp"
	"strconv"
	"strings"
	"testing"
)

// sentence is what a person would read as one: a few words after a capital letter
// or before a full stop.
var sentence = regexp.MustCompile(`^[A-Z][a-z]*,?( \S+)* [a-z]+|[a-z]+,? [a-z]+[.?!…]$`)

// What a person reads stands in the translation files, where the other tests of
// this package see it, and not in the code of a page or of a copy for people.
func TestNoSentenceStandsInTheCode(t *testing.T) {
	for text, want := range map[string]bool{
		"You can stop anywhere": true, "this is gone.": true, "put away form": false, "January 2006": false, "Proton Drive": false, "A dream": true, "Back": false, "reading.mark": false,
	} {
		if sentence.MatchString(text) != want {
			t.Errorf("%q is a sentence: %v", text, !want)
		}
	}
	looked := 0
	for _, root := range []string{"../app", "../journal/chart", "../journal/report", "../journal/sharing", "../journal/measure", "../journal/strict"} {
		eachGoFile(t, root, func(path string, file *ast.File, position func(ast.Node) string) {
			if strings.Contains(path, "/pagetest/") || strings.Contains(path, "/pictures/") {
				return // parts of tests, and of making the pictures of the README
			}
			ast.Inspect(file, func(n ast.Node) bool {
				lit, ok := n.(*ast.BasicLit)
				if !ok || lit.Kind != token.STRING {
					return true
				}
				looked++
				if text, _ := strconv.Unquote(lit.Value); sentence.MatchString(strings.TrimSpace(text)) {
					t.Errorf("%s: %s is a sentence in the code", position(lit), lit.Value)
				}
				return true
			})
		})
	}
	if looked == 0 {
		t.Error("no text was looked at: the search is broken")
	}
}
