package timeline_test

import (
	"path/filepath"
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"afterglow/app/kit"
	"afterglow/app/look"
	"afterglow/app/pages/pagetest"
	"afterglow/app/pages/timeline"
	"afterglow/crypto"
	"afterglow/journal"
)

// What was deleted on other pages waits in the same trash and comes back from it.
func TestWhatIsNoEntryComesBackFromTheTrashToo(t *testing.T) {
	shell, j, _ := opened(t, true)
	i, err := j.SaveInsight(t.Context(), journal.Insight{Text: "The sea does not hurry"})
	if err != nil {
		t.Fatal(err)
	}
	if err := j.TrashRecord(t.Context(), i.ID); err != nil {
		t.Fatal(err)
	}
	page := timeline.NewTrash(shell, j)
	shell.Show(page)
	if pagetest.Says(page.Content(), shell.Words().T("timeline.trash_nothing")) {
		t.Fatal("the trash looks empty")
	}
	key(shell, fyne.KeyReturn)
	if list := j.Insights(); len(list) != 1 || list[0].Text != i.Text {
		t.Errorf("brought back %v", list)
	}
	if !pagetest.Says(page.Content(), shell.Words().T("timeline.trash_nothing")) {
		t.Error("it is still in the trash")
	}
}

// Whatever can be in the trash has a name there: what had none would not be shown,
// and be destroyed unseen.
func TestWhateverIsInTheTrashHasAName(t *testing.T) {
	types := []string{"dosing-session", "contact", "check-in", "response", "client", "received-file", "client-note"}
	for _, r := range journal.RecordTypes() {
		types = append(types, r.Name)
	}
	shell := pagetest.New(t, look.Settings{})
	for _, name := range types {
		if !shell.Words().Has("timeline.record." + name) {
			t.Errorf("%s has no name", name)
		}
	}
}

// Before the trash is emptied a therapist is told what goes with a client; brought
// back, the client has it all again.
func TestAClientInTheTrash(t *testing.T) {
	shell := pagetest.New(t, look.Settings{})
	j, _, err := journal.Create(t.Context(), filepath.Join(t.TempDir(), "vault"), journal.CreateOptions{Passphrase: []byte("a lantern"), KDF: crypto.CheapestKDF(), Therapist: true})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { j.Close() })
	c := journal.Client{Alias: "Robin"}
	for _, n := range []string{"1", "2"} {
		if c, _, err = j.Receive(t.Context(), journal.Arrival{Client: c, Content: []byte("{}"), File: journal.ReceivedFile{BundleID: strings.Repeat(n, 32)}}); err != nil {
			t.Fatal(err)
		}
	}
	if err := j.TrashRecord(t.Context(), c.ID); err != nil {
		t.Fatal(err)
	}
	page := timeline.NewTrash(shell, j)
	shell.Show(page)
	w := shell.Words()
	pagetest.Press(t, page.Content(), w.T("timeline.empty_trash"))
	told := false
	pagetest.Find(shell.Dialog(), func(o *kit.Text) bool {
		told = told || strings.Contains(o.Text(), w.N("timeline.empty_clients", 1)+" "+w.N("timeline.empty_files", 2))
		return false
	})
	if !told {
		t.Error("what goes with the client is not said")
	}
	pagetest.Press(t, shell.Dialog(), w.T("common.cancel"))
	shell.Show(page)
	key(shell, fyne.KeyReturn)
	if list := j.Clients(); len(list) != 1 || len(j.ReceivedFiles(c.ID)) != 2 {
		t.Errorf("brought back %v", list)
	}
}
