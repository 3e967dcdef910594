package cli

import (
	"fmt"
	"os"
	"path"
	"path/filepath"
	"strings"

	"afterglow/crypto"
	"afterglow/journal"
	"afterglow/journal/bundle"
	"afterglow/journal/sharing"
)

type openCommand struct {
	File       string `arg:"" help:"The sealed file."`
	SecretFile string `placeholder:"FILE" help:"A file with the passphrase it was sealed with."`
	Identity   string `placeholder:"FILE" help:"A stock age key file. With neither, the journal's own key is used."`
	JSON       bool   `name:"json" help:"As JSON."`
	Extract    string `placeholder:"DIR" help:"Write the content into a new folder, no longer sealed."`
}

// openedJSON is open --json.
type openedJSON struct {
	BundleID string        `json:"bundle_id"`
	MadeAt   string        `json:"made_at"`
	Purpose  string        `json:"purpose"`
	Period   bundle.Period `json:"period"`
	Line     string        `json:"line"`
	Maker    makerJSON     `json:"maker"`
	Sequence int           `json:"sequence,omitempty"`
	Previous string        `json:"previous,omitempty"`
	Sessions []shown       `json:"sessions"`
	Entries  []shown       `json:"entries"`
	Unknown  []string      `json:"unknown,omitempty"`
}

type makerJSON struct {
	Alias            string   `json:"alias"`
	SigningKey       string   `json:"signing_key"`
	FingerprintWords []string `json:"fingerprint_words"`
	Signature        string   `json:"signature"`
}

// Run opens the file, checks all of it, and shows or extracts it.
func (c openCommand) Run(e *env) error {
	if c.SecretFile != "" && c.Identity != "" {
		return usage("give --secret-file or --identity, not both")
	}
	if c.JSON && c.Extract != "" {
		return usage("give --json or --extract, not both")
	}
	f, err := os.Open(c.File)
	if err != nil {
		return plainPath(err)
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil || !info.Mode().IsRegular() {
		return fmt.Errorf("%s is not a file", c.File)
	}
	key, me, contacts, done, err := c.key(e)
	if err != nil {
		return err
	}
	defer done()
	opened, err := bundle.Open(e.ctx, f, info.Size(), key, me)
	if err != nil {
		return err
	}
	switch {
	case c.Extract != "":
		return c.extract(e, opened)
	case c.JSON:
		return writeJSON(e.Out, c.json(opened, contacts))
	}
	return c.print(e, opened, contacts)
}

// key is what opens the file, for whom, and whom the journal knows.
func (c openCommand) key(e *env) (key crypto.FileKey, me []string, contacts []journal.Contact, done func(), err error) {
	done = func() {}
	switch {
	case c.SecretFile != "":
		secret, err := secretFile(c.SecretFile)
		if err != nil {
			return nil, nil, nil, done, err
		}
		defer crypto.Wipe(secret)
		return crypto.PassphraseKey(secret), nil, nil, done, nil
	case c.Identity != "":
		f, err := os.Open(c.Identity)
		if err != nil {
			return nil, nil, nil, done, plainPath(err)
		}
		defer f.Close()
		key, me, err = bundle.ReadKeyFile(f)
		return key, me, nil, done, err
	}
	j, err := e.read()
	if err != nil {
		return nil, nil, nil, done, err
	}
	id := j.Identity()
	return id.FileKey(), []string{id.Recipient()}, j.Contacts(), func() { j.Close() }, nil
}

// signature says how far the signing key is known.
func signature(key string, contacts []journal.Contact) string {
	for _, c := range contacts {
		if c.SigningKey == key {
			if !c.ComparedAt.IsZero() {
				return "compared"
			}
			return "valid-known"
		}
	}
	return "valid-unknown"
}

func (c openCommand) json(o *bundle.Opened, contacts []journal.Contact) openedJSON {
	out := openedJSON{
		BundleID: o.BundleID, MadeAt: o.MadeAt.String(), Purpose: o.Purpose, Period: o.Period, Line: o.Cover.Line,
		Maker:    makerJSON{o.Maker.Alias, o.Maker.SigningKey, o.FingerprintWords, signature(o.Maker.SigningKey, contacts)},
		Sequence: o.Sequence, Previous: o.Previous, Sessions: []shown{}, Entries: []shown{}, Unknown: o.Unknown,
	}
	for _, s := range o.Sessions {
		out.Sessions = append(out.Sessions, showSession(journal.DosingSession{ID: s.ID, Seq: s.Seq, Phase: s.Phase, Date: s.Date, Route: s.Route, Dose: s.Dose, Intention: s.Intention}))
	}
	for _, entry := range o.Entries {
		out.Entries = append(out.Entries, showShared(entry))
	}
	return out
}

// print shows the file for people.
func (c openCommand) print(e *env, o *bundle.Opened, contacts []journal.Contact) error {
	fmt.Fprintf(e.Out, "%s\n%s\n%s\n", line(o.Maker.Alias+" · "+o.Purpose), e.words.T("report.notice"),
		e.words.T("cli.open.words", "Words", strings.Join(o.FingerprintWords, " "), "Signature", signature(o.Maker.SigningKey, contacts)))
	if o.Cover.Line != "" {
		fmt.Fprintf(e.Out, "\n%s\n", line(o.Cover.Line))
	}
	for _, entry := range o.Entries {
		fmt.Fprintf(e.Out, "\n---\n%s\n%s\n\n%s\n", line(entry.Title), entry.OccurredAt, terminal(entry.Text()))
	}
	return nil
}

// terminal is a foreign text without what could steer a terminal.
func terminal(s string) string {
	lines := strings.Split(s, "\n")
	for i := range lines {
		lines[i] = strings.TrimRight(cleanLine(lines[i]), " ")
	}
	return strings.Join(lines, "\n")
}

// extract writes everything into a new folder. The copies for readers are made
// anew from what was checked: the maker's own could hold anything. The folder
// takes its name only when all of it is there.
func (c openCommand) extract(e *env, o *bundle.Opened) error {
	if list, err := os.ReadDir(c.Extract); err == nil && len(list) > 0 {
		return fmt.Errorf("the folder %s is not empty: name a new one", c.Extract)
	} else if err != nil && !os.IsNotExist(err) {
		return plainPath(err)
	}
	files, err := sharing.Copies(e.ctx, o.Content, e.words, sharing.PaperFor(""))
	if err != nil {
		return err
	}
	for _, f := range o.Files {
		if f.Path == "manifest.json" || f.Path == "manifest.json.sig" || strings.HasPrefix(f.Path, "data/") || strings.HasPrefix(f.Path, "attachments/") {
			files = append(files, f)
		}
	}
	temporary := filepath.Clean(c.Extract) + ".part"
	if err := writeTree(temporary, files); err != nil {
		os.RemoveAll(temporary)
		return plainPath(err)
	}
	os.Remove(c.Extract) // an empty folder of that name
	if err := os.Rename(temporary, c.Extract); err != nil {
		os.RemoveAll(temporary)
		return fmt.Errorf("the folder %s cannot be made", c.Extract)
	}
	fmt.Fprintln(e.Out, e.words.T("cli.open.extracted", "Folder", c.Extract))
	return nil
}

// writeTree writes files into a new folder, and nowhere else.
func writeTree(dir string, files []bundle.File) error {
	if err := os.Mkdir(dir, 0o700); err != nil {
		return err
	}
	root, err := os.OpenRoot(dir)
	if err != nil {
		return err
	}
	defer root.Close()
	for _, f := range files {
		if err := root.MkdirAll(path.Dir(f.Path), 0o700); err != nil {
			return err
		}
		if err := root.WriteFile(f.Path, f.Data, 0o600); err != nil {
			return err
		}
	}
	return nil
}
