package zzdraw

import (
	"context"
	"encoding/json"
	"image/png"
	"os"
	"path/filepath"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"afterglow/app"
	"afterglow/app/kit"
	"afterglow/app/look"
	"afterglow/app/pages/pagetest"
	"afterglow/app/pages/settings"
	"afterglow/app/route"
	"afterglow/app/run"
	"afterglow/crypto"
	"afterglow/journal"
	"afterglow/journal/vault"
)

var out = os.Getenv("OUT")
var day = time.Date(2026, 11, 23, 18, 20, 0, 0, time.UTC)

func save(t *testing.T, w fyne.Window, size fyne.Size, name string) {
	w.Resize(size)
	f, err := os.Create(filepath.Join(out, name+".png"))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	png.Encode(f, w.Canvas().Capture())
}

type shell struct {
	*pagetest.Shell
	look look.Settings
}

func (s *shell) Look() look.Settings     { return s.look.Sound() }
func (s *shell) SetLook(l look.Settings) { s.look = l }
func (s *shell) Country() string         { return "" }
func (s *shell) SetCountry(code string)  {}

type store struct {
	*journal.Journal
	rep vault.Report
}

func (s *store) Check(context.Context) (vault.Report, error) { return s.rep, nil }
func (s *store) ChangePassphrase(ctx context.Context, next []byte, o journal.PassphraseOptions) (string, error) {
	o.KDF = crypto.CheapestKDF()
	return s.Journal.ChangePassphrase(ctx, next, o)
}

func TestDraw(t *testing.T) {
	for _, l := range []struct {
		name string
		look look.Settings
		size fyne.Size
	}{
		{"light", look.Settings{Variant: look.Paper, TextScale: 1}, fyne.NewSize(1024, 700)},
		{"dark", look.Settings{Variant: look.Dusk, TextScale: 1}, fyne.NewSize(1600, 1000)},
		{"large", look.Settings{Variant: look.Paper, TextScale: 1.6}, fyne.NewSize(1024, 700)},
	} {
		temp := t.TempDir()
		lookFile := filepath.Join(temp, "look.json")
		b, _ := json.Marshal(l.look)
		os.WriteFile(lookFile, b, 0o600)
		a := test.NewApp()
		s := app.New(a, app.Options{LookFile: lookFile, KDF: crypto.CheapestKDF(), Now: func() time.Time { return day },
			Folder: filepath.Join(temp, "demo"), Demo: true,
			Runner: func(run.Display) run.Runner { return &run.Inline{} }})
		for _, part := range []string{"", settings.Passphrase, settings.Backups, settings.Cards, settings.Check} {
			s.Go(route.With(route.Settings, part))
			save(t, s.Window(), l.size, "p-"+part+"-"+l.name)
			if part == "" {
				sc, _ := pagetest.Find(s.Window().Content(), func(*kit.Screen) bool { return true })
				sc.ScrollBy(l.size.Height - 80)
				save(t, s.Window(), l.size, "p-2-"+l.name)
				sc.ScrollBy(l.size.Height - 80)
				save(t, s.Window(), l.size, "p-3-"+l.name)
			}
		}
		a.Quit()
	}
	for _, l := range []struct {
		name string
		look look.Settings
	}{
		{"light", look.Settings{Variant: look.Paper, TextScale: 1}},
		{"dark", look.Settings{Variant: look.Dusk, TextScale: 1}},
		{"large", look.Settings{Variant: look.Paper, TextScale: 1.6}},
	} {
		size := fyne.NewSize(846, 700)
		sh := &shell{Shell: pagetest.New(t, l.look), look: l.look}
		sh.Clock = day
		j, dir := pagetest.Journal(t)
		st := &store{Journal: j}
		show := func(part string) *settings.Page {
			p := settings.New(sh, st, dir, part)
			sh.Win.Resize(size)
			sh.Show(p)
			sh.Win.Resize(size.AddWidthHeight(1, 0))
			return p
		}
		input := func(root fyne.CanvasObject, n int) *kit.Input {
			i, _ := pagetest.Find(root, func(*kit.Input) bool { n--; return n < 0 })
			return i
		}
		p := show(settings.Passphrase)
		input(p.Content(), 0).SetText("not it")
		input(p.Content(), 1).SetText("lantern tundra cobalt whisper")
		input(p.Content(), 2).SetText("lantern tundra cobalt whisper")
		pagetest.Press(t, p.Content(), "Suggest six words")
		pagetest.Press(t, p.Content(), "Change it…")
		save(t, sh.Win, size, "q-pass-wrong-"+l.name)
		input(p.Content(), 0).SetText("a lantern")
		pagetest.Press(t, p.Content(), "Change it…")
		save(t, sh.Win, size, "q-pass-who-"+l.name)
		cards := []*kit.PressCard{}
		pagetest.Find(sh.Dialog(), func(c *kit.PressCard) bool { cards = append(cards, c); return false })
		cards[1].Tapped(nil)
		save(t, sh.Win, size, "q-pass-code-"+l.name)
		for o := sh.Win.Canvas().Overlays(); o.Top() != nil; {
			o.Remove(o.Top())
		}
		bak := t.TempDir()
		p = show(settings.Backups)
		pagetest.Press(t, p.Content(), "Choose a folder…")
		input(sh.Dialog(), 0).SetText(dir)
		pagetest.Press(t, sh.Dialog(), "Use this folder")
		save(t, sh.Win, size, "q-backup-bad-"+l.name)
		input(sh.Dialog(), 0).SetText(bak)
		if _, err := j.BackupInto(context.Background(), bak, 2, nil); err != nil {
			t.Fatal(err)
		}
		pagetest.Press(t, sh.Dialog(), "Use this folder")
		pagetest.Press(t, p.Content(), "Make a backup now…")
		save(t, sh.Win, size, "q-backup-ask-"+l.name)
		input(sh.Dialog(), 0).SetText(filepath.Join(bak, "x.afterglow-backup"))
		pagetest.Press(t, sh.Dialog(), "Save")
		save(t, sh.Win, size, "q-backup-good-"+l.name)
		p = show(settings.Check)
		st.rep = vault.Report{OK: true, Records: 412}
		pagetest.Press(t, p.Content(), "Check the journal")
		save(t, sh.Win, size, "q-check-good-"+l.name)
		st.rep.Problems = []vault.Problem{{What: "header"}, {What: "log"}, {What: "store"}}
		pagetest.Press(t, p.Content(), "Check the journal")
		save(t, sh.Win, size, "q-check-safe-"+l.name)
		e := pagetest.Save(t, j, journal.Entry{Title: "The sea", Sections: []journal.Section{{Text: "x"}}})
		st.rep.Problems = []vault.Problem{{What: "header"}, {What: "entry", ID: "x", At: day.AddDate(0, -2, 0)}, {What: "record", ID: string(e.ID), At: day.AddDate(0, 0, -3)}, {What: "entry", ID: "y", At: day.AddDate(-1, 0, 0)}}
		pagetest.Press(t, p.Content(), "Check the journal")
		save(t, sh.Win, size, "q-check-lost-"+l.name)
		pagetest.Press(t, p.Content(), "Repair")
		save(t, sh.Win, size, "q-check-ask-"+l.name)
		pagetest.Press(t, sh.Dialog(), "Repair")
		save(t, sh.Win, size, "q-check-done-"+l.name)
	}
}
