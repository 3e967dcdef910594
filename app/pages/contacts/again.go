package contacts

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"fyne.io/fyne/v2"

	"afterglow/app/kit"
	"afterglow/app/run"
	"afterglow/journal"
	"afterglow/journal/sharing"
)

// againCard offers to seal earlier files again for the key a contact has now, those
// that are ticked; nil where there are none.
func (p *Page) againCard(c journal.Contact) fyne.CanvasObject {
	w := p.words
	earlier := sharing.ForFormerKeys(p.store.Shares(), c)
	if len(earlier) == 0 {
		return nil
	}
	list := kit.Column(10)
	chosen := make([]bool, len(earlier))
	do := kit.Quiet(w.T("contacts.again_do"), func() {
		var of []journal.Share
		for i, on := range chosen {
			if on {
				of = append(of, earlier[i])
			}
		}
		p.againInto(c, of)
	})
	do.Disable()
	for i, s := range earlier {
		label := p.day(s.CreatedAt)
		if s.Purpose != "" {
			label += " · " + s.Purpose
		}
		list.Add(kit.NewTick(label, false, func(on bool) {
			chosen[i] = on
			do.Disable()
			for _, one := range chosen {
				if one {
					do.Enable()
				}
			}
		}).Second(w.N("contacts.again_items", len(s.Items))))
	}
	return card(w.T("contacts.again"), kit.Body(w.T("contacts.again_line", "Name", c.Name)), list, kit.Wrap(0, do))
}

// againInto asks for a folder and seals into it, one file after the other.
func (p *Page) againInto(c journal.Contact, of []journal.Share) {
	w := p.words
	fault := func(folder string) string {
		if info, err := os.Stat(folder); err != nil || !info.IsDir() {
			return sharing.ErrNoFolder.Error()
		}
		return ""
	}
	kit.AskFolder(p.shell.Window(), w, w.T("contacts.again_where"), "", fault, func(folder string) {
		sealed, now := 0, p.shell.Now()
		p.shell.Runner().Do(w.T("contacts.again_sealing"), func(ctx context.Context, progress run.Progress) error {
			for i, s := range of {
				_, err := sharing.SealAgain(ctx, p.store, s, c, freeName(folder, s.FileName), w, now, func(done, total int) {
					progress.Set(int64(i*total+done), int64(len(of)*total))
				})
				if err != nil {
					return err
				}
				sealed++
			}
			return nil
		}, func(err error) {
			if sealed > 0 {
				p.shell.Say(w.N("contacts.again_sealed", sealed, "Name", c.Name))
				p.open(c)
			}
			if err != nil {
				p.shell.Fail(err)
			}
		})
	})
}

// freeName is a path in folder that no file has: the name, or with a number to it.
func freeName(folder, name string) string {
	ending := filepath.Ext(name)
	stem := strings.TrimSuffix(filepath.Base(name), ending)
	path := filepath.Join(folder, stem+ending)
	for n := 2; ; n++ {
		if _, err := os.Lstat(path); err != nil {
			return path
		}
		path = filepath.Join(folder, fmt.Sprintf("%s %d%s", stem, n, ending))
	}
}
