package journal

import (
	"context"
	"encoding/json"
	"errors"
	"runtime"
	"runtime/debug"
	"sync"
	"time"

	"afterglow/crypto"
	"afterglow/journal/vault"
)

// calibrationTarget is how long deriving the key from a new passphrase should
// take on this machine.
const calibrationTarget = time.Second

// CreateOptions of Create. The passphrase stays the caller's, to be wiped.
type CreateOptions struct {
	Passphrase []byte // as crypto.NormalizePassphrase gives it
	Therapist  bool
	KDF        crypto.KDF // zero: calibrated to this machine
	KnownFile  string     // see vault.Options
}

// OpenOptions of Open.
type OpenOptions struct {
	ReadOnly  bool
	KnownFile string
}

// Notice and Problem are told by the vault.
type (
	Notice  = vault.Notice
	Problem = vault.Problem
)

// Journal is an unlocked journal.
type Journal struct {
	vault *vault.Vault
	now   func() time.Time

	entries  entries
	sessions *shelf[DosingSession]
	contacts *shelf[Contact]
	shares   *shelf[Share]
	treatment
	clientele

	savingSettings sync.Mutex // taken before mu

	mu         sync.RWMutex
	settings   Settings
	settingsID ID
	identity   *crypto.Identity
	problems   []Problem
	unsavedKey []byte // seals what pages hold at locking
}

func newJournal() *Journal {
	j := &Journal{now: time.Now}
	j.entries.byID = map[ID]*held{}
	j.sessions = newShelf(recordSession, func(s *DosingSession) (*ID, *uint64) { return &s.ID, &s.Revision },
		func(s DosingSession) DosingSession { return s })
	j.contacts = newShelf(recordContact, func(c *Contact) (*ID, *uint64) { return &c.ID, &c.Revision }, cloneContact)
	j.shares = newShelf(recordShare, func(s *Share) (*ID, *uint64) { return &s.ID, &s.Revision },
		cloneShare)
	j.sessions.trashedAt = func(s *DosingSession) *When { return &s.TrashedAt }
	j.contacts.trashedAt = func(c *Contact) *When { return &c.TrashedAt }
	j.treatment = newTreatment()
	j.clientele = newClientele()
	return j
}

// Create makes a journal in dir, which must be missing or empty, and opens it
// for writing. The recovery code is given this once and kept nowhere.
func Create(ctx context.Context, dir string, o CreateOptions) (*Journal, string, error) {
	kdf, err := passphraseWork(o.Passphrase, o.KDF)
	if err != nil {
		return nil, "", err
	}
	code := crypto.NewRecoveryCode()
	kind := vault.KindJournal
	if o.Therapist {
		kind = vault.KindTherapist
	}
	slots := func(vaultID, master []byte) ([]crypto.Slot, error) {
		return freshSlots(vaultID, master, o.Passphrase, kdf, code)
	}
	v, err := vault.Create(ctx, dir, vault.CreateOptions{Kind: kind, Slots: slots, KnownFile: o.KnownFile})
	if err != nil {
		return nil, "", err
	}
	j := newJournal()
	j.vault, j.unsavedKey = v, v.Subkey(unsavedPurpose)
	if err := j.begin(ctx); err != nil {
		v.Close()
		return nil, "", err
	}
	return j, code, nil
}

// begin writes what every journal has from its first day.
func (j *Journal) begin(ctx context.Context) error {
	identity, err := crypto.NewIdentity()
	if err != nil {
		return err
	}
	secret := identity.Marshal()
	defer crypto.Wipe(secret)
	j.settingsID = ID(vault.NewID().String())
	settings, err := change(recordSettings, j.settingsID, 0, j.settings)
	if err != nil {
		return err
	}
	keys := vault.Change{Kind: recordIdentity, ID: vault.NewID(), Schema: recordSchema, Data: secret}
	revisions, err := j.vault.Apply(ctx, settings, keys)
	if err != nil {
		return err
	}
	j.settings.Revision, j.identity = revisions[0], identity
	return nil
}

// Open unlocks the journal in dir with its passphrase (normalised; it stays the
// caller's).
func Open(ctx context.Context, dir string, passphrase []byte, o OpenOptions) (*Journal, error) {
	return open(ctx, dir, vault.Passphrase(passphrase), o)
}

// OpenWithRecoveryCode unlocks the journal in dir with its recovery code, as it
// was typed. A slip of the finger is crypto.ErrRecoveryTypo, the code of another
// journal vault.ErrWrongPassphrase.
func OpenWithRecoveryCode(ctx context.Context, dir, code string, o OpenOptions) (*Journal, error) {
	secret, err := crypto.ParseRecoveryCode(code)
	if err != nil {
		return nil, err
	}
	defer crypto.Wipe(secret)
	return open(ctx, dir, vault.Secret{Kind: crypto.SlotRecovery, Bytes: secret}, o)
}

func open(ctx context.Context, dir string, s vault.Secret, o OpenOptions) (*Journal, error) {
	v, err := vault.Open(ctx, dir, s, vault.Options{ReadOnly: o.ReadOnly, KnownFile: o.KnownFile})
	if err != nil {
		return nil, err
	}
	j := newJournal()
	j.vault, j.unsavedKey = v, v.Subkey(unsavedPurpose)
	err = j.load(ctx)
	// A program cut off inside Create left a vault that holds nothing yet.
	if err == nil && !o.ReadOnly && len(j.problems) == 0 && j.identity == nil && j.settingsID == "" {
		err = j.begin(ctx)
	}
	if err != nil {
		v.Close()
		return nil, err
	}
	return j, nil
}

// load takes everything into memory that lists and search need.
func (j *Journal) load(ctx context.Context) error {
	j.problems = j.vault.Problems()
	var mu sync.Mutex
	problem := func(id, detail string) {
		mu.Lock()
		defer mu.Unlock()
		j.problems = append(j.problems, Problem{What: "record", ID: id, Detail: detail, Lost: true})
	}
	workers := runtime.GOMAXPROCS(0)
	loaded := make([][]*held, workers)
	err := j.vault.Load(ctx, workers, func(w int, r vault.Record) {
		var err error
		if r.Kind == recordEntry {
			var e Entry
			if e, err = decodeEntry(r); err == nil {
				loaded[w] = append(loaded[w], hold(e))
			}
			crypto.Wipe(r.Data)
		} else {
			mu.Lock()
			err = j.loadSmall(r)
			mu.Unlock()
		}
		if err != nil {
			problem(r.ID.String(), "it cannot be understood")
		}
	}, func(id vault.ID) { problem(id.String(), "it cannot be read") })
	if err != nil {
		return err
	}
	j.entries.fill(loaded)
	// The log was in memory once and its entries as JSON: give that back.
	debug.FreeOSMemory()
	return nil
}

// loadSmall takes in a record of any kind but an entry. Kinds this version does
// not know are left alone.
func (j *Journal) loadSmall(r vault.Record) error {
	if s := j.shelfOf(r.Kind); s != nil {
		return s.load(r)
	}
	switch r.Kind {
	case recordShare:
		return j.shares.load(r)
	case recordDeletion:
		return j.deletions.load(r)
	case recordSettings:
		j.settingsID = ID(r.ID.String())
		err := json.Unmarshal(r.Data, &j.settings)
		j.settings.Revision = r.Revision
		return err
	case recordIdentity:
		identity, err := crypto.ParseIdentity(r.Data)
		crypto.Wipe(r.Data)
		j.identity = identity
		return err
	}
	return nil
}

// Therapist says whether this is a therapist's vault.
func (j *Journal) Therapist() bool { return j.vault.VaultKind() == vault.KindTherapist }

// Notices are what the person should be told at opening.
func (j *Journal) Notices() []Notice { return j.vault.Notices() }

// AcceptOlderCopy goes on with a copy that is older than what was last seen.
// Until then closing it does not make it the newest one known.
func (j *Journal) AcceptOlderCopy() { j.vault.AcceptOlderCopy() }

// Problems are what could not be read at opening.
func (j *Journal) Problems() []Problem {
	j.mu.RLock()
	defer j.mu.RUnlock()
	return append([]Problem(nil), j.problems...)
}

// Settings are the person's choices.
func (j *Journal) Settings() Settings {
	j.mu.RLock()
	defer j.mu.RUnlock()
	return j.settings.clone()
}

// SaveSettings replaces them. Who reads them does not wait for the disk.
func (j *Journal) SaveSettings(ctx context.Context, s Settings) (Settings, error) {
	j.savingSettings.Lock()
	defer j.savingSettings.Unlock()
	if j.settingsID == "" { // the record was damaged
		j.settingsID = ID(vault.NewID().String())
	}
	c, err := change(recordSettings, j.settingsID, s.Revision, s)
	if err != nil {
		return s, err
	}
	revisions, err := j.vault.Apply(ctx, c)
	if err != nil {
		return s, saveError(err)
	}
	s.Revision = revisions[0]
	j.mu.Lock()
	defer j.mu.Unlock()
	j.settings = s.clone()
	return s, nil
}

// Identity signs what this journal makes and opens what was sealed for it. It is
// nil when its record is damaged, which Problems tells.
func (j *Journal) Identity() *crypto.Identity {
	j.mu.RLock()
	defer j.mu.RUnlock()
	return j.identity
}

// CheckRecoveryCode says whether the code that was typed back opens this
// journal, and remembers that it was.
func (j *Journal) CheckRecoveryCode(ctx context.Context, code string) error {
	secret, err := crypto.ParseRecoveryCode(code)
	if err != nil {
		return err
	}
	defer crypto.Wipe(secret)
	if err := j.vault.Verify(vault.Secret{Kind: crypto.SlotRecovery, Bytes: secret}); err != nil {
		return err
	}
	s := j.Settings()
	s.RecoveryConfirmed = At(j.now())
	_, err = j.SaveSettings(ctx, s)
	return err
}

// Close locks the journal: everything in memory is let go and the keys wiped.
func (j *Journal) Close() error {
	err := j.tidy()
	j.vault.Close()
	j.entries.clear()
	j.shares.clear()
	j.deletions.clear()
	for _, s := range j.shelves() {
		s.clear()
	}
	j.mu.Lock()
	defer j.mu.Unlock()
	if j.identity != nil {
		j.identity.Wipe()
	}
	crypto.Wipe(j.unsavedKey)
	j.settings = Settings{}
	return err
}

// saveError says in this package's words why a save did not happen.
func saveError(err error) error {
	switch {
	case errors.Is(err, vault.ErrStale):
		return ErrStale
	case errors.Is(err, vault.ErrReadOnly):
		return ErrReadOnly
	case errors.Is(err, vault.ErrTooLarge):
		return ErrTooLarge
	}
	return err
}
