package filing

import (
	"bytes"
	"crypto/sha256"
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strings"
	"time"

	"afterglow/assets"
	"afterglow/journal"
	"afterglow/journal/bundle"
	"afterglow/journal/markdown"
)

// The code systems that are named. Those under ours are names, not addresses:
// nothing is there, and ".invalid" says so (RFC 6761).
const (
	ours        = "https://afterglow.invalid/fhir/"
	loinc       = "http://loinc.org"
	ucum        = "http://unitsofmeasure.org"
	category    = "http://terminology.hl7.org/CodeSystem/observation-category"
	absent      = "http://terminology.hl7.org/CodeSystem/data-absent-reason"
	ordinal     = "http://hl7.org/fhir/StructureDefinition/ordinalValue"
	loincNotice = "This material contains content from LOINC (http://loinc.org). LOINC is copyright © Regenstrief Institute, Inc. and the Logical Observation Identifiers Names and Codes (LOINC) Committee and is available at no cost under the license at http://loinc.org/license. LOINC® is a registered United States trademark of Regenstrief Institute, Inc."
)

// FHIR makes one FHIR R4 Bundle of type collection, as JSON. Now is its timestamp.
func FHIR(c bundle.Content, now time.Time, w *assets.Words) ([]byte, error) {
	x := &writer{c: c, w: w, loinc: map[string]bool{}}
	x.patient()
	for _, s := range c.Sessions {
		x.session(s)
	}
	if err := x.measures(); err != nil {
		return nil, err
	}
	for _, s := range c.ExternalScores {
		x.externalScore(s)
	}
	for _, d := range c.CheckIns {
		x.checkIn(d)
	}
	for _, e := range c.SideEffects {
		x.sideEffect(e)
	}
	for _, v := range c.Vitals {
		x.vital(v)
	}
	x.documents()
	x.codes()
	b := resourceBundle{
		ResourceType: "Bundle", ID: uuid("bundle", c.BundleID, c.Maker.SigningKey), Meta: &meta{Tag: []coding{{Display: w.T("notice.patient_written")}}},
		Type: "collection", Timestamp: now.Format(time.RFC3339), Entry: x.entries,
	}
	if c.BundleID != "" {
		b.Identifier = &identifier{ours + "sealed-file", c.BundleID}
	}
	var out bytes.Buffer
	e := json.NewEncoder(&out)
	e.SetEscapeHTML(false)
	e.SetIndent("", " ")
	if err := e.Encode(b); err != nil {
		return nil, err
	}
	return out.Bytes(), nil
}

// writer puts a content's resources one after the other.
type writer struct {
	c       bundle.Content
	w       *assets.Words
	who     reference // the patient
	entries []bundleEntry
	loinc   map[string]bool // the codes that were used
}

// begin is the head of a resource that is made of a record.
func (x *writer) begin(resourceType, part string, it bundle.Item) head {
	h := head{ResourceType: resourceType, ID: uuid(resourceType, part, string(it.ID))}
	if it.RecordPref == journal.SessionOnly {
		h.Meta = &meta{Tag: []coding{{Display: x.w.T("filing.session_only")}}}
	}
	return h
}

func (x *writer) add(h head, resource any) {
	x.entries = append(x.entries, bundleEntry{urn(h.ID), resource})
}

func (x *writer) patient() {
	key := x.c.Maker.SigningKey
	if key == "" {
		key = x.c.Maker.Alias
	}
	p := patient{head: head{ResourceType: "Patient", ID: uuid("Patient", key)}}
	if name := oneLine(x.c.Maker.Alias); name != "" {
		p.Name = []annotation{{name}}
	}
	x.who = reference{urn(p.ID)}
	x.add(p.head, p)
}

// code is a LOINC code, which is counted for the notice.
func (x *writer) code(code string) coding {
	x.loinc[code] = true
	return coding{System: loinc, Code: code}
}

// codes lists the LOINC codes of the file with their notice.
func (x *writer) codes() {
	if len(x.loinc) == 0 {
		return
	}
	v := valueSet{
		head: head{ResourceType: "ValueSet", ID: uuid("ValueSet", loinc)}, Title: x.w.T("filing.loinc"), Status: "active", Copyright: loincNotice,
		Compose: compose{[]include{{System: loinc}}},
	}
	for _, code := range slices.Sorted(maps.Keys(x.loinc)) {
		v.Compose.Include[0].Concept = append(v.Compose.Include[0].Concept, onlyCoding{code})
	}
	x.add(v.head, v)
}

// notes is a text as an annotation, or none.
func notes(text string) []annotation {
	if text == "" {
		return nil
	}
	return []annotation{{text}}
}

// text is a person's text as FHIR allows one: something, without control characters.
func text(s string) string { return strings.TrimSpace(markdown.Clean(s)) }

func urn(id string) string { return "urn:uuid:" + id }

// uuid is an id that is always the same for the same things (RFC 9562, version 8).
func uuid(parts ...string) string {
	sum := sha256.Sum256([]byte("afterglow/fhir\x00" + strings.Join(parts, "\x00")))
	b := sum[:16]
	b[6], b[8] = b[6]&0x0f|0x80, b[8]&0x3f|0x80
	return fmt.Sprintf("%x-%x-%x-%x-%x", b[:4], b[4:6], b[6:8], b[8:10], b[10:])
}

// dateTime is a moment as FHIR has them, or "": it knows no year 0, and no clock
// more than 14 hours from UTC, which is then given in UTC.
func dateTime(w journal.When) string {
	t := w.Time()
	_, offset := t.Zone()
	if offset < -14*3600 || offset > 14*3600 {
		t = t.UTC()
	}
	switch {
	case w.IsZero() || t.Year() < 1 || t.Year() > 9999:
		return ""
	case t.Location() == time.UTC && w.HasTime():
		return t.Format(time.RFC3339Nano)
	}
	return w.String()
}

// instant is a moment with its time, or "".
func instant(w journal.When) string {
	if !w.HasTime() {
		return ""
	}
	return dateTime(w)
}
