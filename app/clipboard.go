package app

import "time"

const (
	// clipboardTime is how long copied words stay on the clipboard.
	clipboardTime = 30 * time.Second
	// toastTime is how long a quiet line stays.
	toastTime = 8 * time.Second
)

// Copy puts text on the clipboard and takes it away after a while, if it is
// still ours. What a clipboard manager keeps is out of reach; the line says so.
func (s *Shell) Copy(text string) {
	s.stopClearing()
	s.app.Clipboard().SetContent(text)
	s.copied = text
	s.Say(s.words.T("app.copied", "Seconds", int(clipboardTime/time.Second)))
	s.stopClearing = s.runner.After(clipboardTime, s.clearClipboard)
}

// clearClipboard empties the clipboard if it holds what we put there.
func (s *Shell) clearClipboard() {
	if s.copied != "" && s.app.Clipboard().Content() == s.copied {
		s.app.Clipboard().SetContent("")
	}
	s.copied = ""
}
