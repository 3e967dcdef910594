package journal

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"slices"

	"afterglow/crypto"
)

// unsavedPurpose names the key under which unsaved words wait.
const unsavedPurpose = "unsaved"

// Unsaved is what a page held at locking: the words that could not be written
// to the disk, and where the person was. Sealed, it waits in memory for the next
// unlocking; it is never on a disk.
type Unsaved struct {
	// Page is the route the person was on, "" for the first page.
	Page     string          `json:"page,omitempty"`
	Entries  []unsavedEntry  `json:"entries,omitempty"`
	Sessions []unsavedRecord `json:"sessions,omitempty"`
	Others   []unsavedOther  `json:"others,omitempty"`
	Share    *ShareDraft     `json:"share,omitempty"`
	// Alias is a name for files that was typed and not saved.
	Alias string `json:"alias,omitempty"`
}

// ShareDraft is a share that was being put together.
type ShareDraft struct {
	Items    []ItemRef   `json:"items,omitempty"`
	Detail   ShareDetail `json:"detail,omitzero"`
	KeptBack []KeptBack  `json:"kept_back,omitempty"`
	Purpose  string      `json:"purpose,omitempty"`
	Line     string      `json:"line,omitempty"`
	Replaces string      `json:"replaces,omitempty"`
}

type unsavedEntry struct {
	Entry
	Base uint64 `json:"base,omitempty"` // the revision it was made from
}

type unsavedRecord struct {
	DosingSession
	Base uint64 `json:"base,omitempty"`
}

// Add takes in what could not be saved; its revision is that it was read at.
func (u *Unsaved) Add(e Entry) { u.Entries = append(u.Entries, unsavedEntry{e, e.Revision}) }

// AddSession is Add for a session.
func (u *Unsaved) AddSession(s DosingSession) {
	u.Sessions = append(u.Sessions, unsavedRecord{s, s.Revision})
}

// Words says that there are words in it that are on no disk.
func (u Unsaved) Words() bool {
	return len(u.Entries)+len(u.Sessions)+len(u.Others) > 0 || u.Alias != ""
}

// SealUnsaved seals what a page held under a key of this journal. It takes no
// lock and touches no disk, so that a disk that hangs cannot stand in its way.
func (j *Journal) SealUnsaved(u Unsaved) ([]byte, error) {
	plain, err := json.Marshal(u)
	if err != nil {
		return nil, err
	}
	defer crypto.Wipe(plain)
	return crypto.Seal(j.unsavedKey, plain, crypto.Context("afterglow/unsaved/v1")), nil
}

// ErrNotUnsaved: sealed bytes that are not this journal's unsaved words.
var ErrNotUnsaved = errors.New("these words belong to another journal")

// OpenUnsaved gives what SealUnsaved sealed.
func (j *Journal) OpenUnsaved(sealed []byte) (Unsaved, error) {
	plain, err := crypto.Open(j.unsavedKey, sealed, crypto.Context("afterglow/unsaved/v1"))
	if err != nil {
		return Unsaved{}, ErrNotUnsaved
	}
	defer crypto.Wipe(plain)
	var u Unsaved
	if err := json.Unmarshal(plain, &u); err != nil {
		return Unsaved{}, fmt.Errorf("the unsaved words cannot be read: %w", err)
	}
	return u, nil
}

// SaveUnsaved writes the words that could not be saved when the journal was
// locked. What was changed meanwhile elsewhere stays beside them: they become a
// record of their own. An error leaves the rest in what it gives back.
func (j *Journal) SaveUnsaved(ctx context.Context, u Unsaved) (rest Unsaved, err error) {
	rest = u
	for _, one := range u.Entries {
		e := one.Entry
		e.Revision = one.Base
		if err := j.saveWaiting(ctx, e); err != nil {
			return rest, err
		}
		rest.Entries = rest.Entries[1:]
	}
	for _, one := range u.Sessions {
		s := one.DosingSession
		s.Revision = one.Base
		_, err := j.SaveSession(ctx, s)
		if errors.Is(err, ErrStale) || errors.Is(err, ErrNotFound) {
			s.ID, s.Revision = "", 0
			_, err = j.SaveSession(ctx, s)
		}
		if err != nil {
			return rest, err
		}
		rest.Sessions = rest.Sessions[1:]
	}
	for _, one := range u.Others {
		if err := j.saveOther(ctx, one); err != nil {
			return rest, err
		}
		rest.Others = rest.Others[1:]
	}
	if u.Alias != "" {
		settings := j.Settings()
		settings.Alias = u.Alias
		if _, err := j.SaveSettings(ctx, settings); err != nil {
			return rest, err
		}
		rest.Alias = ""
	}
	return rest, nil
}

// saveWaiting saves an entry that waited. A save that hung may have ended well
// after all: then it is there already.
func (j *Journal) saveWaiting(ctx context.Context, e Entry) error {
	if e.ID != "" {
		if there, err := j.Entry(ctx, e.ID); err == nil && there.Revision > e.Revision && sameWords(there, e) {
			return nil
		}
	}
	_, err := j.SaveEntry(ctx, e)
	if errors.Is(err, ErrStale) || errors.Is(err, ErrNotFound) {
		e.ID, e.Revision = "", 0
		_, err = j.SaveEntry(ctx, e)
	}
	return err
}

func sameWords(a, b Entry) bool {
	return a.Title == b.Title && slices.Equal(a.Sections, b.Sections) && slices.Equal(a.Tags, b.Tags)
}
