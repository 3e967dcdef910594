package cli

import (
	"context"
	"errors"
	"fmt"
	"os"
	"slices"
	"strings"

	"afterglow/journal/transfer"
)

// importCmd takes in writing that was kept elsewhere.
type importCmd struct {
	Format string `arg:""`
	Path   string `arg:""`
}

// laterFormats are formats that another version reads.
var laterFormats = []string{"markdown", "dayone", "jrnl"}

func (c *importCmd) run(ctx context.Context, a *app) (err error) {
	if slices.Contains(laterFormats, c.Format) {
		return a.usage("cli.error.later_format")
	}
	if c.Format != "jsonl" {
		return a.usage("cli.error.format", "Format", printable(c.Format))
	}
	f, err := os.Open(c.Path)
	if err != nil {
		return fileError(err)
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil {
		return fileError(err)
	}
	bar := newBar(a.Stderr, a.words.T("cli.import.reading"), info.Size())
	entries, err := transfer.JSONL(ctx, f, bar.at)
	bar.end()
	if err != nil {
		var line *transfer.LineError
		if errors.As(err, &line) {
			return err
		}
		return fileError(err)
	}
	j, err := a.writing(ctx)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, j.Close()) }()
	if len(entries) > 0 {
		if _, err := j.SaveEntries(ctx, entries); err != nil {
			return err
		}
	}
	return a.say(a.words.N("cli.import.done", len(entries)))
}

// bar is a progress bar on a terminal; on anything else it is silent.
type bar struct {
	out   *os.File
	label string
	total int64
	shown int64
}

const barWidth = 30

func newBar(stderr any, label string, total int64) *bar {
	b := &bar{label: label, total: total, shown: -1}
	if isTerminal(stderr) && total > 0 {
		b.out = stderr.(*os.File)
	}
	return b
}

func (b *bar) at(done int64) {
	if b.out == nil {
		return
	}
	percent := min(100*done/b.total, 100)
	if percent == b.shown {
		return
	}
	b.shown = percent
	full := int(percent) * barWidth / 100
	fmt.Fprintf(b.out, "\r%s [%s%s] %3d %%", b.label, strings.Repeat("#", full), strings.Repeat(".", barWidth-full), percent)
}

// end takes the bar away.
func (b *bar) end() {
	if b.out != nil && b.shown >= 0 {
		fmt.Fprint(b.out, "\r\x1b[K")
	}
}
