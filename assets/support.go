package assets

import (
	"slices"
	"sync"
)

// Country is the crisis lines of one country, for the Support page. Every row
// is to be checked by a person against the live source before a release, and
// to be shown with the date of CountriesChecked; the person chooses the country
// and can add lines of their own.
type Country struct {
	Code      string `json:"code"` // ISO 3166-1 alpha-2; "ZZ" is elsewhere
	Name      string `json:"name"`
	Emergency string `json:"emergency"` // as it is said: "999 or 112"
	// EmergencySource is as Line.Source, for the emergency number.
	EmergencySource string `json:"emergency_source"`
	Lines           []Line `json:"lines"`
}

// Line is one way to reach someone.
type Line struct {
	Name   string `json:"name,omitempty"` // who answers, where that is known
	Number string `json:"number"`         // as it is printed; text, not dialled by us
	How    string `json:"how"`            // "call", "call or text", "text HOME"
	Note   string `json:"note,omitempty"`
	// Source says where the row is from: SourceRead or SourceMemory.
	Source string `json:"source"`
}

// The sources of a row (domain.md, "How to read the marks").
const (
	SourceRead   = "read"                   // read in a stored copy of a source; not live
	SourceMemory = "from memory, unchecked" // not read anywhere
)

// Elsewhere is the code of the row for every country that is not listed.
const Elsewhere = "ZZ"

type supportFile struct {
	Checked   string    `json:"checked"`
	Note      string    `json:"note"`
	Countries []Country `json:"countries"`
}

var support = sync.OnceValue(func() supportFile { return load[supportFile]("support.json") })

// Countries lists the countries in the order of domain.md §4.3, "elsewhere" last.
func Countries() []Country {
	list := slices.Clone(support().Countries)
	for i := range list {
		list[i].Lines = slices.Clone(list[i].Lines)
	}
	return list
}

// CountryFor is the row of a code, and "elsewhere" for a code not listed.
func CountryFor(code string) Country {
	list := Countries()
	for _, c := range list {
		if c.Code == code {
			return c
		}
	}
	return list[len(list)-1]
}

// CountriesChecked is the month the numbers were last looked at, "2006-01".
func CountriesChecked() string { return support().Checked }
