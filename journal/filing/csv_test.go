package filing_test

import (
	"bytes"
	"encoding/csv"
	"slices"
	"strconv"
	"strings"
	"testing"
	"unicode"

	"pgregory.net/rapid"

	"afterglow/journal"
	"afterglow/journal/bundle"
	"afterglow/journal/filing"
	"afterglow/journal/measure"
)

// sheets reads the files as a spreadsheet would: name, rows, cells by their heads.
func sheets(t interface{ Fatal(...any) }, c bundle.Content) map[string][]map[string]string {
	files, err := filing.CSV(c)
	if err != nil {
		t.Fatal(err)
	}
	out := map[string][]map[string]string{}
	for _, f := range files {
		rows, err := csv.NewReader(bytes.NewReader(f.Data)).ReadAll()
		if err != nil {
			t.Fatal(f.Path, err)
		}
		for _, row := range rows[1:] {
			cells := map[string]string{}
			for i, head := range rows[0] {
				cells[head] = row[i]
			}
			out[f.Path] = append(out[f.Path], cells)
		}
	}
	return out
}

func TestOneRowAResponseAndOneRowAnAnswer(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		c := anyContent().Draw(t, "content")
		got := sheets(t, c)
		if len(got["responses.csv"]) != len(c.Responses) || len(got["check-ins.csv"]) != len(c.CheckIns) || len(got["external-scores.csv"]) != len(c.ExternalScores) {
			t.Fatalf("%d responses, %d check-ins, %d scores of another kind: %v", len(c.Responses), len(c.CheckIns), len(c.ExternalScores), got)
		}
		answers := 0
		for i, r := range c.Responses {
			row := got["responses.csv"][i]
			in, _ := c.Instrument(r.InstrumentID, r.InstrumentVersion)
			want := map[string]string{"response_id": string(r.ID), "measure": in.ID, "taken_at": r.TakenAt.String(), "total": "", "score": "", "complete": "no", "answers_shared": "no", "record_pref": string(r.RecordPref)}
			if r.Complete {
				want["complete"], want["total"], want["score"] = "yes", r.Total.String(), r.Value.String()
			}
			given := measure.Answers{}
			for _, it := range got["items.csv"] {
				if it["response_id"] == string(r.ID) {
					given[it["item"]], _ = strconv.Atoi(it["answer"])
				}
			}
			if len(given) != len(r.Answers) {
				t.Fatalf("%d of %d answers have a row", len(given), len(r.Answers))
			}
			if len(given) > 0 {
				want["answers_shared"] = "yes"
				score := in.Score(given)
				if score.Complete != r.Complete || score.Complete && row["score"] != strconv.Itoa(score.Value) {
					t.Fatalf("the answers come to %+v, the row says %v", score, row)
				}
			}
			for head, value := range want {
				if row[head] != value {
					t.Fatalf("%s is %q, want %q", head, row[head], value)
				}
			}
			answers += len(r.Answers)
		}
		if len(got["items.csv"]) != answers {
			t.Fatalf("%d answers, %d rows", answers, len(got["items.csv"]))
		}
	})
}

func TestNoTextIsAFormula(t *testing.T) {
	numbers := []string{"total", "score", "score_min", "score_max", "answer", "mood", "anxiety", "energy", "connected", "sleep_hours", "sleep_quality", "recall_days"}
	rapid.Check(t, func(t *rapid.T) {
		for name, rows := range sheets(t, anyContent().Draw(t, "content")) {
			for _, row := range rows {
				for head, cell := range row {
					if slices.Contains(numbers, head) {
						if _, err := strconv.ParseFloat(cell, 64); err != nil && cell != "" {
							t.Fatalf("%s: %s is no number: %q", name, head, cell)
						}
						continue
					}
					for _, part := range strings.FieldsFunc(cell, func(r rune) bool { return strings.ContainsRune(";\t\r\n", r) }) {
						if strings.IndexAny(strings.TrimLeftFunc(part, unicode.IsSpace), "=+-@＝＋－＠") == 0 {
							t.Fatalf("%s: %s may be taken for a formula: %q", name, head, cell)
						}
					}
				}
			}
		}
	})
}

func TestACellKeepsItsWords(t *testing.T) {
	c := bundle.Content{CheckIns: []bundle.CheckIn{{Item: bundle.Item{ID: "1", RecordPref: journal.SessionOnly}, On: when(t, "2026-11-21"), Mood: journal.Some(0), Line: "=HYPERLINK(\"x\"), \"said\"\nand - more"}}}
	files, err := filing.CSV(c)
	if err != nil || len(files) != 1 {
		t.Fatal(files, err)
	}
	want := "check_in_id,on,mood,anxiety,energy,connected,sleep_hours,sleep_quality,line,record_pref\r\n" +
		"1,2026-11-21,0,,,,,,\"'=HYPERLINK(\"\"x\"\"), \"\"said\"\"\r\nand - more\",session_only\r\n"
	if got := string(files[0].Data); files[0].Path != "check-ins.csv" || got != want {
		t.Errorf("%s: %q", files[0].Path, got)
	}
}

func TestAResponseOfNoMeasureIsAnError(t *testing.T) {
	c := bundle.Content{Responses: []bundle.Response{{InstrumentID: "gone", InstrumentVersion: "1"}}}
	if _, err := filing.CSV(c); err == nil || !strings.Contains(err.Error(), `"gone"`) {
		t.Error(err)
	}
}
