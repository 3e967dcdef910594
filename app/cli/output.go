package cli

import (
	"encoding/json"
	"io"

	"afterglow/journal"
	"afterglow/journal/bundle"
)

// The types of record the command line knows.
const (
	typeEntry   = "entry"
	typeSession = "dosing-session"
)

// listed is an element of list --json.
type listed struct {
	ID         journal.ID `json:"id"`
	Type       string     `json:"type"`
	Kind       string     `json:"kind"`
	Title      string     `json:"title"`
	OccurredAt string     `json:"occurred_at"`
	WrittenAt  string     `json:"written_at"`
	SessionID  journal.ID `json:"session_id"`
	Tags       []string   `json:"tags"`
	Words      int        `json:"words"`
	Revision   uint64     `json:"revision"`
}

// section is a part of an entry as show --json has it.
type section struct {
	Key     string `json:"key"`
	Heading string `json:"heading"`
	Text    string `json:"text"`
}

// shown is show --json.
type shown struct {
	listed
	Sections []section `json:"sections"`
	Text     string    `json:"text"`
	// Fields are a session's, by the names of --field.
	Fields map[string]string `json:"fields,omitempty"`
}

func tagsOf(tags []string) []string { return append([]string{}, tags...) }

func listSummary(s journal.Summary) listed {
	return listed{s.ID, typeEntry, string(s.Kind), s.Title, s.OccurredAt.String(), s.WrittenAt.String(), s.SessionID, tagsOf(s.Tags), s.Words, s.Revision}
}

// listSession: a session's kind is its route, its title its intention.
func listSession(s journal.DosingSession) listed {
	return listed{s.ID, typeSession, string(s.Route), s.Intention, s.Date.String(), s.WrittenAt.String(), "", []string{}, 0, s.Revision}
}

func showEntry(e journal.Entry) shown {
	return shown{
		listed: listed{e.ID, typeEntry, string(e.Kind), e.Title, e.OccurredAt.String(), e.WrittenAt.String(), e.SessionID, tagsOf(e.Tags), e.Words(), e.Revision},
		Text:   e.Text(), Sections: sectionsOf(e.Sections),
	}
}

func showShared(e bundle.Entry) shown {
	return shown{
		listed: listed{e.ID, typeEntry, string(e.Kind), e.Title, e.OccurredAt.String(), e.WrittenAt.String(), e.SessionID, tagsOf(e.Tags), e.Words, e.Revision},
		Text:   e.Text(), Sections: sectionsOf(e.Sections),
	}
}

func showSession(s journal.DosingSession) shown {
	fields := map[string]string{}
	for _, name := range journal.SessionFields {
		if v := s.Field(name); v != "" {
			fields[name] = v
		}
	}
	return shown{listed: listSession(s), Sections: []section{}, Fields: fields}
}

func sectionsOf(list []journal.Section) []section {
	out := make([]section, 0, len(list))
	for _, s := range list {
		out = append(out, section{s.Key, s.Heading, s.Text})
	}
	return out
}

// writeJSON prints a value for scripts: indented, and letters as they are.
func writeJSON(w io.Writer, v any) error {
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	return enc.Encode(v)
}
