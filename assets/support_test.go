package assets_test

import (
	"fmt"
	"strings"
	"testing"

	"afterglow/assets"
)

// Every number of domain.md §4.3 and no other; "m" is from memory, "r" was read.
const reviewedLines = `
US 911: 988 r, 741741 r
CA 911: 988 r
GB 999 or 112: 116 123 m, 111 m, 85258 m
IE 112 or 999: 116 123 m, 50808 m
AU 000: 13 11 14 m, 0477 13 11 14 m, 13 92 76 m
NZ 111: 1737 m
DE 112: 116 123 m, 0800 111 0 111 m, 0800 111 0 222 m
AT 112 or 144: 142 m
CH 112 or 144: 143 m
FR 112 or 15: 3114 m
ES 112: 024 m
IT 112: 02 2327 2327 m
NL 112: 113 m, 0800-0113 m
BE 112: 1813 m, 0800 32 123 m
SE 112: 90101 m
NO 113: 116 123 m
DK 112: 70 201 201 m
FI 112: 09 2525 0111 m
PL 112: 116 123 m, 800 70 2222 m
IN 112: 14416 m
ZA 112 or 10177: 0800 567 567 m
BR 192: 188 m
JP 119: 0120-061-338 m
ZZ 112 in the EU; elsewhere your local number: findahelpline.com m
`

func TestCrisisLinesAreTheReviewedOnes(t *testing.T) {
	var got []string
	for _, c := range assets.Countries() {
		var lines []string
		for _, l := range c.Lines {
			mark := map[string]string{assets.SourceRead: "r", assets.SourceMemory: "m"}[l.Source]
			if mark == "" || l.How == "" {
				t.Errorf("%s %s: source %q, how %q", c.Code, l.Number, l.Source, l.How)
			}
			lines = append(lines, l.Number+" "+mark)
		}
		if c.Name == "" || c.EmergencySource == "" {
			t.Errorf("%s has no name or no source for its emergency number", c.Code)
		}
		got = append(got, fmt.Sprintf("%s %s: %s", c.Code, c.Emergency, strings.Join(lines, ", ")))
	}
	if text := strings.Join(got, "\n"); text != strings.TrimSpace(reviewedLines) {
		t.Errorf("the lines read\n%s", text)
	}
	if got := assets.CountriesChecked(); got != "2026-11" {
		t.Errorf("last checked %q", got)
	}
}

// 116 123 is run by others outside the United Kingdom and Ireland.
func TestSamaritansOnlyWhereTheyAre(t *testing.T) {
	for _, c := range assets.Countries() {
		for _, l := range c.Lines {
			if strings.Contains(l.Name, "Samaritans") && c.Code != "GB" && c.Code != "IE" {
				t.Errorf("%s names Samaritans", c.Code)
			}
		}
	}
}

func TestCountryForAnyCode(t *testing.T) {
	if got := assets.CountryFor("NZ"); got.Name != "New Zealand" {
		t.Errorf("NZ is %q", got.Name)
	}
	for _, code := range []string{"", "XX", "nz"} {
		if got := assets.CountryFor(code); got.Code != assets.Elsewhere {
			t.Errorf("CountryFor(%q) = %s", code, got.Code)
		}
	}
}
