package app

import (
	"context"
	"errors"
	"strings"
	"testing"

	"afterglow/app/route"
	"afterglow/journal"
)

func TestLockingReplacesTheProcessWhenAllIsClosed(t *testing.T) {
	replaced := ""
	var p *person
	p = sitsDown(t, func(o *Options) {
		o.Replace = func(folder string, _ []byte) error {
			replaced = folder
			if len(p.area.Objects) != 0 || p.Unlocked() || p.app.Clipboard().Content() != "" {
				t.Error("something of the journal was still there")
			}
			// Nobody holds the journal any more, and the draft is in it.
			j, err := journal.Open(context.Background(), folder, []byte(passphrase), journal.OpenOptions{})
			if err != nil {
				t.Error(err)
				return nil
			}
			defer j.Close()
			all := j.Summaries(journal.Filter{})
			if len(all) != 1 || !strings.Contains(all[0].Opening, "unfinished words") {
				t.Errorf("the draft was not saved: %+v", all)
			}
			return nil
		}
	})
	p.createsAJournal()
	p.Go(route.To(route.Right))
	p.types("unfinished words")
	p.picks("app.menu.lock")
	if replaced != p.options.Folder {
		t.Errorf("replaced on %q", replaced)
	}
}

func TestAProcessThatCannotBeReplacedShowsTheOpenPage(t *testing.T) {
	p := sitsDown(t, func(o *Options) { o.Replace = func(string, []byte) error { return errors.ErrUnsupported } })
	p.createsAJournal()
	p.picks("app.menu.lock")
	p.isOn(route.Open)
}
