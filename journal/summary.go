package journal

// Summary is an entry as a list shows it: everything but the words, and their
// opening. It is a value; changing it changes nothing.
type Summary struct {
	ID         ID
	Kind       Kind
	Phase      Phase
	Title      string
	Opening    string // the first words of the text on one line, at most about 160 characters
	OccurredAt When
	WrittenAt  When
	SessionID  ID
	Tags       []string
	Words      int
	Bytes      int // of the text
	Revision   uint64
	Mark       Mark
	RecordPref RecordPref
	Unfinished bool
	TrashedAt  When
}

// Filter narrows a list or a search. Zero fields do not narrow.
type Filter struct {
	Kind      Kind
	Phase     Phase
	SessionID ID
	Tag       string
	Mark      Mark
	From, To  string // civil dates, both inclusive
	Trash     bool   // what is in the trash, instead of what is not
}

// Hit is a search result shown. Snippet is the text around the first place
// found, on one line; From and To are the byte range in it to set off.
type Hit struct {
	Summary
	Snippet  string
	From, To int
}

// TagCount is a tag and how many entries carry it.
type TagCount struct {
	Tag   string
	Count int
}
