package cli

import (
	"context"
	"fmt"
	"strings"

	"afterglow/app/place"
	"afterglow/crypto"
	"afterglow/journal"
	"afterglow/journal/vault"
)

// dateTime is how the terminal shows a moment.
const dateTime = "2006-01-02 15:04"

// reading opens the journal for reading only.
func (a *app) reading(ctx context.Context) (*journal.Journal, error) {
	j, err := a.unlock(ctx, true)
	if err == nil {
		a.tellNotices(j, true)
	}
	return j, err
}

// writing opens the journal as its one writer.
func (a *app) writing(ctx context.Context) (*journal.Journal, error) {
	j, err := a.unlock(ctx, false)
	if err == nil {
		a.tellNotices(j, false)
		j.AcceptOlderCopy() // told, and the work was asked for
	}
	return j, err
}

func (a *app) unlock(ctx context.Context, readOnly bool) (*journal.Journal, error) {
	dir, err := a.folder()
	if err != nil {
		return nil, err
	}
	if !vault.Exists(dir) {
		return nil, vault.ErrNotAVault // before anyone is asked for a passphrase
	}
	passphrase, err := a.passphrase(ctx)
	if err != nil {
		return nil, err
	}
	defer crypto.Wipe(passphrase)
	return journal.Open(ctx, dir, passphrase, journal.OpenOptions{ReadOnly: readOnly, KnownFile: place.KnownFile()})
}

// tellNotices tells what the person should know of a journal that was opened.
func (a *app) tellNotices(j *journal.Journal, readOnly bool) {
	a.tellOlderCopy(j)
	for _, n := range j.Notices() {
		switch {
		case n.Code == vault.NoticeHeaderRepaired && readOnly:
			a.tell(a.words.T("cli.notice.header_used"))
		case n.Code == vault.NoticeHeaderRepaired:
			a.tell(a.words.T("cli.notice.header_repaired"))
		case n.Code == vault.NoticeBackupHeaderRepaired && readOnly:
			a.tell(a.words.T("cli.notice.backup_damaged"))
		case n.Code == vault.NoticeBackupHeaderRepaired:
			a.tell(a.words.T("cli.notice.backup_repaired"))
		case n.Code == vault.NoticeLogRepaired && readOnly:
			a.tell(a.words.T("cli.notice.log_used"))
		case n.Code == vault.NoticeLogRepaired:
			a.tell(a.words.T("cli.notice.log_repaired"))
		}
	}
	if n := len(j.Problems()); n > 0 {
		a.tell(a.words.N("cli.notice.damage", n))
	}
	if dir, err := a.folder(); err == nil && !readOnly {
		a.tellPlace(dir)
	}
}

// tellPlace warns of a folder that a journal which is written to does not do well in.
func (a *app) tellPlace(dir string) {
	if line := a.Lies(dir).Says(a.words); line != "" {
		a.tell(line)
	}
}

// tellOlderCopy tells that the folder was replaced by an older copy of itself,
// which is nothing that `check` could find wrong in it.
func (a *app) tellOlderCopy(j *journal.Journal) {
	for _, n := range j.Notices() {
		if n.Code == vault.NoticeOlderCopy {
			a.tell(a.words.T("cli.notice.older_copy", "Here", n.Here.Local().Format(dateTime), "Known", n.Known.Local().Format(dateTime)))
		}
	}
}

// minPrefix is the fewest digits by which an id may be named.
const minPrefix = 6

// resolve finds the one id that begins as given. Without one it is
// journal.ErrNotFound, with several a usage error.
func (a *app) resolve(given string, ids []journal.ID) (journal.ID, error) {
	prefix := strings.ToLower(given)
	var found []journal.ID
	for _, id := range ids {
		if string(id) == prefix {
			return id, nil
		}
		if len(prefix) >= minPrefix && strings.HasPrefix(string(id), prefix) {
			found = append(found, id)
		}
	}
	switch len(found) {
	case 1:
		return found[0], nil
	case 0:
		return "", fmt.Errorf("%s: %w", printable(given), journal.ErrNotFound)
	}
	return "", a.usage("cli.error.several_ids", "ID", printable(given))
}

func entryIDs(j *journal.Journal, f journal.Filter) []journal.ID {
	var out []journal.ID
	for _, s := range j.Summaries(f) {
		out = append(out, s.ID)
	}
	return out
}

func sessionIDs(j *journal.Journal) []journal.ID {
	var out []journal.ID
	for _, s := range j.Sessions() {
		out = append(out, s.ID)
	}
	return out
}
