package bundle

import (
	"errors"
	"fmt"
	"strings"
	"time"
	"unicode/utf8"

	"afterglow/journal"
)

// check refuses what must not stand in a sealed file. Seal and Open both ask
// it, so that what one makes the other reads. No error holds a shared word.
func (c Content) check() error {
	if !isID(c.BundleID) {
		return errors.New("the file's id is not 32 hexadecimal digits")
	}
	if !c.MadeAt.HasTime() {
		return errors.New("the time it was made is missing")
	}
	if err := c.checkAttachments(); err != nil {
		return err
	}
	for _, id := range []string{c.Previous, c.Supersedes} {
		if id != "" && !isID(id) {
			return errors.New("the id of another file is not 32 hexadecimal digits")
		}
	}
	if c.Sequence < 0 || len(c.Recipients) == 0 && (c.Sequence != 0 || c.Previous != "") {
		return errors.New("the number in the sequence does not fit")
	}
	for _, line := range []string{c.Maker.Alias, c.Purpose, c.Cover.Line} {
		if err := checkLine(line); err != nil {
			return err
		}
	}
	for _, day := range []string{c.Period.From, c.Period.To} {
		if _, err := time.Parse(time.DateOnly, day); day != "" && err != nil {
			return errors.New("the period is not two dates")
		}
	}
	return c.checkData()
}

func (e Entry) check() error {
	texts := append([]string{string(e.Kind), string(e.Phase), e.Title}, e.Tags...)
	for _, s := range e.Sections {
		texts = append(texts, s.Key, s.Heading, s.Text)
	}
	size := 0
	for _, t := range texts {
		size += len(t)
		if !utf8.ValidString(t) {
			return journal.ErrNotUTF8
		}
	}
	// Keys, tags and the like may add to the text an entry is allowed.
	if size > MaxEntry+MaxLine {
		return fmt.Errorf("an entry holds more than 16 MB: %w", ErrTooLarge)
	}
	return nil
}

func (s Session) check() error {
	for _, t := range []string{string(s.Phase), string(s.Route), string(s.Status), s.Dose, s.Intention} {
		if err := checkLine(t); err != nil {
			return err
		}
	}
	return nil
}

func checkLine(s string) error {
	if !utf8.ValidString(s) {
		return journal.ErrNotUTF8
	}
	if len(s) > MaxLine {
		return fmt.Errorf("a line of text is longer than 16 kB: %w", ErrTooLarge)
	}
	return nil
}

// isID says whether s is 32 lower-case hexadecimal digits.
func isID(s string) bool {
	return len(s) == 32 && strings.Trim(s, "0123456789abcdef") == ""
}
