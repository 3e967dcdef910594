package clients_test

import (
	"bytes"
	"context"
	"errors"
	"image"
	"image/png"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"

	"afterglow/app/kit"
	"afterglow/app/look"
	"afterglow/app/pages/clients"
	"afterglow/app/pages/pagetest"
	"afterglow/app/route"
	"afterglow/assets"
	"afterglow/crypto"
	"afterglow/journal"
	"afterglow/journal/bundle"
	practice "afterglow/journal/clients"
	"afterglow/journal/vault"
)

var (
	ctx = context.Background()
	say = assets.English().T
)

type shell struct {
	*pagetest.Shell
	opened int
}

func (s *shell) OpenFile() { s.opened++ }

// room is a therapist with their vault.
type room struct {
	t       testing.TB
	shell   *shell
	j       *journal.Journal
	clients *practice.Clients
	view    clients.View
	made    int
}

func newRoom(t testing.TB) *room {
	t.Helper()
	j, _, err := journal.Create(ctx, filepath.Join(t.TempDir(), "vault"), journal.CreateOptions{
		Passphrase: []byte("a lantern"), Therapist: true, KDF: crypto.CheapestKDF(), KnownFile: filepath.Join(t.TempDir(), "known")})
	if err != nil {
		t.Fatal(err)
	}
	c, err := practice.Of(j)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		c.Close()
		j.Close()
	})
	return &room{t: t, shell: &shell{Shell: pagetest.New(t, look.Settings{})}, j: j, clients: c}
}

// opens the page of an argument.
func (r *room) opens(arg string) *clients.Page {
	r.t.Helper()
	p := clients.New(r.shell, r.j, r.clients, arg, &r.view)
	r.shell.Show(p)
	return p
}

func keys(t testing.TB) *crypto.Identity {
	t.Helper()
	k, err := crypto.NewIdentity()
	if err != nil {
		t.Fatal(err)
	}
	return k
}

// entry n of a client.
func entry(t testing.TB, n string, revision uint64, title, text string) bundle.Entry {
	sections := []journal.Section{{Key: "text", Text: text}}
	at := pagetest.When(t, "2026-11-0"+n+"T10:00:00+01:00")
	return bundle.Entry{ID: journal.ID(strings.Repeat(n, 32)), Revision: revision, Kind: journal.KindFree, Title: title,
		OccurredAt: at, WrittenAt: at, Sections: sections, Words: journal.CountWords(sections)}
}

// keeps a file of a content, made on the day, and says what it was kept as.
func (r *room) keeps(k *crypto.Identity, day string, c bundle.Content, pictures ...bundle.File) practice.Received {
	r.t.Helper()
	me := r.j.Identity()
	c.MadeAt, c.Maker.Alias = pagetest.When(r.t, day+"T18:00:00+01:00"), "R."
	var sealed bytes.Buffer
	if _, err := bundle.Seal(&sealed, c, pictures, k, bundle.To{Recipients: []string{me.Recipient()}}); err != nil {
		r.t.Fatal(err)
	}
	o, err := bundle.Open(ctx, bytes.NewReader(sealed.Bytes()), int64(sealed.Len()), me.FileKey(), []string{me.Recipient()})
	if err != nil {
		r.t.Fatal(err)
	}
	r.made++
	got, err := r.clients.Receive(ctx, o, strings.Repeat("ab", 32), practice.Choice{})
	if err != nil {
		r.t.Fatal(err)
	}
	return got
}

// hasRobin is a therapist with a client who shared twice: the second time one entry
// is longer, and one is not there any more.
func hasRobin(t testing.TB) (*room, practice.Received) {
	r := newRoom(t)
	k := keys(t)
	r.keeps(k, "2026-11-03", bundle.Content{Purpose: "The first weeks", Entries: []bundle.Entry{
		entry(t, "1", 1, "The sea", "It was grey."), entry(t, "2", 1, "The hill", "I walked up.")}})
	sea := entry(t, "1", 2, "The sea", "It was grey, and then it was not.")
	sea.RecordPref, sea.SameDay = journal.SessionOnly, true
	var b bytes.Buffer
	if err := png.Encode(&b, image.NewGray(image.Rect(0, 0, 30, 20))); err != nil {
		t.Fatal(err)
	}
	listed, file, err := bundle.NewAttachment(ctx, sea.ID, b.Bytes(), "the shore")
	if err != nil {
		t.Fatal(err)
	}
	return r, r.keeps(k, "2026-11-10", bundle.Content{Purpose: "Before our hour", Entries: []bundle.Entry{sea}, Attachments: []bundle.Attachment{listed}}, file)
}

func readerText(p *clients.Page) string {
	r, _ := pagetest.Find(p.Content(), func(*kit.Reader) bool { return true })
	if r == nil {
		return ""
	}
	return r.Text()
}

func (r *room) key(k fyne.KeyName) {
	r.t.Helper()
	f := r.shell.Win.Canvas().Focused()
	if f == nil {
		r.t.Fatal("nothing has the keyboard")
	}
	f.TypedKey(&fyne.KeyEvent{Name: k})
}

func TestWithoutClientsThePageSaysHowTheFirstFileComes(t *testing.T) {
	r := newRoom(t)
	p := r.opens("")
	if !pagetest.Says(p.Content(), say("clients.empty")) {
		t.Fatal("it is not said")
	}
	pagetest.Press(t, p.Content(), say("clients.open_file"))
	if r.shell.opened != 1 {
		t.Error("no file is asked for")
	}
	pagetest.Press(t, p.Content(), say("clients.own_card"))
	if len(r.shell.Went) != 1 || r.shell.Went[0] != route.To(route.Contacts) {
		t.Error("there is no way to the own card")
	}
}

// saves answers where.
func (r *room) saves(path string) {
	r.t.Helper()
	name, ok := pagetest.Find(r.shell.Dialog(), func(*kit.Input) bool { return true })
	if !ok {
		r.t.Fatal("it is not asked where")
	}
	name.SetText(path)
	pagetest.Press(r.t, r.shell.Dialog(), say("kit.save"))
}

func TestTheListSaysWhatIsToBeKnownOfEachClient(t *testing.T) {
	r, got := hasRobin(t)
	if _, err := r.j.AskToDelete(ctx, got.File.ID, pagetest.When(t, "2026-12-24")); err != nil {
		t.Fatal(err)
	}
	r.view.Came(got.Client.ID)
	p := r.opens("")
	for _, text := range []string{"R. · " + say("clients.new_here"), say("clients.last_file", "Date", "10 November") + " · Before our hour",
		"2 files · " + say("clients.not_compared"), say("clients.asked_delete", "Dates", "24 December")} {
		if !pagetest.Says(p.Content(), text) {
			t.Errorf("the list does not say %q", text)
		}
	}
	card, _ := pagetest.Find(p.Content(), func(*kit.PressCard) bool { return true })
	card.Tapped(nil)
	if len(r.shell.Went) != 1 || r.shell.Went[0] != route.With(route.Clients, string(got.Client.ID)) {
		t.Fatalf("went %v", r.shell.Went)
	}
	r.opens(string(got.Client.ID))
	if p = r.opens(""); !pagetest.Says(p.Content(), "R.") {
		t.Error("a client who was looked at is still marked")
	}
}

func TestASecondFileIsOneStoryWithTheFirst(t *testing.T) {
	r, got := hasRobin(t)
	p := r.opens(string(got.Client.ID) + ":entries")
	if text := readerText(p); !strings.Contains(text, "and then it was not") {
		t.Fatalf("the entry reads %q", text)
	}
	for _, text := range []string{say("record_pref_line.session_only"), say("clients.your_note"), "the shore"} {
		if !pagetest.Says(p.Content(), text) {
			t.Errorf("%q is not said", text)
		}
	}
	if n := pagetest.Count[*canvas.Image](p.Content()); n == 0 {
		t.Error("the picture is not shown")
	}
	pagetest.Press(t, p.Content(), say("clients.as_of", "Date", "3 Nov"))
	if text := readerText(p); text != "It was grey." {
		t.Errorf("as of the first file it reads %q", text)
	}
	r.key(fyne.KeyDown) // the list has the keyboard
	if text := readerText(p); text != "I walked up." {
		t.Errorf("what a later file does not have reads %q", text)
	}
}

func TestANoteIsSavedWhileItIsWrittenAndStaysWithItsEntry(t *testing.T) {
	r, got := hasRobin(t)
	p := r.opens(string(got.Client.ID) + ":entries")
	editor, _ := pagetest.Find(p.Content(), func(*kit.Editor) bool { return true })
	r.shell.Win.Canvas().Focus(editor)
	editor.SetText("Ask about the sea.")
	r.shell.Advance(2 * time.Second)
	notes := r.j.ClientNotes(got.Client.ID)
	if len(notes) != 1 || notes[0].Text != "Ask about the sea." || notes[0].EntryID != entry(t, "1", 1, "", "").ID {
		t.Fatalf("%+v", notes)
	}
	if !p.Escape() || r.shell.Win.Canvas().Focused() == fyne.Focusable(editor) {
		t.Error("Escape does not lead back to the entries")
	}
	r.key(fyne.KeyDown)
	if editor, _ := pagetest.Find(p.Content(), func(*kit.Editor) bool { return true }); editor.Written() != "" {
		t.Error("the note stands at another entry")
	}
	p.Done() // past the last entry: stays
	r.key(fyne.KeyHome)
	if editor, _ := pagetest.Find(p.Content(), func(*kit.Editor) bool { return true }); editor.Written() != "Ask about the sea." {
		t.Error("the note is not there again")
	}
	pagetest.Press(t, p.Content(), say("clients.part.notes"))
	if !pagetest.Says(p.Content(), say("clients.note_new")) || !strings.Contains(readerText(p), "Ask about the sea.") {
		t.Error("the note is not among all notes")
	}
}

func TestLockingKeepsTheNoteThatIsBeingWritten(t *testing.T) {
	r, got := hasRobin(t)
	p := r.opens(string(got.Client.ID) + ":notes")
	editor, _ := pagetest.Find(p.Content(), func(*kit.Editor) bool { return true })
	editor.SetText("A call on Friday.")
	var waits journal.Unsaved
	p.Unsaved(&waits)
	if !waits.Words() {
		t.Fatal("what is on no disk does not wait")
	}
	p.PutAway(func() {})
	var none journal.Unsaved
	if p.Unsaved(&none); none.Words() || len(r.j.ClientNotes(got.Client.ID)) != 1 {
		t.Error("it is not saved at locking, or waits all the same")
	}
	p.Wipe()
	if editor.Written() != "" || pagetest.Says(p.Content(), "R.") {
		t.Error("something is left on the page")
	}
	if _, err := r.j.SaveUnsaved(ctx, waits); err != nil { // as if the disk had hung
		t.Fatal(err)
	}
}

// fullStore keeps no note: the disk is full.
type fullStore struct{ *journal.Journal }

func (fullStore) SaveClientNote(_ context.Context, n journal.ClientNote) (journal.ClientNote, error) {
	return n, vault.ErrDiskFull
}

func TestANoteThatCannotBeSavedIsNotLeftInSilence(t *testing.T) {
	r, got := hasRobin(t)
	p := clients.New(r.shell, fullStore{r.j}, r.clients, string(got.Client.ID)+":notes", &r.view)
	r.shell.Show(p)
	editor, _ := pagetest.Find(p.Content(), func(*kit.Editor) bool { return true })
	editor.SetText("A call on Friday.")
	if r.shell.Leave(p) || len(r.shell.Failed) != 1 || !errors.Is(r.shell.Failed[0], vault.ErrDiskFull) || r.shell.Dialog() == nil {
		t.Fatal("the page is left all the same")
	}
}

func TestWhatIsFoundOpensAtItsEntry(t *testing.T) {
	r, got := hasRobin(t)
	p := r.opens(clients.ToSearch)
	search, ok := r.shell.Win.Canvas().Focused().(*kit.Input)
	if !ok {
		t.Fatal("the keyboard is not on the search")
	}
	if search.SetText("r."); !pagetest.Says(p.Content(), "2 files · "+say("clients.not_compared")) {
		t.Error("a client is not found by name")
	}
	search.SetText("walked")
	if !pagetest.Says(p.Content(), "The hill") || pagetest.Says(p.Content(), "The sea") {
		t.Fatal("it is not found, or more than it")
	}
	card, _ := pagetest.Find(p.Content(), func(*kit.PressCard) bool { return true })
	card.Tapped(nil)
	if at := r.shell.Went[len(r.shell.Went)-1]; at != route.With(route.Clients, string(got.Client.ID)+":entries:"+strings.Repeat("2", 32)) {
		t.Fatalf("it leads to %v", at)
	}
	if p = r.opens(r.shell.Went[len(r.shell.Went)-1].Arg); readerText(p) != "I walked up." {
		t.Errorf("there it reads %q", readerText(p))
	}
	pagetest.Press(t, p.Content(), say("clients.part.find"))
	r.shell.Win.Canvas().Focused().(*kit.Input).SetText("grey")
	card, _ = pagetest.Find(p.Content(), func(*kit.PressCard) bool { return true })
	card.Tapped(nil)
	if !strings.Contains(readerText(p), "and then it was not") {
		t.Errorf("within one client it leads to %q", readerText(p))
	}
}

func TestWhatIsFiledIsWrittenOnlyWhereTheTherapistSays(t *testing.T) {
	for form, want := range map[string][2]string{"pdf": {".pdf", "%PDF"}, "markdown": {".md", "# "}, "fhir": {".json", "{"}} {
		ending, begins := want[0], want[1]
		r, got := hasRobin(t)
		p := r.opens(string(got.Client.ID))
		pagetest.Press(t, p.Content(), say("clients.file_it")+"…")
		if !pagetest.Says(r.shell.Dialog(), say("clients.file_it_line")) {
			t.Fatal("that it leaves the encryption is not said")
		}
		tick, _ := pagetest.Find(r.shell.Dialog(), func(t *kit.Tick) bool { return t.Label() == say("clients.form."+form) })
		tick.Tapped(nil)
		pagetest.Press(t, r.shell.Dialog(), say("clients.file_where"))
		path := filepath.Join(t.TempDir(), "robin"+ending)
		r.saves(path)
		data, err := os.ReadFile(path)
		if err != nil || !strings.HasPrefix(string(data), begins) || len(r.shell.Failed) != 0 {
			t.Errorf("%s: %v, begins %.20q, failed %v", form, err, data, r.shell.Failed)
		}
	}
}

func TestTablesGoIntoAFolderOrItIsSaidThatThereAreNone(t *testing.T) {
	r := newRoom(t)
	k := keys(t)
	got := r.keeps(k, "2026-11-03", bundle.Content{Entries: []bundle.Entry{entry(t, "1", 1, "The sea", "It was grey.")}})
	parent := t.TempDir()
	tables := func() {
		p := r.opens(string(got.Client.ID) + ":files")
		pagetest.Press(t, p.Content(), say("clients.file_it")+"…")
		tick, _ := pagetest.Find(r.shell.Dialog(), func(t *kit.Tick) bool { return t.Label() == say("clients.form.csv") })
		tick.Tapped(nil)
		pagetest.Press(t, r.shell.Dialog(), say("clients.file_where"))
		name, _ := pagetest.Find(r.shell.Dialog(), func(*kit.Input) bool { return true })
		name.SetText(parent)
		name.OnSubmitted(parent)
	}
	tables()
	if list, _ := os.ReadDir(parent); len(list) != 0 || !pagetest.Says(r.shell.Dialog(), say("clients.no_tables")) {
		t.Errorf("%d things were written", len(list))
	}
}

func TestTheWordsAreComparedOnce(t *testing.T) {
	r, got := hasRobin(t)
	p := r.opens(string(got.Client.ID))
	pagetest.Press(t, p.Content(), say("clients.compare_do"))
	c, err := r.j.Client(got.Client.ID)
	if err != nil || c.Keys[0].ComparedAt.IsZero() || !pagetest.Says(p.Content(), "2 files · "+say("clients.compared")) {
		t.Errorf("%+v, %v", c, err)
	}
}

func TestAFileIsDeletedOnRequestAndALineStays(t *testing.T) {
	r, got := hasRobin(t)
	p := r.opens(string(got.Client.ID) + ":files")
	pagetest.Press(t, p.Content(), say("clients.ask_delete"))
	day, _ := pagetest.Find(r.shell.Dialog(), func(*kit.DateField) bool { return true })
	day.SetText("2026-12-24")
	pagetest.Press(t, r.shell.Dialog(), say("common.save"))
	if !pagetest.Says(p.Content(), say("clients.asked_delete", "Dates", "24 December")) {
		t.Fatal("the day they asked for is not shown")
	}
	pagetest.Press(t, p.Content(), say("clients.delete"))
	r.shell.Win.Canvas().Focused().TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn}) // the harmless answer
	if len(r.j.ReceivedFiles("")) != 2 {
		t.Fatal("the first answer deletes")
	}
	pagetest.Press(t, p.Content(), say("clients.delete"))
	pagetest.Press(t, r.shell.Dialog(), say("common.delete"))
	files := r.j.ReceivedFiles("")
	if len(files) != 1 || files[0].Purpose != "The first weeks" || !pagetest.Says(p.Content(), say("clients.deleted")) {
		t.Fatalf("%+v", files)
	}
	pagetest.Press(t, p.Content(), say("clients.part.entries"))
	if readerText(p) != "It was grey." {
		t.Errorf("after it the entry reads %q", readerText(p))
	}
}

func TestAMissingFileIsNamedWithoutAReason(t *testing.T) {
	r := newRoom(t)
	k := keys(t)
	got := r.keeps(k, "2026-11-10", bundle.Content{Sequence: 2, Previous: strings.Repeat("c", 32), Entries: []bundle.Entry{entry(t, "1", 1, "The sea", "It was grey.")}})
	if p := r.opens(string(got.Client.ID) + ":files"); !pagetest.Says(p.Content(), say("clients.missing")) {
		t.Error("it is not named")
	}
}

func TestPrintingSaysWhereThePagesAre(t *testing.T) {
	r, got := hasRobin(t)
	p := r.opens(string(got.Client.ID))
	pagetest.Press(t, p.Content(), say("clients.print")+"…")
	path := filepath.Join(t.TempDir(), "robin.pdf")
	r.saves(path)
	data, err := os.ReadFile(path)
	if err != nil || !bytes.HasPrefix(data, []byte("%PDF")) || !pagetest.Says(r.shell.Dialog(), say("clients.print_line", "Path", path)) {
		t.Errorf("%v, begins %.10q, or it is not said where", err, data)
	}
}

func TestNotesOnADeletedFileGoOnlyWhenThatIsTicked(t *testing.T) {
	for _, ticked := range []bool{false, true} {
		r := newRoom(t)
		sea := entry(t, "1", 1, "The sea", "It was grey.")
		got := r.keeps(keys(t), "2026-11-03", bundle.Content{Entries: []bundle.Entry{sea}})
		if _, err := r.j.SaveClientNote(ctx, journal.ClientNote{ClientID: got.Client.ID, EntryID: sea.ID, Text: "Ask about the sea."}); err != nil {
			t.Fatal(err)
		}
		p := r.opens(string(got.Client.ID) + ":files")
		pagetest.Press(t, p.Content(), say("clients.delete"))
		if ticked {
			tick, _ := pagetest.Find(r.shell.Dialog(), func(*kit.Tick) bool { return true })
			tick.Tapped(nil)
		}
		pagetest.Press(t, r.shell.Dialog(), say("common.delete"))
		if n := len(r.j.ClientNotes(got.Client.ID)); (n == 0) != ticked {
			t.Errorf("ticked: %v, and %d notes are left", ticked, n)
		}
	}
}
