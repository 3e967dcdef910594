package app

import (
	"context"
	"errors"

	"afterglow/app/kit"
	"afterglow/app/run"
	"afterglow/assets"
	"afterglow/crypto"
	"afterglow/journal"
	"afterglow/journal/bundle"
	"afterglow/journal/sharing"
	"afterglow/journal/vault"
)

// sentences says for each error a person can act on which message tells it.
// The first that matches counts.
var sentences = []struct {
	err error
	id  string
}{
	{vault.ErrWrongPassphrase, "app.error.wrong_passphrase"},
	{crypto.ErrWrongKey, "app.error.wrong_key"},
	{vault.ErrInUse, "app.error.in_use"},
	{vault.ErrNotAVault, "app.error.not_a_journal"},
	{vault.ErrExists, "app.error.folder_not_empty"},
	{vault.ErrAbsurdWork, "app.error.absurd_work"},
	{crypto.ErrAbsurdWork, "app.error.absurd_work"},
	{vault.ErrNewer, "app.error.newer"},
	{bundle.ErrNewerFormat, "app.error.newer_file"},
	{bundle.ErrNotForYou, "app.error.not_for_you"},
	{bundle.ErrTooLarge, "app.error.too_large_file"},
	{vault.ErrDiskFull, "app.error.disk_full"},
	{sharing.ErrNoRoom, "app.error.no_room"},
	{sharing.ErrNotAllowed, "app.error.not_allowed"},
	{sharing.ErrNoFolder, "app.error.no_folder"},
	{sharing.ErrNotAFile, "app.error.not_a_file"},
	{sharing.ErrNothingChosen, "app.error.nothing_chosen"},
	{sharing.ErrNotPreviewed, "app.error.not_previewed"},
	{crypto.ErrRecoveryTypo, "app.error.recovery_typo"},
	{crypto.ErrBadRecipient, "app.error.bad_recipient"},
	{journal.ErrEmpty, "app.error.empty"},
	{journal.ErrTooLarge, "app.error.too_large_entry"},
	{journal.ErrStale, "app.error.stale"},
	{journal.ErrNotFound, "app.error.not_found"},
	{vault.ErrDamaged, "app.error.damaged"},
	{crypto.ErrDamaged, "app.error.damaged_file"},
	{vault.ErrClosed, "app.error.locked"},
	{errStillBusy, "app.error.still_busy"},
}

// Sentence is an error in plain words, for a line on a page.
func (s *Shell) Sentence(err error) string {
	if run.IsInside(err) {
		return s.words.T("app.error.inside")
	}
	for _, one := range sentences {
		if errors.Is(err, one.err) {
			return s.words.T(one.id)
		}
	}
	if f := (*assets.Fault)(nil); errors.As(err, &f) {
		return s.words.T("app.error.other", "Reason", f.Say(s.words))
	}
	return s.words.T("app.error.other", "Reason", err.Error())
}

// Fail tells of an error in a dialog. What the person cancelled is no error.
func (s *Shell) Fail(err error) {
	if err == nil || errors.Is(err, context.Canceled) {
		return
	}
	kit.Inform(s.window, s.words, s.words.T("app.error.title"), s.Sentence(err), nil)
}

// Say shows a quiet line for a while.
func (s *Shell) Say(text string) { s.toast(text, "", nil) }

// Offer shows a quiet line with something to do.
func (s *Shell) Offer(text, action string, do func()) { s.toast(text, action, do) }

func (s *Shell) toast(text, action string, do func()) {
	hide := s.toasts.Show(text, action, do)
	s.runner.After(toastTime, hide)
}
