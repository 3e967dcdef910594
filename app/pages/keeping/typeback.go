package keeping

import (
	"context"
	"errors"
	"strings"
	"time"

	"fyne.io/fyne/v2"

	"afterglow/app/kit"
	"afterglow/app/run"
	"afterglow/assets"
	"afterglow/crypto"
	"afterglow/journal/vault"
)

// Shell is what this package asks of the window around it.
type Shell interface {
	Window() fyne.Window
	Words() *assets.Words
	Runner() run.Runner
	Now() time.Time
	Fail(error)
}

// Check says whether a code, as it was typed, opens the journal, and remembers
// that it was typed back.
type Check func(ctx context.Context, code string) error

// TypeBack is the field in which a recovery code is typed back.
type TypeBack struct {
	Field *kit.Field
	// Changed is called when the field grew or shrank.
	Changed func()

	shell   Shell
	check   Check
	right   func()
	working bool
}

// NewTypeBack asks for the code; right is called when it was the right one.
func NewTypeBack(shell Shell, check Check, right func()) *TypeBack {
	w := shell.Words()
	t := &TypeBack{Field: kit.NewField(w.T("keeping.field")), Changed: func() {}, shell: shell, check: check, right: right}
	t.Field.SetHint(w.T("keeping.field_hint"))
	t.Field.OnChanged(func(string) { t.Changed() })
	t.Field.OnSubmitted(func(string) { t.Try() })
	return t
}

// Try checks what was typed and says what is not right with it.
func (t *TypeBack) Try() {
	if t.working {
		return
	}
	w, typed := t.shell.Words(), t.Field.Text()
	if strings.TrimSpace(typed) == "" {
		t.say(w.T("keeping.empty"))
		return
	}
	t.working = true
	t.shell.Runner().Do(w.T("keeping.checking"), func(ctx context.Context, _ run.Progress) error { return t.check(ctx, typed) }, func(err error) {
		t.working = false
		if err == nil {
			t.Field.SetText("") // undo forgets it too
			t.right()
			return
		}
		if id := Wrong(err); id != "" {
			t.say(w.T(id))
			return
		}
		t.shell.Fail(err)
	})
}

// say tells it below the field and lets the code be put right.
func (t *TypeBack) say(text string) {
	t.Field.SetError(text)
	t.Field.Focus(t.shell.Window().Canvas())
	t.Changed()
}

// Wrong is the message that says what is wrong with a code that was typed, ""
// for an error that is not about the code.
func Wrong(err error) string {
	switch {
	case errors.Is(err, crypto.ErrRecoveryTypo):
		return "keeping.typo"
	case errors.Is(err, vault.ErrWrongPassphrase), errors.Is(err, crypto.ErrWrongKey):
		return "keeping.other"
	}
	return ""
}
