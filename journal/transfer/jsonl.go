package transfer

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"unicode/utf8"

	"afterglow/journal"
)

const (
	// MaxLine is the most bytes of one line: the largest entry (16 MB), and room
	// for the rest of the line. A large text that is mostly escapes does not fit.
	MaxLine = 17 << 20
	// MaxText is the most bytes of all lines together. They are saved in one
	// step, which the vault holds to 256 MiB sealed and padded.
	MaxText = 200 << 20
	// MaxEntries is the most entries of one file: a page for every day of 270 years.
	MaxEntries = 100_000

	maxTags = 1000
)

// ErrTooMuch says that a file is past one of the limits.
var ErrTooMuch = errors.New("more than one import can hold: split the file")

// LineError says what is wrong with which line, counted from one.
type LineError struct {
	Line int
	Err  error
}

func (e *LineError) Error() string { return fmt.Sprintf("line %d: %v", e.Line, e.Err) }

// Unwrap is what is wrong.
func (e *LineError) Unwrap() error { return e.Err }

// JSONL reads entries from JSON lines to the end, or fails with a *LineError,
// the context's error or the reader's. They have no ID yet and the moment they
// are dated; in all else they are new. read, if not nil, is told after each
// line how many bytes were read so far.
func JSONL(ctx context.Context, r io.Reader, read func(bytes int64)) ([]journal.Entry, error) {
	lines := bufio.NewScanner(r)
	lines.Buffer(make([]byte, 64<<10), MaxLine)
	var (
		all   []journal.Entry
		total int64
		n     int
	)
	lines.Split(func(data []byte, atEOF bool) (int, []byte, error) {
		// As bufio.ScanLines, but a carriage return stays: it may be text of ours to refuse.
		if i := bytes.IndexByte(data, '\n'); i >= 0 {
			return i + 1, data[:i+1], nil
		}
		if atEOF && len(data) > 0 {
			return len(data), data, nil
		}
		return 0, nil, nil
	})
	for lines.Scan() {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		n++
		line := lines.Bytes()
		if total += int64(len(line)); total > MaxText {
			return nil, &LineError{n, ErrTooMuch}
		}
		if n == 1 {
			line = bytes.TrimPrefix(line, []byte("\ufeff"))
		}
		if len(bytes.TrimSpace(line)) > 0 {
			e, err := entry(line)
			if err == nil && len(all) == MaxEntries {
				err = ErrTooMuch
			}
			if err != nil {
				return nil, &LineError{n, err}
			}
			all = append(all, e)
		}
		if read != nil {
			read(total)
		}
	}
	if errors.Is(lines.Err(), bufio.ErrTooLong) {
		return nil, &LineError{n + 1, journal.ErrTooLarge}
	}
	return all, lines.Err()
}

// keys lists what a line may say.
var keys = []string{"date", "title", "text", "tags", "kind"}

// entry reads one line.
func entry(line []byte) (journal.Entry, error) {
	said, err := object(line)
	if err != nil {
		return journal.Entry{}, err
	}
	var (
		e                       journal.Entry
		date, title, text, kind string
	)
	for name, into := range map[string]*string{"date": &date, "title": &title, "text": &text, "kind": &kind} {
		if raw, ok := said[name]; ok && (raw[0] != '"' || json.Unmarshal(raw, into) != nil) {
			return e, fmt.Errorf("%q is not a text", name)
		}
	}
	for _, name := range []string{"date", "text"} {
		if _, ok := said[name]; !ok {
			return e, fmt.Errorf("there is no %q", name)
		}
	}
	if e.OccurredAt, err = journal.ParseWhen(date); err != nil || e.OccurredAt.IsZero() {
		return e, fmt.Errorf(`"date" is %w`, journal.ErrWhen)
	}
	if raw, ok := said["tags"]; ok {
		if e.Tags, err = tags(raw); err != nil {
			return e, err
		}
	}
	e.Kind = journal.KindFree
	if kind != "" {
		e.Kind = journal.Kind(kind)
	}
	if !slices.Contains(journal.Kinds, e.Kind) {
		return e, fmt.Errorf(`"kind" is not one of %s`, names(journal.Kinds))
	}
	e.Title, e.Sections = title, []journal.Section{{Key: "text", Text: text}}
	if e.Blank() {
		return e, journal.ErrEmpty
	}
	if len(title)+len(text) > journal.MaxEntryBytes {
		return e, journal.ErrTooLarge
	}
	return e, nil
}

func tags(raw json.RawMessage) ([]string, error) {
	var list []*string
	if json.Unmarshal(raw, &list) != nil || list == nil || slices.Contains(list, nil) {
		return nil, errors.New(`"tags" is not a list of texts`)
	}
	if len(list) > maxTags {
		return nil, fmt.Errorf(`"tags" holds more than %d`, maxTags)
	}
	var out []string
	for _, t := range list {
		if strings.TrimSpace(*t) == "" {
			return nil, errors.New(`"tags" holds an empty one`)
		}
		out = append(out, *t)
	}
	return out, nil
}

// object splits a line that is one JSON object into its values, and refuses
// what encoding/json would let pass.
func object(line []byte) (map[string]json.RawMessage, error) {
	switch {
	case !utf8.Valid(line):
		return nil, journal.ErrNotUTF8
	case !json.Valid(line):
		return nil, errors.New("this is not JSON")
	case halfPair(line):
		return nil, errors.New("it holds half of a surrogate pair, which is no character")
	}
	d := json.NewDecoder(bytes.NewReader(line))
	if open, err := d.Token(); err != nil || open != json.Delim('{') {
		return nil, errors.New("this is not a JSON object")
	}
	said := map[string]json.RawMessage{}
	for d.More() {
		token, err := d.Token()
		if err != nil {
			return nil, errors.New("this is not JSON")
		}
		key, _ := token.(string)
		if !slices.Contains(keys, key) {
			return nil, fmt.Errorf("there is no key %q: use %s", short(key), strings.Join(keys, ", "))
		}
		if _, twice := said[key]; twice {
			return nil, fmt.Errorf("%q is there twice", key)
		}
		var raw json.RawMessage
		if err := d.Decode(&raw); err != nil {
			return nil, errors.New("this is not JSON")
		}
		said[key] = raw
	}
	return said, nil
}

// halfPair says whether valid JSON escapes half of a surrogate pair, which
// encoding/json would silently replace.
func halfPair(line []byte) bool {
	unit := func(i int) (v int, ok bool) {
		if i+6 > len(line) || line[i] != '\\' || line[i+1] != 'u' {
			return 0, false
		}
		_, err := fmt.Sscanf(string(line[i+2:i+6]), "%04x", &v)
		return v, err == nil
	}
	for i := 0; i < len(line); i++ {
		if line[i] != '\\' {
			continue
		}
		first, ok := unit(i)
		if !ok || first < 0xd800 || first > 0xdfff {
			i++ // the escaped character is not the start of an escape
			continue
		}
		second, ok := unit(i + 6)
		if first >= 0xdc00 || !ok || second < 0xdc00 || second > 0xdfff {
			return true
		}
		i += 11
	}
	return false
}

// short is a key as an error may quote it.
func short(key string) string {
	if runes := []rune(key); len(runes) > 40 {
		return string(runes[:40]) + "…"
	}
	return key
}

func names[T ~string](list []T) string {
	out := make([]string, len(list))
	for i, n := range list {
		out[i] = string(n)
	}
	return strings.Join(out, ", ")
}
