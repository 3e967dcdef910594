package clients

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"afterglow/crypto"
	"afterglow/journal"
	"afterglow/journal/bundle"
	"afterglow/journal/search"
)

// Trust is what is known of the key that a file was signed with.
type Trust string

// The degrees of trust, as the command line names them.
const (
	TrustUnknown  Trust = "valid-unknown" // the signature fits; whose key it is nobody said
	TrustKnown    Trust = "valid-known"   // earlier files of this client came under it
	TrustCompared Trust = "compared"      // its eight words were compared in person
)

// Decision is what the therapist said when the key under a name has changed.
type Decision string

// The decisions.
const (
	// DecideNothing: nobody was asked yet.
	DecideNothing Decision = ""
	// DecideSomebodyElse: it is another person who goes by the same name.
	DecideSomebodyElse Decision = "somebody-else"
	// DecideNewKey: the client said in person that they have a new key.
	DecideNewKey Decision = "new-key"
)

// Choice says for whom a file is kept: a client there is, or a new one under the
// therapist's own name for them. With neither it is the one the key is known of, or
// else a new one under the name in the file.
type Choice struct {
	Client   journal.ID
	Alias    string
	Decision Decision
}

// ErrKeyChanged: the file goes by the name of a known client, or is to be kept for
// them, and is signed with a key that none of their files had. Known are the words
// of each of their keys, New those of this one.
type ErrKeyChanged struct {
	Client journal.Client
	Known  [][]string
	New    []string
}

func (e *ErrKeyChanged) Error() string {
	return "this file carries a known client's name and another key: ask them in person, before anything in it is believed"
}

// ErrKeyOfAnother: the file is signed with the key of this client, and was to be
// kept for somebody else.
type ErrKeyOfAnother struct{ Client journal.Client }

func (e *ErrKeyOfAnother) Error() string {
	return "this file is signed with the key of another client: keep it for that one"
}

// ErrInTrash: the file is signed with the key of a client who is in the trash. To
// keep it they are chosen as the client, which brings them back with all of theirs.
type ErrInTrash struct{ Client journal.Client }

func (e *ErrInTrash) Error() string {
	return "this file is from a client who is in the trash: bring them back to keep it"
}

var (
	// ErrNoName: a new client, and neither file nor therapist has a name for them.
	ErrNoName = errors.New("this file names nobody: say what you call this client")
	// ErrOtherFile: a file with this number is kept already, and it is another one.
	ErrOtherFile = errors.New("another file with the same number is kept already: ask its maker to seal this one again")
)

// Known is what the vault knows of an opened file's maker and of the file.
type Known struct {
	Trust Trust
	// Client is whose key it is; empty when the key is unknown.
	Client journal.Client
	// InTrash is whose key it is when they are in the trash; Client is empty then.
	InTrash journal.Client
	// SameName are the clients who go by the name in the file under other keys.
	SameName []journal.Client
	// Kept is the file, if it is kept already; its ID is empty otherwise.
	Kept journal.ReceivedFile
}

// Received is what Receive did.
type Received struct {
	Client journal.Client
	File   journal.ReceivedFile
	// Already says that the file was kept before, and nothing was stored now.
	Already bool
	// Missing are the files before this one that never came here; see Gaps.
	Missing []Gap
}

// Look says what is known of an opened file. It stores nothing.
func (c *Clients) Look(o *bundle.Opened) (Known, error) {
	if err := c.check(); err != nil {
		return Known{}, err
	}
	k := Known{Trust: TrustUnknown}
	files := c.filesByClient()
	keptOf := func(client journal.Client) {
		for _, f := range files[client.ID] {
			if f.BundleID == o.BundleID {
				k.Kept = f
			}
		}
	}
	for _, client := range c.j.Clients() {
		keptOf(client)
		switch {
		case client.HasKey(o.Maker.SigningKey):
			k.Client, k.Trust = client, trustIn(client, o.Maker.SigningKey)
		case goesBy(client, files[client.ID], o.Maker.Alias):
			k.SameName = append(k.SameName, client)
		}
	}
	if k.Client.ID != "" {
		return k, nil
	}
	for _, client := range c.j.TrashedClients() {
		if client.HasKey(o.Maker.SigningKey) {
			k.InTrash, k.Trust = client, trustIn(client, o.Maker.SigningKey)
			keptOf(client)
			break
		}
	}
	return k, nil
}

// trustIn is what is known of a key that a client has.
func trustIn(client journal.Client, key string) Trust {
	if slices.ContainsFunc(client.Keys, func(k journal.ClientKey) bool { return k.Key == key && !k.ComparedAt.IsZero() }) {
		return TrustCompared
	}
	return TrustKnown
}

func (c *Clients) filesByClient() map[journal.ID][]journal.ReceivedFile {
	out := map[journal.ID][]journal.ReceivedFile{}
	for _, f := range c.j.ReceivedFiles("") {
		out[f.ClientID] = append(out[f.ClientID], f)
	}
	return out
}

// goesBy says whether a client goes by one of the names: the therapist gave them
// that, or one of their files has it.
func goesBy(client journal.Client, files []journal.ReceivedFile, names ...string) bool {
	var wanted []string
	for _, n := range names {
		if n = plain(n); n != "" {
			wanted = append(wanted, n)
		}
	}
	return slices.Contains(wanted, plain(client.Alias)) ||
		slices.ContainsFunc(files, func(f journal.ReceivedFile) bool { return slices.Contains(wanted, plain(f.MakerAlias)) })
}

// plain is a name as people compare them: whatever the capitals, accents, spaces and
// full stops.
func plain(name string) string {
	return strings.Join(strings.FieldsFunc(search.Fold(name), func(r rune) bool { return r == ' ' || r == '.' }), " ")
}

// Receive keeps an opened file, of which sha256 is the hash of the sealed file in
// hexadecimal. What was kept before is only given back.
//
// Errors: *ErrKeyChanged, *ErrKeyOfAnother, *ErrInTrash, ErrNoName, ErrOtherFile,
// journal.ErrNotFound, and those of saving.
func (c *Clients) Receive(ctx context.Context, o *bundle.Opened, sha256 string, choice Choice) (Received, error) {
	c.receiving.Lock()
	defer c.receiving.Unlock()
	known, err := c.Look(o)
	if err != nil {
		return Received{}, err
	}
	if known.InTrash.ID != "" && choice.Client != known.InTrash.ID {
		return Received{}, &ErrInTrash{known.InTrash}
	}
	data, sum, err := encode(o)
	if err != nil {
		return Received{}, err
	}
	defer crypto.Wipe(data)
	if known.Kept.ID != "" {
		if known.InTrash.ID != "" {
			if err := c.j.UntrashRecord(ctx, known.InTrash.ID); err != nil {
				return Received{}, err
			}
			c.changed(known.InTrash.ID)
		}
		client, err := c.j.Client(known.Kept.ClientID)
		if err == nil && (known.Kept.SigningKey != o.Maker.SigningKey || known.Kept.ContentSHA256 != sum) {
			err = ErrOtherFile
		}
		return Received{Client: client, File: known.Kept, Already: true}, err
	}
	client, err := c.whose(o, known, choice)
	if err != nil {
		return Received{}, err
	}
	pictures, err := attachments(ctx, o)
	if err != nil {
		return Received{}, err
	}
	client, file, err := c.j.Receive(ctx, journal.Arrival{Client: client, Content: data, Attachments: pictures, File: journal.ReceivedFile{
		BundleID: o.BundleID, ReceivedAt: c.moment(), OpenedAt: c.moment(), MadeAt: o.MadeAt, MakerAlias: o.Maker.Alias,
		SigningKey: o.Maker.SigningKey, FingerprintWords: o.FingerprintWords, SHA256: sha256,
		Purpose: o.Purpose, From: o.Period.From, To: o.Period.To, Sequence: o.Sequence, Previous: o.Previous, Supersedes: o.Supersedes,
		Counts: counts(&o.Content), ContentSHA256: sum,
	}})
	if err != nil {
		return Received{}, err
	}
	c.changed(client.ID)
	return Received{Client: client, File: file, Missing: slices.DeleteFunc(c.Gaps(client.ID), func(g Gap) bool { return g.Before != file.BundleID })}, nil
}

// whose is the client, as they are to be saved, for whom a file is kept.
func (c *Clients) whose(o *bundle.Opened, known Known, choice Choice) (journal.Client, error) {
	now := c.moment()
	key := journal.ClientKey{Key: o.Maker.SigningKey, FirstSeen: now}
	chosen := journal.Client{}
	switch {
	case choice.Client != "":
		var err error
		if chosen, err = c.j.Client(choice.Client); err != nil {
			return chosen, err
		}
		chosen.TrashedAt = journal.When{} // who is chosen comes back from the trash
	case known.Client.ID != "" && strings.TrimSpace(choice.Alias) == "":
		chosen = known.Client
	}
	switch {
	case chosen.ID != "" && chosen.HasKey(key.Key):
		return chosen, nil
	case known.Client.ID != "":
		return chosen, &ErrKeyOfAnother{known.Client}
	case chosen.ID != "" && len(chosen.Keys) == 0: // written down before any file came
	case chosen.ID != "" && choice.Decision == DecideNewKey:
		key.ToldAt = now
	case chosen.ID != "":
		return chosen, keyChanged(chosen, o)
	default:
		chosen.Alias = cmp.Or(strings.TrimSpace(choice.Alias), strings.TrimSpace(o.Maker.Alias))
		if chosen.Alias == "" {
			return chosen, ErrNoName
		}
		if choice.Decision == DecideSomebodyElse {
			break
		}
		files := c.filesByClient()
		for _, other := range c.j.Clients() {
			if goesBy(other, files[other.ID], chosen.Alias, o.Maker.Alias) {
				return chosen, keyChanged(other, o)
			}
		}
	}
	chosen.Keys = append(chosen.Keys, key)
	return chosen, nil
}

func keyChanged(client journal.Client, o *bundle.Opened) error {
	e := &ErrKeyChanged{Client: client, New: o.FingerprintWords}
	for _, k := range client.Keys {
		if words, err := crypto.SigningKeyWords(k.Key); err == nil {
			e.Known = append(e.Known, words)
		}
	}
	return e
}

// MarkCompared notes that the eight words of a client's key were compared in person.
func (c *Clients) MarkCompared(ctx context.Context, client journal.ID, key string) (journal.Client, error) {
	if err := c.check(); err != nil {
		return journal.Client{}, err
	}
	cl, err := c.j.Client(client)
	if err != nil {
		return cl, err
	}
	for i := range cl.Keys {
		if cl.Keys[i].Key == key {
			cl.Keys[i].ComparedAt = c.moment()
			return c.j.SaveClient(ctx, cl)
		}
	}
	return cl, fmt.Errorf("this key is not one of this client's: %w", journal.ErrNotFound)
}

// Gap is a file that another one says came before it, and that is not here and was
// never deleted here. It may be on its way, or not have been meant to come.
type Gap struct {
	// Missing is the bundle id of what is not here, Before that of the file which
	// names it.
	Missing, Before string
	// Number is the place in the sequence of the file which names it.
	Number int
}

// Gaps lists what is missing in the sequence of a client's files.
func (c *Clients) Gaps(client journal.ID) (out []Gap) {
	here := map[string]bool{}
	files := c.j.ReceivedFiles(client)
	for _, f := range files {
		here[f.BundleID] = true
	}
	for _, d := range c.j.Deletions(client) {
		here[d.BundleID] = true
	}
	for _, f := range files {
		if f.Previous != "" && !here[f.Previous] {
			out = append(out, Gap{Missing: f.Previous, Before: f.BundleID, Number: f.Sequence})
		}
	}
	return out
}
