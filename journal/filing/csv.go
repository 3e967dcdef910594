package filing

import (
	"bytes"
	"encoding/csv"
	"fmt"
	"regexp"
	"strconv"
	"strings"

	"afterglow/journal"
	"afterglow/journal/bundle"
	"afterglow/journal/markdown"
	"afterglow/journal/measure"
)

// table is a file of rows under a head.
type table struct {
	name string
	rows [][]string
}

// CSV makes the files for spreadsheets (RFC 4180, UTF-8): one row a response, one
// row an answer, one row a check-in, one row a score that was counted elsewhere.
// A file without rows is left out.
func CSV(c bundle.Content) ([]bundle.File, error) {
	responses := table{"responses.csv", [][]string{{"response_id", "measure", "measure_version", "title", "taken_at", "recall_days", "complete", "total", "score",
		"score_min", "score_max", "baseline", "answers_shared", "entered_for", "session_date", "record_pref"}}}
	items := table{"items.csv", [][]string{{"response_id", "measure", "measure_version", "taken_at", "item", "item_text", "answer", "answer_text", "counts", "record_pref"}}}
	for _, r := range c.Responses {
		in, err := instrumentOf(c, r)
		if err != nil {
			return nil, err
		}
		low, high := in.Bounds()
		responses.add(string(r.ID), in.ID, in.Version, cell(in.Title), r.TakenAt.String(), positive(r.RecallDays), yesNo(r.Complete), r.Total.String(), r.Value.String(),
			strconv.Itoa(low), strconv.Itoa(high), yesNo(r.IsBaseline), yesNo(len(r.Answers) > 0), cell(string(r.EnteredFor)), dateOf(c, r.SessionID), string(r.RecordPref))
		for _, a := range answersOf(in, r) {
			items.add(string(r.ID), in.ID, in.Version, r.TakenAt.String(), cell(a.item.ID), cell(a.item.Text), strconv.Itoa(a.option.Value), cell(a.option.Label),
				yesNo(!a.item.Unscored), string(r.RecordPref))
		}
	}
	days := table{"check-ins.csv", [][]string{{"check_in_id", "on", "mood", "anxiety", "energy", "connected", "sleep_hours", "sleep_quality", "line", "record_pref"}}}
	for _, d := range c.CheckIns {
		days.add(string(d.ID), d.On.String(), d.Mood.String(), d.Anxiety.String(), d.Energy.String(), d.Connected.String(), number(d.SleepHours), d.SleepQuality.String(),
			cell(d.Line), string(d.RecordPref))
	}
	scores := table{"external-scores.csv", [][]string{{"score_id", "label", "on", "score", "score_min", "score_max", "direction", "baseline", "source", "record_pref"}}}
	for _, s := range c.ExternalScores {
		scores.add(string(s.ID), cell(s.Label), s.On.String(), decimal(s.Value), decimal(s.Min), decimal(s.Max), cell(string(s.Direction)), yesNo(s.IsBaseline), cell(s.Source), string(s.RecordPref))
	}
	var files []bundle.File
	for _, t := range []table{responses, items, days, scores} {
		if len(t.rows) == 1 {
			continue
		}
		var b bytes.Buffer
		w := csv.NewWriter(&b)
		w.UseCRLF = true
		if err := w.WriteAll(t.rows); err != nil {
			return nil, err
		}
		files = append(files, bundle.File{Path: t.name, Data: b.Bytes()})
	}
	return files, nil
}

func (t *table) add(cells ...string) { t.rows = append(t.rows, cells) }

// formula is what a spreadsheet may take for one: at the beginning of a cell, and
// where a spreadsheet that parts cells by other marks than commas sees one begin.
var formula = regexp.MustCompile(`(^|[;\t\n])([ \p{Z}]*[=+\-@＝＋－＠])`)

// cell is a text that a spreadsheet leaves as it is.
func cell(s string) string {
	return formula.ReplaceAllString(strings.TrimSpace(markdown.Clean(s)), "$1'$2")
}

func yesNo(b bool) string {
	if b {
		return string(journal.Yes)
	}
	return string(journal.No)
}

func positive(n int) string {
	if n == 0 {
		return ""
	}
	return strconv.Itoa(n)
}

func decimal(f float64) string { return strconv.FormatFloat(f, 'f', -1, 64) }

func number(m journal.Maybe[float64]) string {
	f, given := m.Get()
	if !given {
		return ""
	}
	return decimal(f)
}

// dateOf is the day of a session that is in the file.
func dateOf(c bundle.Content, id journal.ID) string {
	for _, s := range c.Sessions {
		if s.ID == id {
			return s.Date.String()
		}
	}
	return ""
}

// instrumentOf is the measure a response is of.
func instrumentOf(c bundle.Content, r bundle.Response) (measure.Instrument, error) {
	in, ok := c.Instrument(r.InstrumentID, r.InstrumentVersion)
	if !ok {
		return in, fmt.Errorf("the measure %q of a response is not there", r.InstrumentID)
	}
	return in, nil
}

// answer is an item and what was answered.
type answer struct {
	item   measure.Item
	option measure.Option
}

// answersOf lists what was answered, in the order of the form.
func answersOf(in measure.Instrument, r bundle.Response) (list []answer) {
	for _, it := range in.Items {
		value, given := r.Answers[it.ID]
		if !given {
			continue
		}
		for _, o := range in.OptionsOf(it) {
			if o.Value == value {
				list = append(list, answer{it, o})
			}
		}
	}
	return list
}
