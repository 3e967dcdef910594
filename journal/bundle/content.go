package bundle

import (
	"afterglow/journal"
	"afterglow/journal/measure"
)

// Content is all that a reader of a sealed file gets to see, and nothing else.
// The preview before sealing and the page after opening both show a Content;
// that is how the preview is kept honest.
type Content struct {
	BundleID   string
	MadeAt     journal.When
	Maker      Maker
	Recipients []string // fingerprints of the recipients' keys, empty for a passphrase
	Sequence   int      // files handed over to this recipient before this one, plus one; 0 for a passphrase
	Previous   string   // bundle id of the one before, or ""
	Purpose    string
	Period     Period
	Supersedes string
	Cover      Cover
	Entries    []Entry
	Sessions   []Session

	Questions      []Question // in the person's order
	Responses      []Response
	Instruments    []measure.Instrument // that the responses are of
	ExternalScores []ExternalScore
	CheckIns       []CheckIn
	SideEffects    []SideEffect
	Vitals         []Vital
	Insights       []Insight
	Practices      []Practice

	// Attachments are the pictures of the entries. Their bytes are the files at
	// their paths: copies handed to Seal, and read with Opened.Read.
	Attachments []Attachment
	// Unknown names the data files of a newer minor version that this program
	// cannot show. Always empty in a file made by this version.
	Unknown []string
}

// Maker is who made the file. SigningKey is an OpenSSH "ssh-ed25519 …" line.
type Maker struct {
	Alias      string `json:"alias"`
	SigningKey string `json:"signing_key"`
}

// Period is the span of civil dates the shared things cover.
type Period struct {
	From string `json:"from,omitempty"`
	To   string `json:"to,omitempty"`
}

// Cover is data/cover.json: the maker's line to the reader.
type Cover struct {
	Line string `json:"line,omitempty"`
}

// Entry is one element of data/entries.json. SessionID is set only when that
// session is in the file too. Words counts the text as shared.
type Entry struct {
	ID         journal.ID        `json:"id"`
	Revision   uint64            `json:"revision"`
	Kind       journal.Kind      `json:"kind"`
	Phase      journal.Phase     `json:"phase,omitempty"`
	Title      string            `json:"title"`
	OccurredAt journal.When      `json:"occurred_at"`
	WrittenAt  journal.When      `json:"written_at"`
	EditedAt   journal.When      `json:"edited_at,omitzero"`
	SessionID  journal.ID        `json:"session_id,omitempty"`
	SameDay    bool              `json:"same_day,omitempty"` // written within a day of a session
	Tags       []string          `json:"tags,omitempty"`
	Sections   []journal.Section `json:"sections"`
	Words      int               `json:"words"`
	// RecordPref is what its writer asks of whoever keeps the file.
	RecordPref journal.RecordPref `json:"record_pref,omitempty"`
}

// Text is the whole entry as Markdown, as journal.Entry.Text.
func (e Entry) Text() string { return journal.SectionsText(e.Sections) }

// Session is one element of data/sessions.json.
type Session struct {
	ID        journal.ID            `json:"id"`
	Seq       int                   `json:"seq,omitempty"`
	Phase     journal.SessionPhase  `json:"phase,omitempty"`
	Date      journal.When          `json:"date"`
	Route     journal.Route         `json:"route,omitempty"`
	Dose      string                `json:"dose_as_prescribed,omitempty"`
	Intention string                `json:"intention_line,omitempty"`
	Status    journal.SessionStatus `json:"status,omitempty"`
	// RecordPref is what its writer asks of whoever keeps the file.
	RecordPref journal.RecordPref `json:"record_pref,omitempty"`
}

func (e Entry) item() Item { return Item{ID: e.ID, Revision: e.Revision, RecordPref: e.RecordPref} }

func (s Session) item() Item { return Item{ID: s.ID, RecordPref: s.RecordPref} }
