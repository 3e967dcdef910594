package docs_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"os"
	"reflect"
	"strings"
	"testing"

	"afterglow/journal"
	"afterglow/journal/vault"
)

const passphrase = "correct horse battery staple"

// makeJournal writes a journal with every kind of record, histories, and a
// trash that was emptied, and gives its folder, what it should hold, and the
// recovery code.
func makeJournal(t *testing.T) (dir string, entries []journal.Entry, session journal.DosingSession, code string) {
	t.Helper()
	ctx, dir := t.Context(), t.TempDir()
	o := journal.CreateOptions{Passphrase: []byte(passphrase)}
	o.KDF.Algorithm, o.KDF.Time, o.KDF.MemoryKiB, o.KDF.Threads, o.KDF.Salt = "argon2id", 2, 19<<10, 1, []byte("sixteen byte salt")
	j, code, err := journal.Create(ctx, dir, o)
	must(t, err)
	date, err := journal.ParseWhen("2026-11-21")
	must(t, err)
	session, err = j.SaveSession(ctx, journal.DosingSession{Date: date, Route: "IM", Dose: "as prescribed", Intention: "to listen", Note: "quiet"})
	must(t, err)
	long := strings.Repeat("The river was still there. ", 4000)
	for _, e := range []journal.Entry{
		{Title: "Only a title"},
		{Title: "First <words> & “quotes”", Tags: []string{"river"}, SessionID: session.ID, Sections: []journal.Section{{Key: "text", Text: "one\n\ntwo"}}},
		{Kind: journal.KindInsight, Phase: journal.Phase24h, Mark: journal.MarkShare, Sections: []journal.Section{
			{Key: "seen", Heading: "What I saw", Text: "Light."}, {Key: "next", Heading: "What next", Text: "Rest."}}},
		{Title: "Long", Sections: []journal.Section{{Key: "text", Text: long}}},
	} {
		e, err = j.SaveEntry(ctx, e)
		must(t, err)
		e.Title += ", again"
		e, err = j.SaveEntry(ctx, e)
		must(t, err)
		entries = append(entries, e)
	}
	gone, err := j.SaveEntry(ctx, journal.Entry{Title: "to be forgotten"})
	must(t, err)
	must(t, j.Trash(ctx, gone.ID))
	_, err = j.EmptyTrash(ctx)
	must(t, err)
	_, err = j.SaveContact(ctx, journal.Contact{Name: "Dr. Lind", Recipients: []string{"age1…"}})
	must(t, err)
	_, err = j.SaveShare(ctx, journal.Share{BundleID: strings.Repeat("0", 32), FileName: "for-thursday.afterglow",
		Items: []journal.ShareItem{{Type: "entry", ID: entries[0].ID, Revision: 1, SHA256: strings.Repeat("0", 64)}}})
	must(t, err)
	must(t, j.CheckRecoveryCode(ctx, code))
	must(t, j.Close())
	return dir, entries, session, code
}

func TestAJournalCanBeReadByItsDocumentationAlone(t *testing.T) {
	dir, entries, session, code := makeJournal(t)
	f, err := readFolder(dir, "passphrase", []byte(passphrase))
	must(t, err)
	if f.kind != "journal" || f.generation != 2 || f.epoch != 2 {
		t.Errorf("kind %s, generation %d, epoch %d", f.kind, f.generation, f.epoch)
	}
	kinds := map[string]int{}
	for id, list := range f.records {
		kinds[list[0].kind]++
		for _, r := range list {
			if bytes.Contains(r.data, []byte("to be forgotten")) || r.schema != 1 {
				t.Errorf("%s %s should not be there, or not so", r.kind, id)
			}
		}
	}
	if want := map[string]int{"entry": 4, "dosing-session": 1, "contact": 1, "share": 1, "settings": 1, "identity": 1}; !reflect.DeepEqual(kinds, want) {
		t.Fatalf("records: %v, want %v", kinds, want)
	}
	for _, want := range entries {
		list := f.records[string(want.ID)]
		var got journal.Entry
		last := list[len(list)-1]
		must(t, json.Unmarshal(last.data, &got))
		got.Revision = last.number
		if !reflect.DeepEqual(got, want) || len(list) != 2 || !bytes.Contains(last.data, []byte(`, again"`)) {
			t.Errorf("entry %s:\n%+v\nwant\n%+v", want.ID, got, want)
		}
	}
	if got := f.records[string(session.ID)]; !bytes.Contains(got[0].data, []byte(`"dose_as_prescribed":"as prescribed"`)) {
		t.Errorf("session: %s", got[0].data)
	}
	again, err := readFolder(dir, "recovery", []byte(strings.ReplaceAll(code, "-", "")))
	must(t, err)
	if len(again.records) != len(f.records) {
		t.Errorf("the recovery code opens %d records of %d", len(again.records), len(f.records))
	}
	if _, err := readFolder(dir, "passphrase", []byte("another")); !errors.Is(err, errWrongSecret) {
		t.Errorf("a wrong passphrase: %v", err)
	}
}

func TestAnAttachmentCanBeReadByItsDocumentationAlone(t *testing.T) {
	dir, _, _, _ := makeJournal(t)
	v, err := vault.Open(t.Context(), dir, vault.Passphrase([]byte(passphrase)), vault.Options{})
	must(t, err)
	saved := map[string][]byte{}
	for _, size := range []int{0, 5000, 1 << 20, 2<<20 + 1} {
		b := bytes.Repeat([]byte("light "), size/6+1)[:size]
		blob, err := v.PutBlob(t.Context(), bytes.NewReader(b))
		must(t, err)
		saved[blob.ID.String()] = b
	}
	v.Close()
	// A journal that has attachments opens as it always did.
	j, err := journal.Open(t.Context(), dir, []byte(passphrase), journal.OpenOptions{})
	must(t, err)
	rep, err := j.Check(t.Context())
	if err != nil || !rep.OK {
		t.Errorf("check: %+v, %v", rep, err)
	}
	must(t, j.Close())
	f, err := readFolder(dir, "passphrase", []byte(passphrase))
	must(t, err)
	for id, want := range saved {
		if got, err := f.attachment(id); err != nil || !bytes.Equal(got, want) {
			t.Errorf("%d bytes of %d, %v", len(got), len(want), err)
		}
	}
}

// The parts of section 1.7 begin with the kind in bold.
func TestEveryKeyOfARecordIsDocumented(t *testing.T) {
	b, err := os.ReadFile("../FORMAT.md")
	must(t, err)
	text := string(b)
	for kind, value := range map[string]any{
		"entry": journal.Entry{}, "dosing-session": journal.DosingSession{}, "contact": journal.Contact{},
		"share": journal.Share{}, "settings": journal.Settings{},
		"course": journal.Course{}, "vital": journal.Vital{}, "side-effect": journal.SideEffect{}, "insight": journal.Insight{},
		"practice": journal.Practice{}, "practice-log": journal.PracticeLog{}, "question": journal.Question{}, "check-in": journal.CheckIn{},
		"response": journal.Response{}, "external-score": journal.ExternalScore{}, "instrument": journal.CustomInstrument{},
		"follow-up": journal.FollowUp{}, "skip": journal.Skip{}, "support-plan": journal.SupportPlan{}, "care-contact": journal.CareContact{},
		"client": journal.Client{}, "received-file": journal.ReceivedFile{}, "client-note": journal.ClientNote{}, "deletion": journal.Deletion{},
	} {
		_, part, ok := strings.Cut(text, "**`"+kind+"`**")
		if !ok {
			t.Fatalf("FORMAT.md does not describe %s", kind)
		}
		part, _, _ = strings.Cut(part, "\n**`")
		for _, field := range reflect.VisibleFields(reflect.TypeOf(value)) {
			key, options, _ := strings.Cut(field.Tag.Get("json"), ",")
			if key == "-" || field.Anonymous {
				continue
			}
			name := "`" + key + "`"
			if options != "" {
				name += "?"
			}
			if !strings.Contains(part, name) {
				t.Errorf("FORMAT.md: %s lacks %s", kind, name)
			}
		}
	}
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}
