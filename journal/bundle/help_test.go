package bundle

import (
	"archive/tar"
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"testing"
	"time"

	"pgregory.net/rapid"

	"afterglow/crypto"
	"afterglow/journal"
	"afterglow/journal/measure"
)

const (
	idA = "0123456789abcdef0123456789abcdef"
	idB = "fedcba9876543210fedcba9876543210"
)

var madeAt = journal.At(time.Date(2026, 11, 21, 16, 42, 0, 0, time.FixedZone("", 3600)))

func when(t testing.TB, s string) journal.When {
	t.Helper()
	w, err := journal.ParseWhen(s)
	if err != nil {
		t.Fatal(err)
	}
	return w
}

func newIdentity(t testing.TB) *crypto.Identity {
	t.Helper()
	id, err := crypto.NewIdentity()
	if err != nil {
		t.Fatal(err)
	}
	return id
}

// sample is a small content with everything in it.
func sample(t testing.TB) Content {
	sections := []journal.Section{{Key: "body", Heading: "What stayed", Text: "The sea, <b>again</b> & \"quiet\".\n\n\u2028 π"}}
	return Content{
		BundleID: idA, MadeAt: madeAt, Maker: Maker{Alias: "R."},
		Purpose: "Before our session", Period: Period{From: "2026-11-19", To: "2026-11-21"},
		Cover: Cover{Line: "Please read the second one first."},
		Entries: []Entry{{
			ID: idA, Revision: 7, Kind: journal.KindSession, Phase: journal.PhaseSameDay, Title: "After", SessionID: idB, SameDay: true,
			OccurredAt: when(t, "2026-11-21"), WrittenAt: when(t, "2026-11-21T16:42:00+01:00"), Tags: []string{"sea"},
			Sections: sections, Words: journal.CountWords(sections),
		}},
		Sessions:  []Session{{ID: idB, Seq: 2, Phase: "initial", Date: when(t, "2026-11-21"), Route: "IM", Dose: "as on the sheet", Intention: "to listen"}},
		Questions: []Question{{Item: Item{ID: idA, RecordPref: journal.SessionOnly}, Text: "Is this usual?", EntryID: idA, SessionID: idB}},
		Responses: []Response{{
			Item: Item{ID: idB}, InstrumentID: "phq-9", InstrumentVersion: phq9().Version, TakenAt: when(t, "2026-11-20"),
			Complete: true, Total: journal.Some(9), Value: journal.Some(9), IsBaseline: true,
		}},
		Instruments: []measure.Instrument{phq9()},
		SideEffects: []SideEffect{{Item: Item{ID: idA}, SessionID: idB, Code: "nausea", Severity: journal.Some(0), StillAt24: journal.No}},
		Practices:   []Practice{{Item: Item{ID: idA}, What: "Ten minutes outside", WrittenAt: when(t, "2026-11-21"), Log: []PracticeLine{{On: when(t, "2026-11-22"), Done: journal.DonePartly}}}},
	}
}

func phq9() measure.Instrument { return measure.BuiltIn()[0] }

func sealed(t testing.TB, c Content, copies []File, signer *crypto.Identity, to To) []byte {
	t.Helper()
	var b bytes.Buffer
	if _, err := Seal(&b, c, copies, signer, to); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func open(b []byte, key crypto.FileKey, me []string) (*Opened, error) {
	return Open(context.Background(), bytes.NewReader(b), int64(len(b)), key, me)
}

// crafted is an archive made by hand: what a hostile maker controls.
type crafted struct {
	signer   *crypto.Identity
	manifest map[string]any // over the one a good file has
	files    []File         // after manifest and signature
	sig      []byte         // instead of a good one
	listed   []File         // instead of files, in the manifest
	namspace string
}

// tar builds the archive; what the maker does not lie about is right.
func (c crafted) tar(t testing.TB, after ...*tar.Header) []byte {
	t.Helper()
	listed := c.listed
	if listed == nil {
		listed = c.files
	}
	var lines []map[string]any
	for _, f := range listed {
		lines = append(lines, map[string]any{"path": f.Path, "size": len(f.Data), "sha256": hexSum(f.Data)})
	}
	m := map[string]any{
		"format":     map[string]any{"name": "afterglow-bundle", "major": 1, "minor": 0},
		"bundle_id":  idA,
		"made_at":    "2026-11-21T16:42:00+01:00",
		"maker":      map[string]any{"alias": "R.", "signing_key": c.signer.SigningKey()},
		"recipients": []string{},
		"files":      append([]map[string]any{}, lines...),
	}
	for k, v := range c.manifest {
		m[k] = v
	}
	manifest, err := json.Marshal(m)
	if err != nil {
		t.Fatal(err)
	}
	namespace := c.namspace
	if namespace == "" {
		namespace = signNamespace
	}
	sig, err := c.signer.Sign(namespace, manifest)
	if err != nil {
		t.Fatal(err)
	}
	if c.sig != nil {
		sig = c.sig
	}
	return rawTar(t, append([]File{{nameManifest, manifest}, {nameSignature, sig}}, c.files...), after...)
}

// rawTar writes any names, and any empty headers behind them.
func rawTar(t testing.TB, files []File, after ...*tar.Header) []byte {
	t.Helper()
	var b bytes.Buffer
	w := tar.NewWriter(&b)
	for _, f := range files {
		if err := w.WriteHeader(&tar.Header{Typeflag: tar.TypeReg, Name: f.Path, Size: int64(len(f.Data)), Mode: 0o600}); err != nil {
			t.Fatal(err)
		}
		if _, err := w.Write(f.Data); err != nil {
			t.Fatal(err)
		}
	}
	for _, h := range after {
		if err := w.WriteHeader(h); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func openTar(b []byte, me ...string) (*Opened, error) {
	return openInside(context.Background(), inMemory(b), me, crypto.VerifySignature)
}

func inMemory(b []byte) archive { return archive{bytes.NewReader(b), int64(len(b))} }

// sealRaw puts any plaintext into an age file.
func sealRaw(t testing.TB, plain []byte, to To) []byte {
	t.Helper()
	var b bytes.Buffer
	var w io.WriteCloser
	var err error
	if len(to.Passphrase) > 0 {
		w, err = crypto.SealFileWithPassphrase(&b, to.Passphrase)
	} else {
		w, err = crypto.SealFile(&b, to.Recipients)
	}
	if err != nil {
		t.Fatal(err)
	}
	if _, err := w.Write(plain); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// anyID, anyText and anyContent draw what a person could have written.
func anyID() *rapid.Generator[journal.ID] {
	return rapid.Map(rapid.StringMatching(`[0-9a-f]{32}`), func(s string) journal.ID { return journal.ID(s) })
}

func anyText() *rapid.Generator[string] { return rapid.StringN(0, 40, 160) }

func anyWhen() *rapid.Generator[journal.When] {
	return rapid.Custom(func(t *rapid.T) journal.When {
		text := fmt.Sprintf("%04d-%02d-%02d", rapid.IntRange(1, 9999).Draw(t, "y"), rapid.IntRange(1, 12).Draw(t, "m"), rapid.IntRange(1, 28).Draw(t, "d"))
		if rapid.Bool().Draw(t, "timed") {
			text += fmt.Sprintf("T%02d:00:00%+03d:00", rapid.IntRange(0, 23).Draw(t, "h"), rapid.IntRange(-11, 11).Draw(t, "zone"))
		}
		w, err := journal.ParseWhen(text)
		if err != nil {
			t.Fatal(err)
		}
		return w
	})
}

func anyContent() *rapid.Generator[Content] {
	return rapid.Custom(func(t *rapid.T) Content {
		c := Content{
			BundleID: string(anyID().Draw(t, "bundle")), MadeAt: madeAt,
			Maker: Maker{Alias: anyText().Draw(t, "alias")}, Purpose: anyText().Draw(t, "purpose"),
			Cover: Cover{Line: anyText().Draw(t, "line")},
		}
		if rapid.Bool().Draw(t, "period") {
			c.Period = Period{From: anyWhen().Draw(t, "from").Date(), To: anyWhen().Draw(t, "to").Date()}
		}
		for _, id := range rapid.SliceOfNDistinct(anyID(), 0, 3, rapid.ID).Draw(t, "sessions") {
			c.Sessions = append(c.Sessions, Session{
				ID: id, Seq: rapid.IntRange(0, 99).Draw(t, "seq"), Phase: "initial", Date: anyWhen().Draw(t, "date"),
				Route: rapid.SampledFrom(journal.Routes).Draw(t, "route"), Dose: anyText().Draw(t, "dose"), Intention: anyText().Draw(t, "intention"),
			})
		}
		for _, id := range rapid.SliceOfNDistinct(anyID(), 0, 4, rapid.ID).Draw(t, "entries") {
			e := Entry{
				ID: id, Revision: rapid.Uint64().Draw(t, "revision"), Kind: rapid.SampledFrom(journal.Kinds).Draw(t, "kind"),
				Phase: rapid.SampledFrom(journal.Phases).Draw(t, "phase"), Title: anyText().Draw(t, "title"),
				OccurredAt: anyWhen().Draw(t, "occurred"), WrittenAt: anyWhen().Draw(t, "written"), SameDay: rapid.Bool().Draw(t, "same day"),
				Sections: []journal.Section{},
			}
			if rapid.Bool().Draw(t, "edited") {
				e.EditedAt = anyWhen().Draw(t, "edited at")
			}
			if len(c.Sessions) > 0 && rapid.Bool().Draw(t, "linked") {
				e.SessionID = rapid.SampledFrom(c.Sessions).Draw(t, "session").ID
			}
			if tags := rapid.SliceOfN(anyText(), 0, 3).Draw(t, "tags"); len(tags) > 0 {
				e.Tags = tags
			}
			for range rapid.IntRange(0, 3).Draw(t, "sections") {
				e.Sections = append(e.Sections, journal.Section{Key: anyText().Draw(t, "key"), Heading: anyText().Draw(t, "heading"), Text: anyText().Draw(t, "text")})
			}
			e.Words = journal.CountWords(e.Sections)
			c.Entries = append(c.Entries, e)
		}
		anyCourse(t, &c)
		return c
	})
}
