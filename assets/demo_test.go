package assets_test

import (
	"encoding/json"
	"os"
	"slices"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"afterglow/assets"
)

var demoNow = time.Date(2026, 11, 23, 9, 30, 0, 0, time.FixedZone("", 3600))

func TestDemoIsACourseWithMaintenance(t *testing.T) {
	j := assets.Demo(demoNow)
	if len(j.Sessions) != 8 || j.Alias != "R." {
		t.Fatalf("%d sessions of %q", len(j.Sessions), j.Alias)
	}
	for i, s := range j.Sessions {
		want := "initial"
		if i >= 6 {
			want = "maintenance"
		}
		if s.Number != i+1 || s.Phase != want || s.Status != "done" || s.Route != "sublingual" || s.Dose != "as prescribed" || s.Intention == "" {
			t.Errorf("session %d is %+v", i+1, s)
		}
		if i > 0 && !s.Date.After(j.Sessions[i-1].Date) {
			t.Errorf("session %d is not after the one before", i+1)
		}
		if _, err := time.Parse("15:04", s.Start); err != nil || s.End <= s.Start {
			t.Errorf("session %d lasts from %q to %q", i+1, s.Start, s.End)
		}
	}
	if days := j.Sessions[5].Date.Sub(j.Sessions[0].Date).Hours() / 24; days < 14 || days > 21 {
		t.Errorf("the course takes %.0f days", days)
	}
}

func TestDemoEntriesFitTheirTemplates(t *testing.T) {
	j := assets.Demo(demoNow)
	if n := len(j.Entries); n < 38 || n > 44 {
		t.Errorf("%d entries", n)
	}
	kinds, moments, longest, shortest := map[string]int{}, map[string]int{}, 0, 1<<20
	for i, e := range j.Entries {
		where := e.At.Format("2 Jan 15:04") + " " + e.Kind
		kinds[e.Kind]++
		moments[e.Phase]++
		tpl, ok := assets.TemplateFor(e.Kind)
		if !ok || len(e.Sections) != len(tpl.Sections) {
			t.Errorf("%s: %d sections, the template has %d", where, len(e.Sections), len(tpl.Sections))
		}
		words := 0
		for _, s := range e.Sections {
			words += len(strings.Fields(s.Text))
			if s.Text != strings.TrimSpace(s.Text) {
				t.Errorf("%s: %s has space around it", where, s.Key)
			}
		}
		longest, shortest = max(longest, words), min(shortest, words)
		if !slices.Contains([]string{"private", "ask", "share"}, e.Mark) {
			t.Errorf("%s: mark %q", where, e.Mark)
		}
		if i > 0 && !e.At.After(j.Entries[i-1].At) {
			t.Errorf("%s is not after the entry before it", where)
		}
		for _, id := range e.PromptIDs {
			p, ok := assets.PromptByID(id)
			if !ok || (e.Kind == "free" && p.Phase != e.Phase) {
				t.Errorf("%s: prompt %s of phase %q", where, id, p.Phase)
			}
		}
		checkDemoMoment(t, where, e, j.Sessions)
	}
	for _, tpl := range assets.Templates() {
		if kinds[tpl.Kind] == 0 {
			t.Errorf("there is no entry of kind %s", tpl.Kind)
		}
	}
	for _, phase := range append([]string{""}, phases...) {
		if moments[phase] == 0 {
			t.Errorf("there is no entry at %q", phase)
		}
	}
	if shortest > 3 || longest < 330 || longest > 420 {
		t.Errorf("entries of %d to %d words", shortest, longest)
	}
}

// checkDemoMoment: what says it was written so long after a session was.
func checkDemoMoment(t *testing.T, where string, e assets.DemoEntry, sessions []assets.DemoSession) {
	t.Helper()
	if e.Session == 0 {
		if e.Phase != "" && e.Phase != "maintenance" {
			t.Errorf("%s: %s of no session", where, e.Phase)
		}
		return
	}
	s := sessions[e.Session-1]
	end, _ := time.Parse("15:04", s.End)
	hours := e.At.Sub(s.Date.Add(time.Duration(end.Hour())*time.Hour + time.Duration(end.Minute())*time.Minute)).Hours()
	span := map[string][2]float64{"": {0, 48}, "before": {-48, 0}, "same_day": {0, 12}, "24h": {12, 36}, "72h": {60, 96}, "1w": {156, 192}}[e.Phase]
	if hours < span[0] || hours > span[1] {
		t.Errorf("%s: %q but %.1f hours after session %d", where, e.Phase, hours, e.Session)
	}
}

// Whatever the day, the zone and its changes of clock: all in the past, recent,
// and at the hour of the wall clock that is written down.
func TestDemoIsAlwaysRecent(t *testing.T) {
	zones := []string{"UTC", "Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "Pacific/Kiritimati"}
	rapid.Check(t, func(t *rapid.T) {
		zone, err := time.LoadLocation(rapid.SampledFrom(zones).Draw(t, "zone"))
		if err != nil {
			zone = time.UTC
		}
		now := time.Unix(rapid.Int64Range(0, 4e9).Draw(t, "unix"), 0).In(zone)
		j := assets.Demo(now)
		last := j.Entries[len(j.Entries)-1]
		if last.At.After(now) || now.Sub(last.At) > 49*time.Hour {
			t.Fatalf("at %s the last entry is of %s", now, last.At)
		}
		if got := last.At.Format("15:04"); got != "17:30" {
			t.Fatalf("the last entry is of %s o'clock", got)
		}
		if d := j.Sessions[7].Date; d.After(now) || now.Sub(d) > 97*time.Hour {
			t.Fatalf("at %s the last session is of %s", now, d)
		}
	})
}

func TestDemoFileNamesOnlySectionsThatAreThere(t *testing.T) {
	text, err := os.ReadFile("data/demo.json")
	if err != nil {
		t.Fatal(err)
	}
	var file struct {
		Entries []struct {
			Kind     string            `json:"kind"`
			Sections map[string]string `json:"sections"`
		} `json:"entries"`
	}
	if err := json.Unmarshal(text, &file); err != nil {
		t.Fatal(err)
	}
	for _, e := range file.Entries {
		tpl, _ := assets.TemplateFor(e.Kind)
		for key, words := range e.Sections {
			if words == "" || !slices.ContainsFunc(tpl.Sections, func(s assets.TemplateSection) bool { return s.Key == key }) {
				t.Errorf("%s: section %q is empty or not of the template", e.Kind, key)
			}
		}
	}
}
