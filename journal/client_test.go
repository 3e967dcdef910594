package journal

import (
	"bytes"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"afterglow/crypto"
	"afterglow/journal/vault"
)

func therapist(t *testing.T) (*Journal, string) {
	t.Helper()
	dir := filepath.Join(t.TempDir(), "v")
	j, _, err := Create(ctx, dir, CreateOptions{Passphrase: pass, KDF: crypto.CheapestKDF(), Therapist: true})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { j.Close() })
	return j, dir
}

const receivedText = "the words that a client asked to be deleted"

func receive(t *testing.T, j *Journal, c Client, bundle string) (Client, ReceivedFile) {
	t.Helper()
	content := []byte(strings.Repeat(receivedText+" "+bundle+"\n", 500))
	c, f, err := j.Receive(ctx, Arrival{Client: c, File: ReceivedFile{BundleID: bundle, MadeAt: when(t, "2026-11-21"), Purpose: "purpose of " + bundle},
		Content: content, Attachments: map[string][]byte{"attachments/a.png": []byte("the picture of " + bundle)}})
	if err != nil {
		t.Fatal(err)
	}
	got, err := j.ReceivedContent(ctx, f)
	if err != nil || !bytes.Equal(got, content) {
		t.Fatal(len(got), err)
	}
	return c, f
}

// everyByte is all that can be had from a folder with its passphrase: its files as
// they are, and every record and attachment in clear.
func everyByte(t *testing.T, dir string) []byte {
	t.Helper()
	var all bytes.Buffer
	err := filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		b, err := os.ReadFile(path)
		all.WriteString(filepath.Base(path))
		all.Write(b)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	v, err := vault.Open(ctx, dir, vault.Passphrase(pass), vault.Options{ReadOnly: true})
	if err != nil {
		t.Fatal(err)
	}
	defer v.Close()
	if err := v.Load(ctx, 1, func(_ int, r vault.Record) {
		for _, revision := range v.Revisions(r.ID) {
			r, err := v.GetRevision(ctx, r.ID, revision)
			if err != nil {
				t.Error(err)
			}
			all.Write(r.Data)
		}
	}, func(vault.ID) { t.Error("a record does not open") }); err != nil {
		t.Fatal(err)
	}
	for _, id := range v.IDs(vault.KindBlob) {
		b, err := v.OpenBlob(ctx, id)
		if err != nil {
			t.Error(err)
		}
		all.Write(b)
	}
	return all.Bytes()
}

// secretsOf are what must be found nowhere once a file was deleted: its words, the
// keys of its attachments, and their files' names.
func secretsOf(t *testing.T, j *Journal, dir string, f ReceivedFile) map[string][]byte {
	t.Helper()
	out := map[string][]byte{"content": []byte(receivedText + " " + f.BundleID), "picture": []byte("the picture of " + f.BundleID),
		"purpose": []byte("purpose of " + f.BundleID)}
	for _, id := range f.blobs() {
		rid, err := vault.ParseID(string(id))
		if err != nil {
			t.Fatal(err)
		}
		r, err := j.vault.Get(ctx, rid)
		if err != nil {
			t.Fatal(err)
		}
		out["key of "+string(id)] = r.Data
		sealed, err := os.ReadFile(filepath.Join(dir, "blobs", string(id)))
		if err != nil {
			t.Fatal(err)
		}
		out["sealed "+string(id)] = sealed[8:min(len(sealed), 72)]
	}
	return out
}

func wantNowhere(t *testing.T, dir string, secrets map[string][]byte) {
	t.Helper()
	all := everyByte(t, dir)
	for name, secret := range secrets {
		if bytes.Contains(all, secret) {
			t.Errorf("found again: %s", name)
		}
	}
}

func TestADeletedFileIsNowhereInTheFolder(t *testing.T) {
	j, dir := therapist(t)
	c, gone := receive(t, j, Client{Alias: "R."}, "first")
	c, kept := receive(t, j, c, "second")
	n, err := j.SaveClientNote(ctx, ClientNote{ClientID: c.ID, Text: "a note that goes with it"})
	if err != nil {
		t.Fatal(err)
	}
	secrets := secretsOf(t, j, dir, gone)
	secrets["note"] = []byte(n.Text)
	found := everyByte(t, dir)
	for name, secret := range secrets {
		if !bytes.Contains(found, secret) {
			t.Fatalf("the trial does not see what is there: %s", name)
		}
	}
	headers := crashed(t, dir)
	line, err := j.DeleteReceived(ctx, gone.ID, []ID{n.ID})
	if err != nil || line.BundleID != "first" {
		t.Fatalf("%+v, %v", line, err)
	}
	wantNowhere(t, dir, secrets)
	if b, err := j.ReceivedContent(ctx, kept); err != nil || !bytes.Contains(b, []byte(receivedText)) {
		t.Fatal("the other file went with it", err)
	}
	j.Close()
	wantNowhere(t, dir, secrets)
	// With the header of before it opens as little.
	for _, name := range []string{"vault.json", "vault.json.bak"} {
		b, err := os.ReadFile(filepath.Join(headers, name))
		if err == nil {
			err = os.WriteFile(filepath.Join(dir, name), b, 0o600)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if old, err := Open(ctx, dir, pass, OpenOptions{ReadOnly: true}); err == nil {
		_, err := old.ReceivedContent(ctx, gone)
		old.Close()
		if err == nil {
			t.Fatal("it can be read with the keys of before")
		}
	}
}

func TestADeletionCutOffIsFinishedAtTheNextClosing(t *testing.T) {
	j, dir := therapist(t)
	_, f := receive(t, j, Client{Alias: "R."}, "first")
	secrets := secretsOf(t, j, dir, f)
	if _, err := j.forget(ctx, nil, []TrashedRecord{{ID: f.ID, Type: recordReceived, revision: f.Revision}}); err != nil {
		t.Fatal(err)
	}
	j.Close()
	j = reopen(t, dir, OpenOptions{})
	if len(j.ReceivedFiles("")) != 0 || len(j.Deletions("")) != 1 {
		t.Fatal("half of it is there")
	}
	j.Close()
	wantNowhere(t, dir, secrets)
}

func TestAClientInTheTrashComesBackWholeOrGoesWhole(t *testing.T) {
	j, dir := therapist(t)
	c, f := receive(t, j, Client{Alias: "R."}, "first")
	other, _ := receive(t, j, Client{Alias: "S."}, "second")
	n, err := j.SaveClientNote(ctx, ClientNote{ClientID: c.ID, Text: "a note that goes along"})
	if err != nil {
		t.Fatal(err)
	}
	if err := j.TrashRecord(ctx, c.ID); err != nil || len(j.Clients()) != 1 {
		t.Fatal(err)
	}
	if err := j.UntrashRecord(ctx, c.ID); err != nil || len(j.Clients()) != 2 || len(j.ReceivedFiles(c.ID)) != 1 || len(j.ClientNotes(c.ID)) != 1 {
		t.Fatal(err)
	}
	secrets := secretsOf(t, j, dir, f)
	secrets["note"] = []byte(n.Text)
	if err := j.TrashRecord(ctx, c.ID); err != nil {
		t.Fatal(err)
	}
	if n, err := j.EmptyTrash(ctx); err != nil || n != 3 {
		t.Fatal(n, err)
	}
	wantNowhere(t, dir, secrets)
	if lines := j.Deletions(""); len(lines) != 1 || lines[0].BundleID != "first" || lines[0].Revision != 1 {
		t.Fatalf("%+v", lines)
	}
	if len(j.ReceivedFiles(other.ID)) != 1 {
		t.Fatal("another client's file went along")
	}
}

func TestAFileIsKeptWholeOrNotAtAll(t *testing.T) {
	j, dir := therapist(t)
	c, f := receive(t, j, Client{Alias: "R."}, "first")
	stale := c
	stale.Revision = 7
	_, _, err := j.Receive(ctx, Arrival{Client: stale, File: ReceivedFile{BundleID: "second"}, Content: []byte("{}")})
	wantErr(t, err, ErrStale)
	if list, err := os.ReadDir(filepath.Join(dir, "blobs")); err != nil || len(list) != len(f.blobs()) || len(j.ReceivedFiles("")) != 1 {
		t.Fatalf("something of a refused file is there: %v, %v", list, err)
	}
	at := crashed(t, dir)
	if err := os.CopyFS(filepath.Join(at, "blobs"), os.DirFS(filepath.Join(dir, "blobs"))); err != nil {
		t.Fatal(err)
	}
	after := reopen(t, at, OpenOptions{})
	defer after.Close()
	files := after.ReceivedFiles(c.ID)
	if len(files) != 1 || len(after.Clients()) != 1 {
		t.Fatalf("after a crash: %+v", files)
	}
	if b, err := after.ReceivedContent(ctx, files[0]); err != nil || !bytes.Contains(b, []byte(receivedText)) {
		t.Fatal(err)
	}
	r := reopen(t, dir, OpenOptions{ReadOnly: true})
	defer r.Close()
	_, _, err = r.Receive(ctx, Arrival{Client: c, File: ReceivedFile{BundleID: "third"}})
	wantErr(t, err, ErrReadOnly)
}

func TestListsOfClientsAreValues(t *testing.T) {
	j, _ := therapist(t)
	c, f := receive(t, j, Client{Alias: "R.", Keys: []ClientKey{{Key: "k"}}}, "first")
	j.Clients()[0].Keys[0].Key = "changed"
	j.ReceivedFiles(c.ID)[0].Content[0] = "changed"
	f.Attachments[0].Path = "changed"
	if got, err := j.ReceivedFile(f.ID); err != nil || got.Content[0] == "changed" || got.Attachments[0].Path == "changed" || j.Clients()[0].Keys[0].Key != "k" {
		t.Fatalf("%+v, %v", got, err)
	}
}

// A note that no disk took waits, as everything that is written does.
func TestANoteWaitsForTheNextUnlocking(t *testing.T) {
	j, _ := therapist(t)
	c, _ := receive(t, j, Client{Alias: "R."}, "first")
	n := ClientNote{Head: Head{ID: ID(vault.NewID().String())}, ClientID: c.ID, Text: "not on a disk yet"}
	var u Unsaved
	if err := u.AddRecord(&n); err != nil {
		t.Fatal(err)
	}
	for _, o := range u.Others {
		if err := j.saveOther(ctx, o); err != nil {
			t.Fatal(err)
		}
	}
	if notes := j.ClientNotes(c.ID); len(notes) != 1 || notes[0].Text != n.Text {
		t.Fatalf("%+v", notes)
	}
}
