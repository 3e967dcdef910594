package report

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"afterglow/journal/bundle"
	"afterglow/journal/overview"
)

// scoresAcross is how many responses stand beside each other.
const scoresAcross = 8

// scores are the responses with their answers, by instrument, and those from elsewhere.
func (m *maker) scores() section {
	w := m.words
	s := section{Title: w.T("report.scores")}
	type key struct{ id, version string }
	by := map[key][]bundle.Response{}
	var order []key
	for _, r := range m.c.Responses {
		k := key{r.InstrumentID, r.InstrumentVersion}
		if by[k] == nil {
			order = append(order, k)
		}
		by[k] = append(by[k], r)
	}
	for _, k := range order {
		list := by[k]
		slices.SortStableFunc(list, func(a, b bundle.Response) int { return strings.Compare(a.TakenAt.Wall(), b.TakenAt.Wall()) })
		s.Pieces = append(s.Pieces, m.answers(&s, k.id, k.version, list)...)
	}
	t := table{Caption: w.T("report.externals"), Shares: []float64{0.36, 0.18, 0.14, 0.14, 0.18},
		Head: []string{w.T("overview.col.measure"), w.T("report.col.date"), w.T("report.col.score"), w.T("report.col.scale"), w.T("report.col.source")}}
	for _, x := range m.c.ExternalScores {
		t.Rows = append(t.Rows, []string{m.marked(&s, oneLine(x.Label), x.RecordPref), overview.ShortDay(x.On), overview.Number(x.Value),
			w.T("overview.scale", "Low", overview.Number(x.Min), "Top", overview.Number(x.Max)), oneLine(x.Source)})
	}
	if len(t.Rows) > 0 {
		s.Pieces = append(s.Pieces, piece{Heading: t.Caption, Table: trimmed(t)})
	}
	return s
}

// answers are the responses to one instrument: a row for each item, a column for
// each response, a few of them beside each other.
func (m *maker) answers(s *section, id, version string, list []bundle.Response) (pieces []piece) {
	w := m.words
	in, known := m.c.Instrument(id, version)
	title := oneLine(id)
	if known {
		title = oneLine(in.Title)
	}
	for from := 0; from < len(list); from += scoresAcross {
		some := list[from:min(from+scoresAcross, len(list))]
		t := table{Caption: title, Head: []string{w.T("report.col.item")}, Shares: []float64{0.36}}
		total := []string{w.T("report.col.score")}
		kept := false
		for _, r := range some {
			t.Head = append(t.Head, m.marked(s, overview.ShortDay(r.TakenAt), r.RecordPref))
			t.Shares = append(t.Shares, 0.64/float64(max(len(some), 4)))
			total = append(total, orDash(r.Value.String()))
			kept = kept || r.AnswersKept()
		}
		for _, it := range in.Items {
			row := []string{oneLine(it.Text)}
			for _, r := range some {
				value, given := r.Answers[it.ID]
				if !given {
					row = append(row, "–")
					continue
				}
				row = append(row, strconv.Itoa(value))
			}
			t.Rows = append(t.Rows, row)
		}
		t.Rows = append(t.Rows, total)
		var labels []string
		for _, o := range in.Options {
			labels = append(labels, fmt.Sprintf("%d %s", o.Value, oneLine(o.Label)))
		}
		one := piece{Heading: title, Table: t, Foot: join(strings.Join(labels, ", "), oneLine(in.Credit))}
		if kept {
			one.Facts = []string{w.T("report.answers_kept")}
		}
		pieces = append(pieces, one)
	}
	return pieces
}

func (m *maker) checkIns() section {
	w := m.words
	s := section{Title: w.T("report.check_ins")}
	t := table{Caption: s.Title, Head: []string{w.T("report.col.date"), w.T("check_in.mood"), w.T("check_in.anxiety"), w.T("check_in.energy"), w.T("check_in.connected"), w.T("check_in.sleep_h"), w.T("check_in.sleep_q"), w.T("check_in.line")},
		Shares: []float64{0.16, 0.08, 0.09, 0.09, 0.12, 0.1, 0.08, 0.28}}
	list := slices.Clone(m.c.CheckIns)
	slices.SortStableFunc(list, func(a, b bundle.CheckIn) int { return strings.Compare(a.On.Wall(), b.On.Wall()) })
	for _, k := range list {
		t.Rows = append(t.Rows, []string{m.marked(&s, overview.ShortDay(k.On), k.RecordPref), k.Mood.String(), k.Anxiety.String(), k.Energy.String(),
			k.Connected.String(), k.SleepHours.String(), k.SleepQuality.String(), oneLine(k.Line)})
	}
	if len(t.Rows) > 0 {
		s.Pieces = []piece{{Table: trimmed(t)}}
	}
	return s
}
