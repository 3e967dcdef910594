package cli

import (
	"context"
	"errors"
	"os"

	"afterglow/crypto"
	"afterglow/journal"
	"afterglow/journal/bundle"
	"afterglow/journal/clients"
	"afterglow/journal/measure"
	"afterglow/journal/vault"
)

// openCmd opens a sealed file.
type openCmd struct {
	File       string `arg:""`
	SecretFile string `xor:"key" placeholder:"FILE"`
	Identity   string `xor:"key" placeholder:"FILE"`
	JSON       bool   `name:"json" xor:"out"`
	Extract    string `xor:"out" placeholder:"DIR"`
}

// What is known of the key that signed a file.
const (
	signedUnknown  = string(clients.TrustUnknown)
	signedKnown    = string(clients.TrustKnown)
	signedCompared = string(clients.TrustCompared)
)

func (c *openCmd) run(ctx context.Context, a *app) (err error) {
	f, err := os.Open(c.File)
	if err != nil {
		return fileError(err)
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil {
		return fileError(err)
	}
	if !info.Mode().IsRegular() {
		return errors.New(a.words.T("cli.error.not_a_file"))
	}
	key, me, j, err := c.key(ctx, a)
	if err != nil {
		return err
	}
	if j != nil {
		defer func() { err = errors.Join(err, j.Close()) }()
	}
	opened, err := bundle.Open(ctx, f, info.Size(), key, me)
	if err != nil {
		return err
	}
	if c.Extract != "" {
		return a.extract(ctx, opened, c.Extract)
	}
	signature, err := trust(j, opened)
	if err != nil {
		return err
	}
	if c.JSON {
		return writeJSON(a.Stdout, describe(opened, signature))
	}
	return a.sayOpened(opened, signature)
}

// key is what opens the file, whose recipients it belongs to, and the journal
// if one was unlocked: for its key, or because its passphrase was given and it
// can tell who the maker is.
func (c *openCmd) key(ctx context.Context, a *app) (key crypto.FileKey, me []string, j *journal.Journal, err error) {
	switch {
	case c.SecretFile != "":
		secret, err := a.secretFile(c.SecretFile)
		if err != nil {
			return nil, nil, nil, err
		}
		defer crypto.Wipe(secret)
		key = crypto.PassphraseKey(secret)
	case c.Identity != "":
		f, err := os.Open(c.Identity)
		if err != nil {
			return nil, nil, nil, fileError(err)
		}
		defer f.Close()
		if key, me, err = bundle.ReadKeyFile(f); err != nil {
			return nil, nil, nil, err
		}
	default:
		if j, err = a.reading(ctx); err != nil {
			return nil, nil, nil, err
		}
		id := j.Identity()
		if id == nil {
			return nil, nil, nil, errors.Join(errRecordDamaged, j.Close())
		}
		return id.FileKey(), []string{id.Recipient()}, j, nil
	}
	if dir, err := a.folder(); a.PassphraseFile != "" && err == nil && vault.Exists(dir) {
		if j, err = a.reading(ctx); err != nil {
			return nil, nil, nil, err
		}
	}
	return key, me, j, nil
}

// trust says what the journal knows of the key that signed a file: of its contacts
// and, in a therapist's vault, of its clients.
func trust(j *journal.Journal, o *bundle.Opened) (string, error) {
	if j == nil {
		return signedUnknown, nil
	}
	state := signedUnknown
	if j.Therapist() {
		c, err := clients.Of(j)
		if err != nil {
			return "", err
		}
		defer c.Close()
		known, err := c.Look(o)
		if err != nil {
			return "", err
		}
		state = string(known.Trust)
	}
	for _, c := range j.Contacts() {
		if c.SigningKey != o.Maker.SigningKey {
			continue
		}
		if !c.ComparedAt.IsZero() {
			return signedCompared, nil
		}
		if state == signedUnknown {
			state = signedKnown
		}
	}
	return state, nil
}

// openedJSON is what `open --json` gives.
type openedJSON struct {
	BundleID string           `json:"bundle_id"`
	MadeAt   journal.When     `json:"made_at"`
	Purpose  string           `json:"purpose"`
	Period   periodJSON       `json:"period"`
	Line     string           `json:"line"`
	Maker    makerJSON        `json:"maker"`
	Sessions []bundle.Session `json:"sessions"`
	Entries  []shown          `json:"entries"`
	listsJSON
	// Unknown names what a newer version put in and this one cannot show.
	Unknown []string `json:"unknown,omitempty"`
}

// listsJSON is what came of the sessions, each element as it stands in the file.
type listsJSON struct {
	Questions      []bundle.Question      `json:"questions"`
	Responses      []bundle.Response      `json:"responses"`
	Instruments    []measure.Instrument   `json:"instruments"`
	ExternalScores []bundle.ExternalScore `json:"external_scores"`
	CheckIns       []bundle.CheckIn       `json:"check_ins"`
	SideEffects    []bundle.SideEffect    `json:"side_effects"`
	Vitals         []bundle.Vital         `json:"vitals"`
	Insights       []bundle.Insight       `json:"insights"`
	Practices      []bundle.Practice      `json:"practices"`
}

type periodJSON struct {
	From string `json:"from"`
	To   string `json:"to"`
}

type makerJSON struct {
	Alias            string   `json:"alias"`
	SigningKey       string   `json:"signing_key"`
	FingerprintWords []string `json:"fingerprint_words"`
	Signature        string   `json:"signature"`
}

func describe(o *bundle.Opened, signature string) openedJSON {
	out := openedJSON{
		BundleID: o.BundleID, MadeAt: o.MadeAt, Purpose: o.Purpose, Period: periodJSON(o.Period), Line: o.Cover.Line,
		Maker:    makerJSON{o.Maker.Alias, o.Maker.SigningKey, o.FingerprintWords, signature},
		Sessions: always(o.Sessions), Entries: []shown{}, Unknown: o.Unknown,
		listsJSON: listsJSON{
			always(o.Questions), always(o.Responses), always(o.Instruments), always(o.ExternalScores), always(o.CheckIns),
			always(o.SideEffects), always(o.Vitals), always(o.Insights), always(o.Practices),
		},
	}
	for _, e := range o.Entries {
		out.Entries = append(out.Entries, showShared(e))
	}
	return out
}
