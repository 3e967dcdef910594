package cli

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"afterglow/journal"
	"afterglow/journal/measure"
)

// listedCheckIn is a check-in as `list --json` gives it: as every record, and
// with its own numbers, of which those that were not given are left out.
type listedCheckIn struct {
	listed
	Mood         journal.Maybe[int]     `json:"mood,omitzero"`
	Anxiety      journal.Maybe[int]     `json:"anxiety,omitzero"`
	Energy       journal.Maybe[int]     `json:"energy,omitzero"`
	Connected    journal.Maybe[int]     `json:"connected,omitzero"`
	SleepHours   journal.Maybe[float64] `json:"sleep_h,omitzero"`
	SleepQuality journal.Maybe[int]     `json:"sleep_q,omitzero"`
}

// listedResponse is a response as `list --json` gives it. Without every answer
// there is neither total nor value.
type listedResponse struct {
	listed
	Instrument string             `json:"instrument"`
	Version    string             `json:"version"`
	Answers    measure.Answers    `json:"answers"`
	Complete   bool               `json:"complete"`
	Total      journal.Maybe[int] `json:"total,omitzero"`
	Value      journal.Maybe[int] `json:"value,omitzero"`
	IsBaseline bool               `json:"is_baseline,omitempty"`
	Corrects   journal.ID         `json:"corrects,omitempty"`
}

func listCheckIn(c journal.CheckIn) listedCheckIn {
	words := journal.CountWords([]journal.Section{{Text: c.Line}})
	return listedCheckIn{listed{c.ID, typeCheckIn, "", c.Line, c.On, c.WrittenAt, "", []string{}, words, c.Revision},
		c.Mood, c.Anxiety, c.Energy, c.Connected, c.SleepHours, c.SleepQuality}
}

// listResponse: the kind is the measure's id, the title what it is called.
func listResponse(j *journal.Journal, r journal.Response) listedResponse {
	title := r.InstrumentID
	if in, ok := j.Instrument(r.InstrumentID, r.InstrumentVersion); ok {
		title = in.Title
	}
	return listedResponse{listed{r.ID, typeResponse, r.InstrumentID, title, r.TakenAt, r.WrittenAt, r.SessionID, []string{}, 0, r.Revision},
		r.InstrumentID, r.InstrumentVersion, r.Answers, r.Complete, r.Total, r.Value, r.IsBaseline, r.Corrects}
}

func showCheckIn(c journal.CheckIn) shown {
	return shown{listed: listCheckIn(c).listed, Sections: []section{}, Text: c.Line, Fields: c.Fields()}
}

func showResponse(j *journal.Journal, r journal.Response) shown {
	return shown{listed: listResponse(j, r).listed, Sections: []section{}, Fields: r.Fields()}
}

// responseOrder is the fields of a response in the order they are shown: its
// items as the measure has them, then what they came to.
func responseOrder(j *journal.Journal, r journal.Response) []string {
	order := slices.Clone(journal.ResponseFields)
	if in, ok := j.Instrument(r.InstrumentID, r.InstrumentVersion); ok {
		for _, it := range in.Items {
			order = append(order, it.ID)
		}
	}
	return append(order, "complete", "total", "value")
}

// numbers is a check-in in one line: its numbers by their names.
func numbers(c journal.CheckIn) string {
	fields := c.Fields()
	var out []string
	for _, name := range journal.CheckInFields[1:] {
		if value, ok := fields[name]; ok && name != "line" {
			out = append(out, name+"="+value)
		}
	}
	return strings.Join(out, " ")
}

// fields shows a record that is told in fields, in that order.
func (c *showCmd) fields(a *app, s shown, order []string) error {
	if c.JSON {
		return writeJSON(a.Stdout, s)
	}
	var lines []string
	for _, name := range order {
		if value, ok := s.Fields[name]; ok {
			lines = append(lines, name+"="+oneLine(value))
		}
	}
	return a.page(s.Title, []string{shortWhen(s.OccurredAt), s.Type, string(s.ID)}, strings.Join(lines, "\n"))
}

// onlyFields refuses what belongs to an entry.
func (c *addCmd) onlyFields(a *app, names []string) error {
	if c.Kind != "" || c.Title != "" || len(c.Tag) > 0 || c.File != "" {
		return a.usage("cli.error.fields_only", "Type", c.Type, "Names", strings.Join(names, ", "))
	}
	return nil
}

func (c *addCmd) addCheckIn(ctx context.Context, a *app) (err error) {
	if err := c.onlyFields(a, journal.CheckInFields); err != nil {
		return err
	}
	if c.Session != "" {
		return a.usage("cli.error.fields_only", "Type", c.Type, "Names", strings.Join(journal.CheckInFields, ", "))
	}
	var one journal.CheckIn
	if err := c.setFields("on", one.SetField); err != nil {
		return err
	}
	if len(c.Field) == 0 {
		return a.usage("cli.error.no_fields", "Names", strings.Join(journal.CheckInFields, ", "))
	}
	j, err := a.writing(ctx)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, j.Close()) }()
	if one, err = j.SaveCheckIn(ctx, one); err != nil {
		return err
	}
	return a.say(string(one.ID))
}

func (c *addCmd) addResponse(ctx context.Context, a *app) (err error) {
	if err := c.onlyFields(a, append(slices.Clone(journal.ResponseFields), "1, 2, …")); err != nil {
		return err
	}
	var r journal.Response
	if err := c.setFields("taken_at", r.SetField); err != nil {
		return err
	}
	if r.InstrumentID == "" && r.Corrects == "" {
		return a.usage("cli.error.instrument")
	}
	j, err := a.writing(ctx)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, j.Close()) }()
	if c.Session != "" {
		if r.SessionID, err = a.resolve(c.Session, sessionIDs(j)); err != nil {
			return fmt.Errorf("--session %w", err)
		}
	}
	if r.Corrects != "" {
		if r.Corrects, err = a.resolve(string(r.Corrects), responseIDs(j)); err != nil {
			return fmt.Errorf("--field corrects %w", err)
		}
	}
	if r, err = j.SaveResponse(ctx, r); err != nil {
		return err
	}
	return a.say(string(r.ID))
}

func checkInIDs(j *journal.Journal) []journal.ID {
	var out []journal.ID
	for _, c := range j.CheckIns() {
		out = append(out, c.ID)
	}
	return out
}

// responseIDs are those that were corrected too.
func responseIDs(j *journal.Journal) []journal.ID {
	var out []journal.ID
	for _, r := range j.AllResponses() {
		out = append(out, r.ID)
	}
	return out
}
