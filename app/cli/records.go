package cli

import (
	"encoding/json"
	"io"
	"strconv"

	"afterglow/journal"
	"afterglow/journal/bundle"
)

// listed is a record as `list --json` gives it.
type listed struct {
	ID         journal.ID   `json:"id"`
	Type       string       `json:"type"`
	Kind       string       `json:"kind"`
	Title      string       `json:"title"`
	OccurredAt journal.When `json:"occurred_at"`
	WrittenAt  journal.When `json:"written_at"`
	SessionID  journal.ID   `json:"session_id"`
	Tags       []string     `json:"tags"`
	Words      int          `json:"words"`
	Revision   uint64       `json:"revision"`
}

// shown is a record as `show --json` gives it.
type shown struct {
	listed
	Sections []section `json:"sections"`
	Text     string    `json:"text"`
	// Fields, of a record that is told in fields, by the names of --field.
	Fields map[string]string `json:"fields,omitempty"`
}

type section struct {
	Key     string `json:"key"`
	Heading string `json:"heading"`
	Text    string `json:"text"`
}

// found is a result as `search --json` gives it.
type found struct {
	ID         journal.ID   `json:"id"`
	Title      string       `json:"title"`
	OccurredAt journal.When `json:"occurred_at"`
	Snippet    string       `json:"snippet"`
}

func listEntry(s journal.Summary) listed {
	return listed{s.ID, typeEntry, string(s.Kind), s.Title, s.OccurredAt, s.WrittenAt, s.SessionID, always(s.Tags), s.Words, s.Revision}
}

func listSession(s journal.DosingSession) listed {
	words := journal.CountWords([]journal.Section{{Text: s.Note}})
	return listed{s.ID, typeSession, string(s.Route), s.Intention, s.Date, s.WrittenAt, "", []string{}, words, s.Revision}
}

func showEntry(e journal.Entry) shown {
	return shown{listed: listed{e.ID, typeEntry, string(e.Kind), e.Title, e.OccurredAt, e.WrittenAt, e.SessionID, always(e.Tags), e.Words(), e.Revision},
		Sections: sections(e.Sections), Text: e.Text()}
}

func showShared(e bundle.Entry) shown {
	return shown{listed: listed{e.ID, typeEntry, string(e.Kind), e.Title, e.OccurredAt, e.WrittenAt, e.SessionID, always(e.Tags), e.Words, e.Revision},
		Sections: sections(e.Sections), Text: e.Text()}
}

func showSession(s journal.DosingSession) shown {
	fields := map[string]string{}
	for name, value := range map[string]string{
		"date": s.Date.String(), "phase": string(s.Phase), "start": s.Start, "end": s.End, "route": string(s.Route),
		"dose_as_prescribed": s.Dose, "place": s.Place, "music": s.Music, "companions": s.Companions,
		"intention_line": s.Intention, "intention": s.IntentionText, "status": string(s.Status), "note": s.Note, "clinic_note": s.ClinicNote,
		"eyeshade": string(s.Eyeshade), "arrival_mood": s.ArrivalMood.String(), "arrival_anxiety": s.ArrivalAnxiety.String(),
		"course_id": string(s.CourseID),
	} {
		if value != "" {
			fields[name] = value
		}
	}
	if s.Seq != 0 {
		fields["seq"] = strconv.Itoa(s.Seq)
	}
	if s.ExtraDose {
		fields["extra_dose"] = string(journal.Yes)
	}
	return shown{listed: listSession(s), Sections: []section{}, Text: s.Note, Fields: fields}
}

func sections(list []journal.Section) []section {
	out := []section{}
	for _, s := range list {
		out = append(out, section(s))
	}
	return out
}

// always is a list that is never null.
func always[T any](list []T) []T { return append([]T{}, list...) }

// writeJSON writes a value for other programs: every text as it is.
func writeJSON(w io.Writer, v any) error {
	e := json.NewEncoder(w)
	e.SetEscapeHTML(false)
	e.SetIndent("", " ")
	return e.Encode(v)
}
